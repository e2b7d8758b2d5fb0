"""Progress of long work shows on a terminal only, and is removed at the end."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

START = "from builder.reporting import progress_line as line; line.QUIET_SECONDS = {}; line.BETWEEN_SECONDS = 0; "
RUN = "import sys; sys.argv[0] = 'handrail'; from builder.__main__ import main; main()"
WORKS = re.compile(r"(Reading files|Composing pages|Checking the site|Writing files|Formatting files|Converting pages)")
ERASED = "\x1b[2K"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("project")
    (root / "content").mkdir()
    for number in range(160):
        text = f"---\ntitle: Page {number}\n---\n\n" + f"Words of page {number}, and [a link](/page-1).\n\n" * 6
        (root / f"content/page-{number}.md").write_text(text)
    return root


def on_a_terminal(
    arguments: list[str], environment: Mapping[str, str], *, columns: int = 100, quiet: float = 0.0
) -> tuple[int, str]:
    """The exit code of a run whose standard error is a terminal, and the text on that."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    variables = {"PATH": os.environ["PATH"], "TERM": "xterm-256color", "HOME": "/nonexistent", **environment}
    command = [sys.executable, "-c", START.format(quiet) + RUN, *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, env=variables)
    os.close(theirs)
    shown = b""
    end = time.monotonic() + 60
    while time.monotonic() < end and select.select([ours], [], [], 60)[0]:
        try:
            data = os.read(ours, 65536)
        except OSError:
            break
        if not data:
            break
        shown += data
    process.communicate(timeout=30)
    os.close(ours)
    return process.returncode, shown.decode()


def screen(text: str) -> list[str]:
    """The lines that are left on the terminal, as a simple one would show them."""
    lines, row = [""], 0
    for part in re.findall(r"\x1b\[[0-9;?]*[A-Za-z]|\r|\n|[^\x1b\r\n]+", text):
        if part == "\n":
            row += 1
            lines += [""] * (row + 1 - len(lines))
        elif part.startswith("\x1b[") and part[-1] == "A":
            row -= int(part[2:-1] or 1)
        elif part == ERASED:
            lines[row] = ""
        elif part[0] not in "\x1b\r":
            lines[row] += part
    return [line for line in lines if line]


@pytest.mark.parametrize("environment", [{}, {"NO_COLOR": "1"}])
@pytest.mark.parametrize("columns", [100, 30, 10])
def test_a_build_shows_its_progress_and_erases_it(
    project: Path, tmp_path: Path, environment: Mapping[str, str], columns: int
) -> None:
    arguments = ["build", str(project), "-o", str(tmp_path / "site"), "--no-cache", "--jobs", "2"]
    code, shown = on_a_terminal(arguments, environment, columns=columns)
    assert code == 0
    assert ERASED in shown
    if columns == 100:
        assert {"Composing pages", "Writing files"} <= set(WORKS.findall(shown))
        assert re.search(r"\d+/160\b.*\d/s", shown)
    left = screen(shown)
    assert not any(WORKS.search(line) for line in left)
    assert len([line for line in left if "160 pages in" in line]) == 1
    # A killed program must not leave a terminal without a cursor.
    assert "\x1b[?25l" not in shown


@pytest.mark.parametrize(
    ("arguments", "work"),
    [(["check", "--no-cache"], "Composing pages"), (["fmt", "--check"], "Formatting files")],
)
def test_other_commands_show_their_progress(project: Path, arguments: list[str], work: str) -> None:
    code, shown = on_a_terminal([arguments[0], str(project), *arguments[1:]], {})
    assert code in (0, 1)
    assert work in shown
    assert not any(work in line for line in screen(shown))


def test_an_import_shows_its_progress(tmp_path: Path) -> None:
    (tmp_path / "source/docs").mkdir(parents=True)
    (tmp_path / "source/mkdocs.yml").write_text("site_name: Site\n")
    for number in range(50):
        (tmp_path / f"source/docs/p{number}.md").write_text(f"# Page {number}\n\nWords.\n")
    arguments = ["import", "--from", "mkdocs", str(tmp_path / "source"), str(tmp_path / "target")]
    code, shown = on_a_terminal(arguments, {})
    assert code == 0, shown
    assert "Converting pages" in shown
    assert "Imported" in screen(shown)[0]


@pytest.mark.parametrize(
    ("arguments", "environment", "quiet"),
    [
        (["check"], {"TERM": "dumb"}, 0.0),
        (["check"], {"TERM": ""}, 0.0),
        (["check", "--format", "json"], {}, 0.0),
        (["check", "--format", "github"], {}, 0.0),
        # Work that is done before that shows nothing.
        (["check"], {}, 60.0),
    ],
)
def test_nothing_is_drawn(project: Path, arguments: list[str], environment: Mapping[str, str], quiet: float) -> None:
    _, shown = on_a_terminal([arguments[0], str(project), *arguments[1:], "--no-cache"], environment, quiet=quiet)
    assert not WORKS.search(shown)
    assert ERASED not in shown


def test_nothing_is_drawn_into_a_pipe(project: Path) -> None:
    command = [sys.executable, "-c", START.format(0.0) + RUN, "check", str(project), "--no-cache"]
    done = subprocess.run(command, capture_output=True, timeout=60, check=False)
    assert not WORKS.search(done.stderr.decode())
    assert b"\x1b" not in done.stderr


def test_an_error_comes_after_the_line_is_erased(project: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.mkdir()
    (blocked / "mine.txt").write_text("mine")
    code, shown = on_a_terminal(["build", str(project), "-o", str(blocked), "--no-cache"], {})
    assert code == 2
    assert not any(WORKS.search(line) for line in screen(shown))
