"""Edits of tags: the ``/`` that one without content lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.checks.fixes.edits import SourceEdit
from builder.diagnostics.diagnostic import Diagnostic

CODE = "tag-selfclosing-has-children"
UNCLOSED = "missing-closing"


def tag_edits(diagnostics: Iterable[Diagnostic]) -> Iterator[SourceEdit]:
    """One edit for each tag that takes no content, is never closed, and so has swallowed what stands behind it."""
    found = tuple(diagnostics)
    unclosed = {_place(each) for each in found if each.code == UNCLOSED}
    for each in found:
        if each.code == CODE and _place(each) in unclosed and each.end_column > 2:
            yield SourceEdit(each.path, each.end_line, each.end_column - 2, each.end_line, each.end_column, "%}", "/%}", CODE)


def _place(diagnostic: Diagnostic) -> tuple[str, int, int]:
    return diagnostic.path, diagnostic.line, diagnostic.column
