"""After any edits, an incremental build gives the same bytes as a clean build."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from driver import Site
from editor import EDITS, Editor
from moves import MOVES

SCRIPTS = int(os.environ.get("HANDRAIL_EDIT_SCRIPTS", "60"))
FIRST_SEED = int(os.environ.get("HANDRAIL_EDIT_SEED", "0"))
"""CI sets another each time, and prints it: the same seed plays the same edits."""
PER_PROJECT = 6


def build_both(site: Site) -> tuple[dict[str, bytes], dict[str, bytes], str, str]:
    """The site of an incremental build and of a clean one, and the report of each."""
    remembering = site.build("--keep-going").last.err
    clean = site.build("--keep-going", "--no-cache", "-o", str(site.root / "clean")).last.err
    return site.published(), site.published("clean"), _problems(remembering), _problems(clean)


def _problems(said: str) -> str:
    """The report, but for what depends on the output folder: the pages that a build removes there, and the count."""
    of_output = re.compile(r"^\d+ pages? in |  pages-vanish$|^    Check what is missing\.|^[\w, ]+ in [\d,]+ pages?\.")
    return "\n".join(line for line in said.splitlines() if line and not of_output.search(line))


@pytest.mark.parametrize("seed", range(FIRST_SEED, FIRST_SEED - (-SCRIPTS // PER_PROJECT)))
def test_scripts_of_edits(tmp_path: Path, seed: int) -> None:
    editor, site = Editor(tmp_path, seed), Site(tmp_path)
    editor.begin()
    build_both(site)  # both outputs exist before the first edit: a report also says which pages a build removes
    for _ in range(PER_PROJECT):
        for _ in range(editor.dice.randrange(1, 5)):
            editor.edit(EDITS + MOVES)
        remembered, clean, found, anew = build_both(site)
        assert remembered.keys() == clean.keys(), editor.done
        assert [path for path in clean if clean[path] != remembered[path]] == [], editor.done
        assert found == anew, editor.done
