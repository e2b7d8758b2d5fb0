"""A finding at a reference of a page."""

from __future__ import annotations

from dataclasses import replace

from builder.article.article import Place, Reference
from builder.diagnostics.diagnostic import Diagnostic, Severity
from builder.structure.page import Page


def at_reference(
    page: Page,
    reference: Reference,
    code: str,
    message: str,
    *,
    severity: Severity = "error",
    help: str = "",
    suggestions: tuple[str, ...] = (),
) -> Diagnostic:
    """A finding about a link or an image, where the link or the tag begins."""
    place: Place = reference.place
    via = tuple(replace(step, path=step.path or page.path) for step in place.via)
    return Diagnostic(
        code,
        severity,
        message,
        place.path or page.path,
        place.line,
        place.column,
        place.end_line,
        place.end_column,
        help,
        suggestions,
        via,
        subject=reference.target,
    )
