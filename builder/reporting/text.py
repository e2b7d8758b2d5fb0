"""``--format text``: the report for people. Each problem has its source line with a mark; the summary comes last.

A problem begins with ``path:line:column``, which terminals and editors can open. A defect in several versions is
reported once, and so are many problems of one code about one thing, with the places of the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from builder.diagnostics.diagnostic import Diagnostic
from builder.reporting.groups import ProblemGroup, grouped, worst_first
from builder.reporting.line import Line, line
from builder.reporting.marked_line import marked_line
from builder.reporting.report import Report

_COLOURS = {"error": "bold red", "warning": "bold yellow", "info": "bold blue"}
WIDTH = 160
"""The width of a line where the screen's width is not known, in cells."""
MOST = 100
"""The number of problems that are shown in full by default."""
MOST_PLACES = 5
"""The number of other places that are named for similar problems."""
_INDENT = "    "


class TextView(msgspec.Struct, frozen=True, kw_only=True):
    """How much of a report is shown."""

    most: int = MOST
    """Number of problems shown in full; 0 for all."""
    infos: bool = False
    """Whether problems of severity ``info`` are shown."""
    statistics: bool = False
    """Whether a table of the codes is shown instead of the problems."""
    width: int = WIDTH
    """The width of the screen, in cells."""
    prefix: str = ""
    """The project's folder as seen from the current folder, with a ``/`` at its end: it makes paths clickable."""


def shown_groups(report: Report, view: TextView) -> tuple[list[ProblemGroup], int]:
    """The problems to show, and the number left out because of the limit."""
    diagnostics = _visible(report, view)
    if view.statistics:
        return [], 0
    groups = grouped(diagnostics)
    shown = worst_first(groups, view.most) if view.most else groups
    count = sum(1 + len(group.others) for group in shown)
    return shown, len(diagnostics) - count


def text_report(report: Report, view: TextView) -> Iterator[Line]:
    """The lines to print, styled; an empty report gives only the count."""
    groups, left_out = shown_groups(report, view)
    for group in groups:
        yield from _group(group, report, view)
    if view.statistics:
        yield from _statistics(_visible(report, view), report)
    if left_out:
        more = f"… and {counted(left_out, 'more problem')}: --max 0 shows all, --statistics counts them by code."
        yield line(more, "dim")
        yield line("")
    for fixed in report.fixed:
        yield line(f"fixed: {fixed}", "green")
    yield _summary(report, view)


def _visible(report: Report, view: TextView) -> Sequence[Diagnostic]:
    return [each for each in report.diagnostics if view.infos or each.severity != "info"]


def _group(group: ProblemGroup, report: Report, view: TextView) -> Iterator[Line]:
    yield from _problem(group.first, report, view)
    others = group.others
    if others:
        places = ", ".join(_place(each, view) for each in others[:MOST_PLACES])
        more = f" and {len(others) - MOST_PLACES:,} more" if len(others) > MOST_PLACES else ""
        said = f"{len(others) + 1:,} times in {counted(group.files, 'file')}: also" if group.is_flood else "also in"
        cause = "" if group.is_flood else ", same cause"
        yield line(f"{_INDENT}{said} {places}{more}{cause}", "dim")
    yield line("")


def _place(diagnostic: Diagnostic, view: TextView) -> str:
    """``path:line:column``, as far as these are known."""
    if not diagnostic.path:
        return "(project)"
    path = view.prefix + diagnostic.path
    if not diagnostic.line:
        return path
    return f"{path}:{diagnostic.line}:{max(diagnostic.column, 1)}"


def _problem(diagnostic: Diagnostic, report: Report, view: TextView) -> Iterator[Line]:
    yield Line(
        (
            (_place(diagnostic, view), "bold"),
            ("  ", ""),
            (diagnostic.severity, _COLOURS[diagnostic.severity]),
            (f"  {diagnostic.message}  ", ""),
            (diagnostic.code, "dim"),
        )
    )
    lines = report.lines.get(diagnostic.path, ())
    if 0 < diagnostic.line <= len(lines):
        shown, mark = marked_line(diagnostic, lines[diagnostic.line - 1], view.width - len(_INDENT) - 2)
        yield line(f"{_INDENT}│ {shown}", "dim")
        yield line(f"{_INDENT}│ {mark}", _COLOURS[diagnostic.severity])
    for step in diagnostic.via:
        yield line(f"{_INDENT}included by {view.prefix}{step.path}:{step.line}:{step.column}", "dim")
    if diagnostic.help:
        yield line(f"{_INDENT}{diagnostic.help}", "cyan")


def _statistics(diagnostics: Sequence[Diagnostic], report: Report) -> Iterator[Line]:
    """A table: how often each code was reported, in how many files."""
    counts = Counter((each.code, each.severity) for each in diagnostics)
    files: dict[tuple[str, str], set[str]] = {}
    for each in diagnostics:
        files.setdefault((each.code, each.severity), set()).add(each.path)
    width = max((len(code) for code, _ in counts), default=0)
    for (code, severity), count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        rule = report.rules.get(code)
        title = f"  {rule.title}" if rule is not None else ""
        yield Line(
            (
                (f"{count:>8,}  in {counted(len(files[code, severity]), 'file'):<12}  ", ""),
                (f"{severity:<7}", _COLOURS[severity]),
                (f"  {code:<{width}}", "bold"),
                (title, "dim"),
            )
        )
    if counts:
        yield line("")


def _summary(report: Report, view: TextView) -> Line:
    counts = report.counts
    hidden = 0 if view.infos else counts["info"]
    parts = [counted(number, name) for name, number in counts.items() if number and (name != "info" or not hidden)]
    said = ", ".join(parts) if parts else "No problems found"
    pages = f" in {counted(report.pages, 'page')}" if report.pages else ""
    colour = "red" if counts["error"] else "yellow" if counts["warning"] else "green"
    known = f" {report.known:,} known, {len(report.fixed):,} fixed." if report.known is not None else ""
    more = f" {counted(hidden, 'info')} hidden: 'handrail check --infos' shows them." if hidden else ""
    return line(f"{said}{pages}.{known}{more}", colour)


def counted(number: int, word: str, plural: str = "") -> str:
    """``1 page``, ``2 pages``; ``plural`` is for words that don't only take an s."""
    return f"{number:,} {word if number == 1 else plural or word + 's'}"
