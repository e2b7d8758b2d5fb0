"""The log of ``serve`` on the terminal: which pages were rebuilt, why, and in how many milliseconds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from builder.config import FILE
from builder.diagnostics.diagnostic import SEVERITIES, Diagnostic
from builder.reporting.report import Report
from builder.reporting.terminal import console, show
from builder.reporting.text import counted
from builder.server.state import SessionEvent

NAMED = 3
"""The number of files and pages that are named; the others are counted."""


ReportedProblem = tuple[str, str, str]
"""Path, code and message: the identity of a problem while lines above it come and go."""


class ServeLog:
    """Prints events; of the problems only those that were not printed before."""

    def __init__(self, project: Path) -> None:
        self._project = project
        self._reported: Counter[ReportedProblem] = Counter()

    def __call__(self, reported: SessionEvent) -> None:
        """Print one event."""
        state = reported.state
        if state.failure:
            # Problems of the configuration were printed when it was read.
            self._show(tuple(found for found in state.diagnostics if found.path != FILE), state.pages)
            console().print(f"{state.failure} The last good site is still served.", style="bold red")
            return
        self._show(state.diagnostics, state.pages)
        self._reported = Counter(map(_problem, state.diagnostics))
        for line in event_lines(reported):
            console().print(line, style="green")

    def _show(self, diagnostics: Sequence[Diagnostic], pages: int) -> None:
        known = self._reported.copy()
        new = []
        for diagnostic in diagnostics:
            if known[_problem(diagnostic)] > 0:
                known[_problem(diagnostic)] -= 1
            else:
                new.append(diagnostic)
        if new:
            show(self._project, Report(diagnostics=tuple(new), pages=pages))


def _problem(diagnostic: Diagnostic) -> ReportedProblem:
    return diagnostic.path, diagnostic.code, diagnostic.message


def event_lines(reported: SessionEvent) -> list[str]:
    """The lines for one event: changed files, rebuilt pages with reasons, and times."""
    state = reported.state
    shown = _milliseconds(reported.shown)
    if state.waiting:
        rest = f"{state.waiting} of {state.pages} pages are still to be built, starting with those that you open"
        return [f"{_listed(reported.changed)}: shown after {shown}; {rest}." if reported.changed else f"{rest}."]
    if not reported.settled:
        return [f"{_listed(reported.changed)}: shown after {shown}."] if reported.changed else []
    if not reported.changed:
        return [f"{counted(state.pages, 'page')}, checked after {_milliseconds(reported.settled)}."]
    there = _counts(state.diagnostics)
    found = "".join(f", {counted(there[level], level)}" for level in SEVERITIES if there[level])
    times = f"shown after {shown}, checked after {_milliseconds(reported.settled)}"
    return [f"{_listed(reported.changed)}: {_fresh(reported.fresh)}; {times}{found}."]


def _fresh(fresh: Mapping[str, str]) -> str:
    if not fresh:
        return "no page rebuilt"
    named = [f"{url} ({why})" for url, why in list(fresh.items())[:NAMED]]
    more = f" and {len(fresh) - NAMED} more" if len(fresh) > NAMED else ""
    return f"{len(fresh)} rebuilt: {', '.join(named)}{more}"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:NAMED]) + (f" and {len(names) - NAMED} more" if len(names) > NAMED else "")


def _milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms"


def _counts(diagnostics: Sequence[Diagnostic]) -> Counter[str]:
    return Counter(diagnostic.severity for diagnostic in diagnostics)
