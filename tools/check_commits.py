"""Check the messages of commits: ``python tools/check_commits.py BASE`` looks at every commit since BASE.

A subject is at most 72 characters long, starts with a capital letter and an imperative, and has no full stop. Merges
and reverts that git wrote are left alone.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator

LONGEST = 72
WRITTEN_BY_GIT = ("Merge ", "Revert ")
NOT_IMPERATIVE = re.compile(r"(?:[A-Z][a-z]+(?:ed|ing)|The|An?|Some|All|This|What|It|There|No)\b")
"""First words that are not an imperative; words such as *Need* and *Bring* are."""
IMPERATIVE_ALL_THE_SAME = {
    "Embed",
    "Need",
    "Feed",
    "Seed",
    "Shed",
    "Speed",
    "Exceed",
    "Bring",
    "String",
    "Ring",
    "Sing",
    "Wing",
}


def problems(subject: str) -> Iterator[str]:
    """The problems of one subject."""
    if subject.startswith(WRITTEN_BY_GIT):
        return
    if len(subject) > LONGEST:
        yield f"{len(subject)} characters; at most {LONGEST}"
    if not subject[:1].isupper():
        yield "it doesn't start with a capital letter"
    first = subject.split(" ")[0]
    if NOT_IMPERATIVE.match(subject) and first not in IMPERATIVE_ALL_THE_SAME:
        yield f"'{first}' is not an imperative"
    if subject.endswith("."):
        yield "it ends with a full stop"


def main() -> int:
    """Print the problems of all commits since the revision that the first argument names; 1 if there are any."""
    command = ["git", "log", "--no-merges", "--format=%h %s", f"{sys.argv[1]}..HEAD"]
    log = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = 0
    for line in log.splitlines():
        name, _, subject = line.partition(" ")
        for problem in problems(subject):
            sys.stdout.write(f"{name} {subject!r}: {problem}\n")
            found += 1
    return int(found > 0)


if __name__ == "__main__":
    sys.exit(main())
