"""Lay out the guides that ``tests/checklist/field`` labels: ``python tools/field_texts.py CLONES``.

The texts belong to other projects and are not part of this repository. CLONES is a folder of their git
clones, as ``owner/name`` or ``name``; each label file says repository, commit and path. A clone that does not
have the commit gives its newest text if that is still the labelled one.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tomllib
from pathlib import Path

FIELD = Path(__file__).resolve().parents[1] / "tests/checklist/field"


def main(arguments: list[str]) -> int:
    """Write each labelled text that the clones have; report those that are missing."""
    if len(arguments) != 1:
        sys.stderr.write("Usage: python tools/field_texts.py CLONES\n")
        return 2
    missing = 0
    for labels in sorted(FIELD.glob("[a-z]/*.toml")):
        page = tomllib.loads(labels.read_text("utf-8"))
        text = _text(Path(arguments[0]), page["repository"], page["commit"], page["path"])
        if text is None or not hashlib.sha256(text).hexdigest().startswith(page["digest"]):
            sys.stderr.write(f"missing: https://github.com/{page['repository']}/blob/{page['commit']}/{page['path']}\n")
            missing += 1
            continue
        target = FIELD / "texts" / f"{labels.stem}.md"
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(text)
    return 1 if missing else 0


def _text(clones: Path, repository: str, commit: str, path: str) -> bytes | None:
    """A file of a repository at a commit; ``None`` if no clone has it."""
    for folder in (clones / repository, clones / repository.partition("/")[2]):
        for revision in (commit, "HEAD"):
            shown = subprocess.run(
                ["git", "-C", str(folder), "show", f"{revision}:{path}"], capture_output=True, check=False
            )
            if shown.returncode == 0:
                return shown.stdout
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
