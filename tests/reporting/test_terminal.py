"""Output for people: styled on a terminal, plain elsewhere, and without control sequences from content."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from builder.reporting.line import Line
from builder.reporting.terminal import Screen

ROOT = Path(__file__).resolve().parents[2]


def test_plain_lines(capsys: pytest.CaptureFixture[str]) -> None:
    Screen().lines([Line((("a ", "bold red"), ("[b]", "dim"))), Line((("", ""),))])
    Screen().print("one\ntwo", style="green")
    assert capsys.readouterr().err == "a [b]\n\none\\ntwo\n"


def test_control_sequences_for_terminals_are_escaped(capsys: pytest.CaptureFixture[str]) -> None:
    Screen().print("a\x1b[2Jb\x07\x9bc\td\r\u202e\udcff")
    assert capsys.readouterr().err == "a\\x1b[2Jb\\x07\\x9bc\\td\\r\\u202e\\xff\n"


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="this system has no pseudo-terminals")
@pytest.mark.parametrize(("more", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_colours_on_a_terminal(more: dict[str, str], coloured: bool) -> None:
    code = (
        "import sys; from builder.reporting.terminal import console;"
        "console().print('[a] \\x1b[2Jb', style='bold red'); sys.exit('rich' in sys.modules)"
    )
    ours, theirs = os.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", **more}
    done = subprocess.run([sys.executable, "-c", code], stderr=theirs, env=environment, timeout=50)
    os.close(theirs)
    said = os.read(ours, 1000).decode()
    os.close(ours)
    assert bool(done.returncode) is coloured
    assert said == ("\x1b[1;31m[a] \\x1b[2Jb\x1b[0m\r\n" if coloured else "[a] \\x1b[2Jb\r\n")


def test_rich_is_not_loaded_where_nothing_is_coloured() -> None:
    code = "import sys, builder.commands.check; sys.exit('rich' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, timeout=50)
