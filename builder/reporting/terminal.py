"""Output: a report on a terminal. People read standard error; machine formats go to standard output."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from builder.diagnostics.visible import visible
from builder.reporting.excerpts import lines_of
from builder.reporting.line import Line, line
from builder.reporting.report import Report
from builder.reporting.text import text_report


class Screen:
    """Standard error: colour only on a terminal, and none where ``NO_COLOR`` is set."""

    def __init__(self) -> None:
        is_coloured = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
        # Rich is loaded where there are colours: without, it would be a tenth of the time of a check.
        self._rich: Any = importlib.import_module("rich.console") if is_coloured else None
        self._text: Any = importlib.import_module("rich.text") if is_coloured else None

    def print(self, text: str = "", style: str = "") -> None:
        """One line, whatever is in it."""
        self.lines([line(text, style)])

    def lines(self, lines: Iterable[Line]) -> None:
        """All of them in one go. What an author named or wrote neither ends a line nor steers the terminal."""
        shown = [[(visible(text), style) for text, style in each.parts] for each in lines]
        if self._rich is None:
            sys.stderr.write("".join("".join(text for text, _ in parts) + "\n" for parts in shown))
            return
        console = self._rich.Console(stderr=True, highlight=False, soft_wrap=True, markup=False)
        texts = (self._text.Text.assemble(*parts) for parts in shown)
        console.print(self._text.Text("\n").join(texts))


def console() -> Screen:
    """Where people read."""
    return Screen()


def show(project: Path, report: Report) -> None:
    """Print a report for people."""
    whole = replace(report, lines=lines_of(project, report.diagnostics))
    console().lines(text_report(whole))
