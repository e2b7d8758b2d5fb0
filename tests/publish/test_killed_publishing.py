"""Publishing that is killed before any of its system calls: the old site or the new one; the next build is right."""

from __future__ import annotations

import os
import pickle
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from ways import WAYS

from builder.outputs.output import Output
from builder.publish.manifest import JOURNAL, MANIFEST, Published
from builder.publish.previous_site import PreviousSite
from builder.publish.publishing import publish, resume

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals and copies of processes of POSIX")

OLD: Mapping[str, str] = {"a": "1", "b": "1", "c/d": "1", "c/e": "1", "f/g": "1", "h": "1", "i/j/k": "1"}
NEW: Mapping[str, str] = {"a": "1", "b": "2", "c": "2", "f/g/h": "2", "h": "1", "i/j/k": "2", "l/m": "2"}
EDITED: Mapping[str, str] = {**{path: "1" for path in OLD if path not in ("h", "c/e")}, "b": "2", "i/j/k": "2"}
"""Without new paths, so that the previous site becomes the next by the files that differ."""
FOREIGN = {"CNAME": "docs.example.com", "i/theirs": "kept"}
CHANGING = frozenset(
    {"open", "close", "write", "rename", "replace", "mkdir", "rmdir", "unlink", "remove", "link", "flock"}
)
"""Functions of Python by which the disk changes, or might have."""
EVERY = 1 if os.environ.get("HANDRAIL_KILLS") == "all" else 5
"""Of the system calls that strace finds; CI takes each."""


def outputs(texts: Mapping[str, str]) -> list[Output]:
    return [Output(path, f"{path} {text}", text.encode) for path, text in texts.items()]


def shown(folder: Path) -> dict[str, str]:
    """All files of an output folder but the list of them, those of a publication under way included."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    return {path.relative_to(folder).as_posix(): path.read_text() for path in files}


class Case:
    """Publish over an earlier site, in a separate folder."""

    def __init__(self, root: Path, before: Mapping[str, str], *, warm: bool, after: Mapping[str, str] = NEW) -> None:
        self.root, self.site = root, root / "out/site"
        self.texts = after
        self.earlier: Mapping[str, Published] = {}
        self.previous: PreviousSite | None = None
        self.before: dict[str, str] = {}
        if before:
            self.earlier = publish(outputs(before), self.site, root, {}).files
            for path, text in FOREIGN.items():
                (self.site / path).parent.mkdir(parents=True, exist_ok=True)
                (self.site / path).write_text(text)
            self.before = shown(self.site)
        self.after = {**after, **FOREIGN} if before else dict(after)
        if warm:
            # One more, so that there is a site before the last.
            again = publish(
                outputs({**before, "b": "1b"}), self.site, root, self.earlier, previous=PreviousSite(root / "own/s", {})
            )
            self.previous, self.earlier = PreviousSite(root / "own/s", self.earlier, again.linked), again.files
            self.before = shown(self.site)

    def publish(self) -> None:
        publish(outputs(self.texts), self.site, self.root, self.earlier, previous=self.previous)

    def check(self) -> None:
        """The site that readers see, and the site after the next build."""
        if (self.site / JOURNAL).exists():
            resume(self.site)
            assert shown(self.site) == self.after
        if self.site.exists():
            found = {path: text for path, text in shown(self.site).items() if not path.startswith(".handrail-staged/")}
            assert found in (self.before, self.after)
        self.publish()
        assert shown(self.site) == self.after
        assert [path.name for path in self.site.parent.iterdir()] == ["site"]


def killed_at(case: Case, number: int) -> bool:
    """Publish in a copy of this process that is killed before that system call; returns whether it got that far."""
    pid = os.fork()
    if pid:
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == -signal.SIGKILL
    left = number

    def count(frame: FrameType, event: str, called: Any) -> None:
        nonlocal left
        if event == "c_call" and called.__name__ in CHANGING:
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)

    try:
        sys.setprofile(count)
        case.publish()
    finally:
        os._exit(0)


SITUATIONS: Mapping[str, tuple[Mapping[str, str], Mapping[str, str], bool]] = {
    "first": ({}, NEW, False),
    "next": (OLD, NEW, False),
    "new paths": (OLD, NEW, True),
    "edit": (OLD, EDITED, True),
}


@pytest.mark.timeout(300)
@pytest.mark.parametrize("situation", SITUATIONS)
def test_killed_before_each_call(tmp_path: Path, way: str, situation: str) -> None:
    before, after, warm = SITUATIONS[situation]
    number = 1
    while killed_at(case := Case(tmp_path / str(number), before, warm=warm, after=after), number):
        case.check()
        shutil.rmtree(case.root)
        number += 1
    assert number > 20
    case.check()


PROGRAM = """
import pickle
import sys
from pathlib import Path
from builder.publish import publishing
from builder.publish.publishing import publish
from test_killed_publishing import STATE, outputs
from ways import WAYS
for name, function in WAYS[sys.argv[2]].items():
    setattr(publishing, name, function)
root = Path(sys.argv[1])
texts, earlier, previous = pickle.loads((root / STATE).read_bytes())
publish(outputs(texts), root / "out/site", root, earlier, previous=previous)
"""
STATE = "state"
"""The file with the outputs for the program that a test kills."""
CALLS = ("rename", "renameat", "renameat2", "mkdir", "unlink", "rmdir", "link", "linkat", "unlinkat", "flock")
"""System calls that publishing alone makes, by which the disk changes."""
STRACE = shutil.which("strace")


def traced(root: Path, way: str, *options: str) -> subprocess.CompletedProcess[str]:
    paths = os.pathsep.join((str(Path(__file__).parent), str(Path(__file__).parents[2])))
    command = [str(STRACE), "-f", "-qq", *options, sys.executable, "-B", "-c", PROGRAM, str(root), way]
    return subprocess.run(command, env={**os.environ, "PYTHONPATH": paths}, capture_output=True, text=True)


@pytest.mark.skipif(STRACE is None, reason="needs strace, which can kill a program at a system call")
@pytest.mark.timeout(600)
@pytest.mark.parametrize(("name", "situation"), [*((name, "next") for name in WAYS), (next(iter(WAYS)), "edit")])
def test_killed_at_each_system_call(tmp_path: Path, name: str, situation: str) -> None:
    for root, call in _calls(tmp_path, name, situation):
        case = _prepared(root, situation)
        traced(root, name, "-e", f"inject={call[0]}:signal=KILL:when={call[1]}")
        case.check()
        shutil.rmtree(root)


def _prepared(root: Path, situation: str) -> Case:
    """A case that another program can publish. The next build knows what the killed one knew."""
    before, after, warm = SITUATIONS[situation]
    case = Case(root, before, warm=warm, after=after)
    if not warm:
        case.earlier = {}
    (root / STATE).write_bytes(pickle.dumps((dict(after), dict(case.earlier), case.previous)))
    return case


def _calls(folder: Path, way: str, situation: str) -> Iterator[tuple[Path, tuple[str, int]]]:
    """Each call that one publication makes, with a folder to make it in."""
    _prepared(folder / "whole", situation)
    known = ",".join(f"?{call}" for call in CALLS)
    result = traced(folder / "whole", way, "-e", f"trace={known}")
    if "Operation not permitted" in result.stderr:
        pytest.skip("strace may not trace here")
    lines = [line.split("] ")[-1].split("(")[0] for line in result.stderr.splitlines()]
    for call in CALLS:
        for number in range(1, lines.count(call) + 1, EVERY):
            yield folder / f"{call}-{number}", (call, number)
