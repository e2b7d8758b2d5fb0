"""``--format text``: the report for people, each finding with its line and a mark below it.

A defect that several versions have is told once, with the places of the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from builder.diagnostics.diagnostic import Diagnostic
from builder.reporting.line import Line, line
from builder.reporting.report import Report

_COLOURS = {"error": "bold red", "warning": "bold yellow", "info": "bold blue"}
WIDEST = 160
"""Code points of a source line that are shown."""
MOST_PLACES = 5
"""Other files that are named for a defect that several have."""


def text_report(report: Report) -> Iterator[Line]:
    """The lines to print, styled; an empty report gives only the count."""
    for path, found in groupby(_each_defect_once(report), key=lambda each: each[0].path):
        yield line(path or "(project)", "bold")
        for diagnostic, others in found:
            yield from _problem(diagnostic, report.lines.get(path, ()))
            if others:
                more = f" and {len(others) - MOST_PLACES} more" if len(others) > MOST_PLACES else ""
                yield line(f"            also in {', '.join(others[:MOST_PLACES])}{more}, same cause", "dim")
        yield line("")
    for fixed in report.fixed:
        yield line(f"mended: {fixed}", "green")
    yield _summary(report)


def _each_defect_once(report: Report) -> list[tuple[Diagnostic, list[str]]]:
    """Each defect in the first file that has it, and its places in the others; of several alike in a file, the second
    is the one of the second in another."""
    found: list[tuple[Diagnostic, list[str]]] = []
    before: Counter[tuple[str, str]] = Counter()
    others: dict[tuple[str, int], list[str]] = {}
    for diagnostic in report.diagnostics:
        in_file = (diagnostic.fingerprint, diagnostic.path)
        defect = (diagnostic.fingerprint, before[in_file])
        before[in_file] += 1
        if defect in others and diagnostic.fingerprint:
            where = f"{diagnostic.path}:{diagnostic.line}" if diagnostic.line else diagnostic.path
            others[defect].append(where)
        else:
            others[defect] = []
            found.append((diagnostic, others[defect]))
    return found


def _problem(diagnostic: Diagnostic, lines: tuple[str, ...]) -> Iterator[Line]:
    place = f"{diagnostic.line}:{diagnostic.column}" if diagnostic.line else "-"
    yield Line(
        (
            (f"  {place:>8}  ", ""),
            (diagnostic.severity, _COLOURS[diagnostic.severity]),
            (f"  {diagnostic.message}  ", ""),
            (diagnostic.code, "dim"),
        )
    )
    if 0 < diagnostic.line <= len(lines):
        yield from _excerpt(diagnostic, lines[diagnostic.line - 1])
    for step in diagnostic.via:
        yield line(f"            included by {step.path}:{step.line}:{step.column}", "dim")
    if diagnostic.help:
        yield line(f"            {diagnostic.help}", "cyan")


def _excerpt(diagnostic: Diagnostic, source: str) -> Iterator[Line]:
    column = max(diagnostic.column, 1)
    start = max(0, column - WIDEST // 2) if len(source) > WIDEST else 0
    shown = source[start : start + WIDEST].replace("\t", " ")
    same_line = diagnostic.end_line in (0, diagnostic.line)
    end = diagnostic.end_column if same_line and diagnostic.end_column > column else len(source) + 1
    width = max(1, min(end - column, len(shown) - (column - 1 - start)))
    if not same_line or diagnostic.end_column <= column:
        width = 1 if same_line else width
    yield line(f"            │ {shown}", "dim")
    yield line(f"            │ {' ' * (column - 1 - start)}{'^' * width}", _COLOURS[diagnostic.severity])


def _summary(report: Report) -> Line:
    counts = report.counts
    parts = [counted(number, name) for name, number in counts.items() if number]
    said = ", ".join(parts) if parts else "Nothing wrong"
    pages = f" in {counted(report.pages, 'page')}" if report.pages else ""
    colour = "red" if counts["error"] else "yellow" if counts["warning"] else "green"
    known = f" {report.known} known, {len(report.fixed)} mended." if report.known is not None else ""
    return line(f"{said}{pages}.{known}", colour)


def counted(number: int, word: str) -> str:
    """``1 page``, ``2 pages``."""
    return f"{number} {word if number == 1 or word == 'info' else word + 's'}"
