"""The record for every problem that is reported."""

from __future__ import annotations

from typing import Literal

import msgspec

Severity = Literal["error", "warning", "info"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""The severities, from the most serious down."""


class Via(msgspec.Struct, frozen=True):
    """One step of the chain through which a partial got into a page: the tag that included it."""

    path: str
    line: int
    column: int


class Diagnostic(msgspec.Struct, frozen=True, kw_only=True):
    """A problem at a place, with advice."""

    code: str
    """A stable id from the catalogue: ``link-unresolved``."""
    severity: Severity
    message: str
    """The problem in one sentence, quoting the text in question."""
    path: str
    """Relative to the project, with ``/``; empty for problems without a file."""
    line: int = 0
    """1-based, in the file on disk; 0 for problems without a line."""
    column: int = 0
    """1-based, in code points; 0 for problems without a column."""
    end_line: int = 0
    end_column: int = 0
    help: str = ""
    """How to fix it, in one sentence."""
    suggestions: tuple[str, ...] = ()
    """Names that the author may have meant, the nearest first."""
    via: tuple[Via, ...] = ()
    """For text of a partial: the tags that include it, the page's own first."""
    subject: str = ""
    """The text in question as written (a target, a name); part of the fingerprint."""
    fingerprint: str = ""
    """Stable across unrelated edits and equal across versions for the same defect."""

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Reports are ordered by file and place, then by code."""
        return (self.path, self.line, self.column, self.code, self.message)
