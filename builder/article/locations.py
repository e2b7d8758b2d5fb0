"""A finding at a place of an article, and then of the page that shows it."""

from __future__ import annotations

from msgspec.structs import replace

from builder.article.records import Place
from builder.diagnostics.diagnostic import Diagnostic, Severity


def at_place(place: Place, code: str, severity: Severity, message: str, subject: str) -> Diagnostic:
    """A finding in the page's own text, with an empty path, or in a partial that it shows."""
    return Diagnostic(
        code,
        severity,
        message,
        place.path,
        place.line,
        place.column,
        place.end_line,
        place.end_column,
        via=place.via,
        subject=subject,
    )


def placed(diagnostic: Diagnostic, path: str) -> Diagnostic:
    """A finding of an article or a partial, where an empty path is ``path``."""
    via = tuple(replace(step, path=step.path or path) for step in diagnostic.via)
    return replace(diagnostic, path=diagnostic.path or path, via=via)
