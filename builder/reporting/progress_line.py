"""Output: a line on the terminal that shows how far long work is. It is erased when the work ends.

No thread draws it: it is drawn when the work reports progress, so a process can be copied at any moment. Rich is loaded
with the first drawing, half a second after the work began.
"""

from __future__ import annotations

import importlib
import os
import sys
import time
from contextlib import ExitStack
from types import TracebackType
from typing import Any

from builder.progress import Progress, no_progress
from builder.reporting.terminal import erased_by_output

QUIET_SECONDS = 0.5
"""Work that is done by then shows nothing."""
BETWEEN_SECONDS = 0.1
"""Between two drawings."""
WITHOUT = frozenset({"", "dumb", "unknown"})
"""Values of ``TERM`` for terminals that can't erase a line."""


class ProgressLine:
    """Draws the progress of the work in a ``with`` block; nothing without a terminal."""

    def __init__(self, *, is_wanted: bool = True) -> None:
        """``is_wanted`` is false where a program reads the output."""
        self._is_wanted = is_wanted and sys.stderr.isatty() and _can_erase()
        self._output = ExitStack()
        self._next = 0.0
        self._drawn: Any = None
        self._bar: Any = None
        self._work, self._began = "", 0.0

    @property
    def report(self) -> Progress:
        """To be given to the work."""
        return self._report if self._is_wanted else no_progress

    def __enter__(self) -> ProgressLine:
        self._next = time.monotonic() + QUIET_SECONDS
        self._output.enter_context(erased_by_output(self.clear))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.clear()
        self._output.close()
        self._next = float("inf")

    def clear(self) -> None:
        """Erase the line; the next progress draws it again."""
        drawn, self._drawn = self._drawn, None
        if drawn is not None:
            drawn.stop()

    def _report(self, work: str, done: int, total: int) -> None:
        now = time.monotonic()
        if work != self._work:
            self._work, self._began = work, now
        elif now < self._next:
            return
        if now >= self._next:
            self._next = now + BETWEEN_SECONDS
            try:
                self._draw(done, total, now - self._began)
            except OSError:  # the terminal is gone
                self._is_wanted, self._next = False, float("inf")

    def _draw(self, done: int, total: int, seconds: float) -> None:
        if self._drawn is None:
            self._drawn = _display()
            self._bar = self._drawn.add_task(self._work, total=total or None, count="", rate="")
            self._drawn.start()
        rate = f"{done / seconds:,.0f}/s" if done and seconds > 0 else ""
        count = f"{done:,}/{total:,}" if total else ""
        self._drawn.update(
            self._bar, description=self._work, total=total or None, completed=done, count=count, rate=rate
        )
        self._drawn.refresh()


def _can_erase() -> bool:
    return sys.platform == "win32" or os.environ.get("TERM", "") not in WITHOUT


def _display() -> Any:
    rich, shown = importlib.import_module("rich.console"), importlib.import_module("rich.progress")
    column = importlib.import_module("rich.table").Column
    screen = rich.Console(stderr=True, highlight=False, markup=False)
    # A process that is killed must not leave a terminal without a cursor.
    screen.show_cursor = lambda show=True: False
    whole = column(no_wrap=True, overflow="ellipsis", min_width=4, ratio=None)
    return shown.Progress(
        shown.TextColumn("{task.description}", table_column=whole, markup=False),
        shown.BarColumn(bar_width=24, table_column=column(no_wrap=True)),
        shown.TextColumn("{task.fields[count]}", table_column=column(no_wrap=True), markup=False),
        shown.TextColumn("{task.fields[rate]}", table_column=column(no_wrap=True, overflow="crop"), markup=False),
        console=screen,
        auto_refresh=False,
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
