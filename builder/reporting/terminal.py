"""Output: a report on a terminal. People read standard error; machine formats go to standard output."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from msgspec.structs import replace
from rich.console import Console
from rich.text import Text

from builder.reporting.excerpts import lines_of
from builder.reporting.report import Report
from builder.reporting.text import text_report


def console() -> Console:
    """Standard error: colour only on a terminal, and none where ``NO_COLOR`` is set."""
    plain = bool(os.environ.get("NO_COLOR")) or not sys.stderr.isatty()
    return Console(stderr=True, no_color=plain, highlight=False, soft_wrap=True, markup=False)


def show(project: Path, report: Report) -> None:
    """Print a report for people."""
    whole = replace(report, lines=lines_of(project, report.diagnostics))
    screen = console()
    text = Text("\n").join(text_report(whole))
    if screen.is_terminal:
        screen.print(text)
    else:
        # Where nothing is styled, a report of thousands of lines need not be styled first.
        screen.file.write(f"{text.plain}\n")
