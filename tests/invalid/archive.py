"""Projects written down in one text: ``=== title``, then each file after ``-- path --``, then the report.

A word after the dashes makes something else than a text file:
``-- a.png -- picture`` (of one line of two points), ``-- a.md -- bytes`` (with escapes such as ``\\xff``),
``-- a.md -- folder``, ``-- a.md -- link to b``, ``-- a.md -- unreadable``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from driver import image

_TITLE = re.compile(r"^=== (.+)\n", re.MULTILINE)
_FILE = re.compile(r"^-- (\S+) --(?: (picture|bytes|folder|unreadable|link to (\S+)))?\n", re.MULTILINE)
REPORT = "report"


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a project."""

    path: str
    kind: str
    target: str
    """Where a link leads."""
    text: str

    def make(self, root: Path) -> None:
        place = root / self.path
        place.parent.mkdir(parents=True, exist_ok=True)
        if self.kind == "picture":
            place.write_bytes(image())
        elif self.kind == "bytes":
            place.write_bytes(self.text.encode("latin-1").decode("unicode_escape").encode("latin-1"))
        elif self.kind == "folder":
            place.mkdir()
        elif self.kind.startswith("link"):
            place.symlink_to(self.target)
        else:
            place.write_bytes(self.text.encode())
            if self.kind == "unreadable":
                place.chmod(0)


@dataclass(frozen=True, slots=True)
class Case:
    """One project and its expected report."""

    file: Path
    title: str
    entries: tuple[Entry, ...]
    report: str


def cases(file: Path) -> Iterator[Case]:
    _, *parts = _TITLE.split(file.read_text("utf-8"))
    for title, body in zip(parts[::2], parts[1::2], strict=True):
        _, *fields = _FILE.split(body)
        found = [Entry(path, kind or "text", target or "", text) for path, kind, target, text in _fours(fields)]
        report = next(entry.text for entry in found if entry.path == REPORT)
        yield Case(file, title, tuple(entry for entry in found if entry.path != REPORT), report.strip())


def _fours(fields: list[str]) -> Iterator[tuple[str, str, str, str]]:
    return zip(fields[::4], fields[1::4], fields[2::4], fields[3::4], strict=True)


def rewritten(case: Case, report: str) -> str:
    """The file's text with another report for the case."""
    text = case.file.read_text("utf-8")
    start = text.index(f"=== {case.title}\n")
    begin = text.index(f"-- {REPORT} --\n", start) + len(f"-- {REPORT} --\n")
    end = text.find("\n=== ", begin)
    return text[:begin] + report + "\n" + (text[end:] if end >= 0 else "")
