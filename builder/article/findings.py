"""The language's findings as diagnostics: with the place in the file, and whom to blame."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from builder.diagnostics.diagnostic import Diagnostic, Severity
from builder.diagnostics.span import LineIndex, Span
from builder.markdoc import ValidationError
from builder.markdoc.node import ErrorLevel

_SEVERITIES: Mapping[ErrorLevel, Severity] = {
    "critical": "error",
    "error": "error",
    "warning": "warning",
    "info": "info",
    "debug": "info",
}


def language_diagnostics(errors: Iterable[ValidationError], lines: LineIndex, path: str) -> tuple[Diagnostic, ...]:
    """The validator's findings in one file, in its order; ``path`` is empty for a page."""
    return tuple(_diagnostic(error, lines, path) for error in errors)


def _diagnostic(error: ValidationError, lines: LineIndex, path: str) -> Diagnostic:
    span = error.span or _line_span(error.lines, lines)
    start, end = lines.position(span.start), lines.position(span.end)
    return Diagnostic(
        error.id,
        _SEVERITIES[error.level],
        error.message,
        path,
        start.line,
        start.column,
        end.line,
        end.column,
        help=f"Did you mean '{error.suggestions[0]}'?" if error.suggestions else "",
        suggestions=tuple(error.suggestions),
    )


def _line_span(numbers: Iterable[int], lines: LineIndex) -> Span:
    first = next(iter(numbers), 0)
    start = lines.offset(first)
    return Span(start, max(start, lines.offset(first + 1) - 1))
