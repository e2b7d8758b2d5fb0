"""Fixes problems that have one safe fix, in the project's files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

import msgspec

from builder.checks.fixes import SourceEdit, edited, reference_edits, table_edits, tag_edits
from builder.content.source import read_whole
from builder.diagnostics.diagnostic import Diagnostic
from builder.errors import FileAccessError
from builder.structure.site import Site


class FileFix(msgspec.Struct, frozen=True):
    """One file with its fixes."""

    path: str
    before: str
    after: str
    codes: tuple[str, ...]
    """Codes of the fixed problems, one for each fix."""


def fixes(project: Path, sites: Iterable[Site], diagnostics: Iterable[Diagnostic]) -> Iterator[FileFix]:
    """Every safe fix of a reported problem, by file. Raises FileAccessError."""
    reports = tuple(diagnostics)
    edits = {edit for site in sites for edit in reference_edits(site)}
    edits.update(tag_edits(reports))
    edits.update(table_edits(reports))
    reported = {(d.code, d.path, line) for d in reports for line in range(d.line, d.end_line + 1)}
    # Problems that the project turned off, ignores or suppresses are not touched.
    wanted = sorted(edit for edit in edits if (edit.code, edit.path, edit.line) in reported)
    for path, found in groupby(wanted, key=_path):
        before = _text(project, path)
        after, made = edited(before, found)
        if made:
            yield FileFix(path, before, after, tuple(edit.code for edit in made))


def _path(edit: SourceEdit) -> str:
    return edit.path


def _text(project: Path, path: str) -> str:
    try:
        return read_whole(project, path).decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FileAccessError(f"'{path}' can't be read: {error}.") from None
