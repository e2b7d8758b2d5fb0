"""A finding at a place of an article."""

from __future__ import annotations

from builder.article.article import Place
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
