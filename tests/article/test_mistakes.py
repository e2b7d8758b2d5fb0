"""Typical mistakes: each gives one diagnostic in plain words, with the correct syntax."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from driver import Site

FILE = Path(__file__).with_name("mistakes.txt")
HEAD = "---\ntitle: A\n---\n\n"
CONFIG = 'variables: {release: "1"}\n'
_CASE = re.compile(r"^=== (.+)\n((?:.*\n)*?)-- was --\n((?:.*\n)*?)-- now --\n((?:(?!=== ).*\n?)*)", re.MULTILINE)
CASES = [match.groups() for match in _CASE.finditer(FILE.read_text("utf-8"))]
JARGON = ("Expected ", "end of input", "identifier", "whitespace but", "Node '", "config.partials", "self-closing")


def _reported(site: Callable[[], Site], text: str) -> list[str]:
    project = site().write({"handrail.yml": CONFIG, "content/a.md": HEAD + text})
    return [
        "{line}:{column} {code} {message} → {help}".format(**problem)
        for problem in project.problems()
        if problem["severity"] != "info"
    ]


@pytest.mark.parametrize(("title", "text", "was", "now"), CASES, ids=[case[0] for case in CASES])
def test_a_mistake_is_explained(title: str, text: str, was: str, now: str, site: Callable[[], Site]) -> None:
    reported = _reported(site, text)
    if os.environ.get("HANDRAIL_REWRITE"):
        whole = FILE.read_text("utf-8")
        start = whole.index("-- now --\n", whole.index(f"=== {title}\n")) + len("-- now --\n")
        end = whole.find("\n=== ", start)
        FILE.write_text(whole[:start] + "\n".join(reported) + "\n" + (whole[end:] if end >= 0 else ""), "utf-8")
        return
    assert reported == now.strip().split("\n")
    assert not [word for word in JARGON if any(word in each for each in reported)]


def test_there_are_forty_and_each_has_one_diagnostic() -> None:
    assert len(CASES) >= 40
    several = [title for title, _, _, now in CASES if len(now.strip().split("\n")) > 1]
    assert several == ["variables as string", "variable in link", "minus"]
