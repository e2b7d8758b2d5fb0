"""Cases in a Markdown file: a title, then a source and the expected result, in fences of tildes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Case:
    """One case."""

    title: str
    source: str
    expected: tuple[str, ...]
    place: str
    """File and line, for the failure's message."""


def cases(path: Path) -> Iterator[Case]:
    """Every case of a file. A source ends where ``~~~~ expected`` begins."""
    title, place, parts, part = "", "", {"source": [], "expected": []}, ""
    lists: dict[str, list[str]] = parts
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.startswith("~~~~"):
            part = line.removeprefix("~~~~").strip()
            if not part:
                yield Case(title, "\n".join(lists["source"]) + "\n", tuple(lists["expected"]), place)
                lists = {"source": [], "expected": []}
        elif part:
            lists[part].append(line)
        elif line.startswith("# "):
            title, place = line.removeprefix("# "), f"{path.name}:{number}"
