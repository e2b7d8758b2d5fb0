"""Edits of tags: adds the ``/`` that is missing in tags without content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.checks.fixes.edits import SourceEdit
from builder.diagnostics.diagnostic import Diagnostic

CODE = "missing-closing"


def tag_edits(diagnostics: Iterable[Diagnostic]) -> Iterator[SourceEdit]:
    """One edit for each tag that takes no content and is never closed, so that it swallows the text after it."""
    for each in diagnostics:
        if each.code == CODE and each.end_column > 2 and each.suggestions and each.suggestions[0].endswith("/%}"):
            yield SourceEdit(
                path=each.path,
                line=each.end_line,
                column=each.end_column - 2,
                end_line=each.end_line,
                end_column=each.end_column,
                old="%}",
                new="/%}",
                code=CODE,
            )
