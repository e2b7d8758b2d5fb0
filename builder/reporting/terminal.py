"""Output: prints reports on the terminal. Text for people goes to standard error, results for programs to standard
output.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from typing import Any

import click
from msgspec.structs import replace

from builder.diagnostics.visible import visible
from builder.exit_codes import USAGE
from builder.reporting.excerpts import lines_of
from builder.reporting.line import Line, line
from builder.reporting.report import Report
from builder.reporting.text import WIDTH, TextView, shown_groups, text_report


class OutputError(click.ClickException):
    """Standard output can't be written to."""

    exit_code = USAGE


def _nothing_is_drawn() -> None:
    pass


_ERASE: ContextVar[Callable[[], None]] = ContextVar("erase", default=_nothing_is_drawn)
"""Erases the line that is currently drawn on the terminal."""


@contextmanager
def erased_by_output(erase: Callable[[], None]) -> Iterator[None]:
    """While in here, ``erase`` is called before anything is printed."""
    before = _ERASE.set(erase)
    try:
        yield
    finally:
        _ERASE.reset(before)


class Screen:
    """Standard error: in colour only on a terminal, and never where ``NO_COLOR`` is set."""

    def __init__(self) -> None:
        is_coloured = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
        # Rich is loaded only for colours: it takes a tenth of the time of a check.
        self._rich: Any = importlib.import_module("rich.console") if is_coloured else None
        self._text: Any = importlib.import_module("rich.text") if is_coloured else None

    def print(self, text: str = "", style: str = "") -> None:
        """Print one line as it is."""
        self.lines([line(text, style)])

    def lines(self, lines: Iterable[Line]) -> None:
        """Print lines in one go. Nothing that an author wrote can end a line or send terminal codes."""
        _ERASE.get()()
        shown = [[(visible(text), style) for text, style in each.parts] for each in lines]
        if self._rich is None:
            _written("".join("".join(text for text, _ in parts) + "\n" for parts in shown))
            return
        console = self._rich.Console(stderr=True, highlight=False, soft_wrap=True, markup=False)
        texts = (self._text.Text.assemble(*parts) for parts in shown)
        console.print(self._text.Text("\n").join(texts))


def console() -> Screen:
    """The console for people."""
    return Screen()


def show(project: Path, report: Report, view: TextView | None = None) -> None:
    """Print a report for people."""
    fitted = replace(view or TextView(), width=_width(), prefix=_prefix(project))
    groups, _ = shown_groups(report, fitted)
    whole = replace(report, lines=lines_of(project, (group.first for group in groups)))
    console().lines(text_report(whole, fitted))


def _width() -> int:
    """The width of a line on the terminal, in cells; a fixed number where there is no terminal."""
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or WIDTH
    except (OSError, ValueError):
        return WIDTH


def _prefix(project: Path) -> str:
    """The project's folder as seen from the current folder."""
    there, here = project.resolve(), Path.cwd()
    if there == here:
        return ""
    return f"{(there.relative_to(here) if there.is_relative_to(here) else there).as_posix()}/"


def _written(text: str) -> None:
    """Write to standard error. If that fails because it is closed or its disk is full, nobody can be informed."""
    with suppress(OSError):
        sys.stderr.write(text)


def write_out(text: str) -> None:
    """Write the results for programs to standard output: always UTF-8, whatever the console's encoding.

    A reader that closed its end has read enough. Raises OutputError if the output can't be written.
    """
    try:
        _ERASE.get()()
        sys.stdout.flush()
        binary = getattr(sys.stdout, "buffer", None)
        if binary is None or sys.stdout.isatty():
            sys.stdout.write(text)
        else:
            binary.write(text.encode("utf-8", "backslashreplace"))
            binary.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise OutputError(f"The output can't be written: {error.strerror}.") from None
