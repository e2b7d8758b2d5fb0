"""Edits of table rows: the bars in code that end a cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.checks.fixes.edits import SourceEdit, edit_at
from builder.diagnostics.diagnostic import Diagnostic
from builder.lint.pipe_tables import NOT_READ, ROW_TOO_LONG


def table_edits(diagnostics: Iterable[Diagnostic]) -> Iterator[SourceEdit]:
    """One edit for each row that has as many cells as the head once the bars in its code are escaped."""
    for each in diagnostics:
        if each.code in (ROW_TOO_LONG, NOT_READ) and each.suggestions:
            yield edit_at(each, each.path, (each.subject, each.suggestions[0]), each.code)
