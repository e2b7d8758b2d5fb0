"""Reads and rewrites the case files of this folder.

A case is its title on a line, then its parts, each ended by a line ``.``, the first one begun by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a file."""

    file: Path
    line: int
    """1-based line of its title."""
    title: str
    parts: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.file.stem}:{self.line}"


def read_cases(file: Path, parts: int) -> list[Case]:
    """The cases of a file, each of so many parts."""
    cases: list[Case] = []
    lines = file.read_text(encoding="utf-8").split("\n")
    title, start, inside = "", 0, False
    found: list[str] = []
    for number, line in enumerate(lines, start=1):
        if line != ".":
            if not inside and line:
                title, title_line = line, number
            continue
        if inside:
            found.append("\n".join(lines[start : number - 1]))
        inside, start = True, number
        if len(found) == parts:
            cases.append(Case(file, title_line, title, tuple(found)))
            found, inside = [], False
    assert not inside, f"{file.name}: the case '{title}' has not {parts} parts"
    return cases


def write_cases(file: Path, cases: Sequence[Case]) -> None:
    """The file with these cases in place of its own."""
    texts = ("\n.\n".join((case.title, *case.parts, "")) for case in cases)
    file.write_text("\n".join(texts), encoding="utf-8")
