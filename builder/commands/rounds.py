"""What ``serve`` says on the terminal: what was rebuilt, why, and in how many milliseconds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from builder.config import FILE
from builder.diagnostics.diagnostic import SEVERITIES, Diagnostic
from builder.reporting.report import Report
from builder.reporting.terminal import console, show
from builder.reporting.text import counted
from builder.server.state import Round

NAMED = 3
"""Files and pages that are named; the others are counted."""


Finding = tuple[str, str, str]
"""Path, code and message: a finding stays the same though lines above it come and go."""


class Teller:
    """Prints rounds; of what is wrong, what was not told before."""

    def __init__(self, project: Path) -> None:
        self._project = project
        self._told: Counter[Finding] = Counter()

    def __call__(self, told: Round) -> None:
        """Print one round."""
        state = told.state
        if state.fault:
            # What is wrong in the configuration has been shown where it was read.
            self._show(tuple(found for found in state.diagnostics if found.path != FILE), state.pages)
            console().print(f"{state.fault} The last good site stays.", style="bold red")
            return
        self._show(state.diagnostics, state.pages)
        self._told = Counter(map(_finding, state.diagnostics))
        for line in round_lines(told):
            console().print(line, style="green")

    def _show(self, diagnostics: Sequence[Diagnostic], pages: int) -> None:
        known = self._told.copy()
        new = []
        for diagnostic in diagnostics:
            if known[_finding(diagnostic)] > 0:
                known[_finding(diagnostic)] -= 1
            else:
                new.append(diagnostic)
        if new:
            show(self._project, Report(tuple(new), pages))


def _finding(diagnostic: Diagnostic) -> Finding:
    return diagnostic.path, diagnostic.code, diagnostic.message


def round_lines(told: Round) -> list[str]:
    """The lines about one round: what changed, what was made anew and why, and the time it took."""
    state = told.state
    shown = _milliseconds(told.shown)
    if state.waiting:
        rest = f"{state.waiting} of {state.pages} pages are still to be composed, those you ask for first"
        return [f"{_listed(told.changed)}: shown after {shown}; {rest}." if told.changed else f"{rest}."]
    if not told.settled:
        return [f"{_listed(told.changed)}: shown after {shown}."] if told.changed else []
    if not told.changed:
        return [f"{counted(state.pages, 'page')}, checked after {_milliseconds(told.settled)}."]
    there = _counts(state.diagnostics)
    found = "".join(f", {counted(there[level], level)}" for level in SEVERITIES if there[level])
    times = f"shown after {shown}, checked after {_milliseconds(told.settled)}"
    return [f"{_listed(told.changed)}: {_fresh(told.fresh)}; {times}{found}."]


def _fresh(fresh: Mapping[str, str]) -> str:
    if not fresh:
        return "no page composed anew"
    named = [f"{url} ({why})" for url, why in list(fresh.items())[:NAMED]]
    more = f" and {len(fresh) - NAMED} more" if len(fresh) > NAMED else ""
    return f"{len(fresh)} composed anew: {', '.join(named)}{more}"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:NAMED]) + (f" and {len(names) - NAMED} more" if len(names) > NAMED else "")


def _milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms"


def _counts(diagnostics: Sequence[Diagnostic]) -> Counter[str]:
    return Counter(diagnostic.severity for diagnostic in diagnostics)
