"""Copies of the process end with it, whatever ends it, and it notices when one of them ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from driver import Site

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")

PROGRAM = """\
import os, time
from builder.engine.fork_pool import CopyLimits, in_copies
here = os.getpid()

def work(items):
    found = list(items)
    os.write(1, b"%d\\n" % os.getpid())
    time.sleep(0 if os.getpid() == here and {here_ends} else 60)
    return found

in_copies(work, list(range(30)), 3, lambda item: item, CopyLimits(fewest=1))
"""
"""Says its process and those of its copies, which then work for a minute."""


def ended(pid: int) -> bool:
    """Whether a process is gone within a few seconds."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.01)
    return False


def begun(*, here_ends: bool) -> tuple[subprocess.Popen[str], list[int]]:
    """A program that has made its copies, and the copies."""
    text = PROGRAM.format(here_ends=here_ends)
    process = subprocess.Popen(
        [sys.executable, "-c", text],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    assert process.stdout is not None
    pids = {int(process.stdout.readline()) for _ in range(3)}
    return process, sorted(pids - {process.pid})


def to_all(process: subprocess.Popen[str], sign: signal.Signals) -> None:
    os.killpg(process.pid, sign)


def to_the_program(process: subprocess.Popen[str], sign: signal.Signals) -> None:
    process.send_signal(sign)


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
@pytest.mark.parametrize("send", [to_all, to_the_program])
@pytest.mark.parametrize("waits", [False, True], ids=["it works too", "it waits for them"])
def test_no_copy_outlives_the_program(
    sign: signal.Signals, send: Callable[[subprocess.Popen[str], signal.Signals], None], waits: bool
) -> None:
    process, copies = begun(here_ends=waits)
    assert len(copies) == 2
    started = time.monotonic()
    send(process, sign)
    _, said = process.communicate(timeout=40)
    assert process.returncode == -sign
    assert time.monotonic() - started < 20
    assert [pid for pid in copies if not ended(pid)] == []
    # Python itself shows where the program was interrupted; no copy says anything.
    assert said.count("Traceback") == (1 if sign == signal.SIGINT else 0), said


def test_a_copy_that_is_killed_ends_the_others() -> None:
    process, copies = begun(here_ends=True)
    os.kill(copies[0], signal.SIGKILL)
    _, said = process.communicate(timeout=40)
    assert process.returncode == 1
    assert said.splitlines()[-1].startswith("builder.errors.WorkerLostError: A process of the build ended"), said
    assert [pid for pid in copies if not ended(pid)] == []


def copies_of(pid: int) -> list[int]:
    """The processes that a process has started and that run the same program."""
    found = []
    for each in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = each.read_text().rpartition(")")[2].split()[1]
        except OSError:
            continue
        if int(parent) == pid and _command(each.parent) == _command(Path(f"/proc/{pid}")):
            found.append(int(each.parent.name))
    return found


def _command(process: Path) -> bytes:
    try:
        return (process / "cmdline").read_bytes()
    except OSError:
        return b""


@pytest.mark.skipif(not Path("/proc/self/stat").is_file(), reason="no list of processes to read")
@pytest.mark.parametrize(
    ("killed", "code", "says"),
    [(signal.SIGKILL, 2, "--jobs 1"), (signal.SIGSEGV, 2, "--jobs 1"), (None, 130, "the previous site is unchanged")],
    ids=["killed", "crashed", "Ctrl-C"],
)
def test_a_build_whose_process_is_ended(
    site: Callable[..., Site], killed: signal.Signals | None, code: int, says: str
) -> None:
    page = "---\ntitle: Page {n}\n---\n\n# Page {n}\n\n" + "Some *text* to read on page {n}.\n\n" * 30
    project = site().write({"content/a.md": page.replace("{n}", "a")}).build().exits(0)
    before = project.published()
    project.write({f"content/p{n}.md": page.replace("{n}", str(n)) for n in range(500)})
    process = subprocess.Popen(
        [sys.executable, "-m", "builder", "build", str(project.root), "--jobs", "2"],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    copies: list[int] = []
    while not copies:
        assert process.poll() is None, "it made no copy"
        before_it = copies_of(process.pid)
        time.sleep(0.05)
        # A copy that is there for a moment only becomes another program, such as git.
        copies = [pid for pid in copies_of(process.pid) if pid in before_it]
    if killed is None:
        os.killpg(process.pid, signal.SIGINT)
    else:
        os.kill(copies[0], killed)
    _, said = process.communicate(timeout=40)
    assert process.returncode == code, said
    assert says in said.decode()
    assert b"Traceback" not in said
    assert [pid for pid in copies if not ended(pid)] == []
    assert project.published() == before
    project.build().exits(0)
    assert len(project.published()) > 500
