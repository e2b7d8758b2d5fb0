"""Input: the source lines that problems are about."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from builder.diagnostics.diagnostic import Diagnostic
from builder.regular_file import read_file


def lines_of(project: Path, diagnostics: Iterable[Diagnostic]) -> dict[str, tuple[str, ...]]:
    """The lines of each file that has a problem with a place, by path. A file that can't be read is left out."""
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted({d.path for d in diagnostics if d.line and d.path}):
        try:
            text = read_file(project / path).decode("utf-8", "replace")
        except OSError:
            continue
        found[path] = tuple(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return found
