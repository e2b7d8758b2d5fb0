"""``check --fix``: what has one safe answer is mended in the files, and shown first."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import click

from builder.checks.fixes import SourceEdit, edited, reference_edits, tag_edits
from builder.commands.examining import Examination
from builder.commands.atomic_write import write_text
from builder.reporting.terminal import console


def fixed(project: Path, examination: Examination, *, dry_run: bool) -> bool:
    """Show every change; make them unless ``dry_run``. Whether any file was written."""
    written = False
    for path, before, after, made in _changes(project, examination):
        _show(path, before, after)
        codes = ", ".join(sorted({edit.code for edit in made}))
        console().print(f"{path}: {len(made)} {'to mend' if dry_run else 'mended'} ({codes})")
        if not dry_run:
            write_text(project, path, after)
            written = True
    return written


def _changes(project: Path, examination: Examination) -> Iterator[tuple[str, str, str, tuple[SourceEdit, ...]]]:
    edits = {edit for site in examination.sites for edit in reference_edits(site)}
    edits.update(tag_edits(examination.report.diagnostics))
    reported = {
        (d.code, d.path, line) for d in examination.report.diagnostics for line in range(d.line, d.end_line + 1)
    }
    # What the project has turned off, passes over or lets stand is not touched.
    wanted = sorted(edit for edit in edits if (edit.code, edit.path, edit.line) in reported)
    for path, found in groupby(wanted, key=lambda edit: edit.path):
        before = _text(project, path)
        after, made = edited(before, found)
        if made:
            yield path, before, after, made


def _text(project: Path, path: str) -> str:
    try:
        return (project / path).read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise click.UsageError(f"'{path}' can't be read: {error}.") from None


def _show(path: str, before: str, after: str) -> None:
    lines = difflib.unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), f"a/{path}", f"b/{path}", n=1
    )
    for line in lines:
        console().print(line.rstrip("\r\n"))
