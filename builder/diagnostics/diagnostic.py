"""The one record in which everything that is wrong is said."""

from __future__ import annotations

from typing import Literal

import msgspec

Severity = Literal["error", "warning", "info"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""From the gravest down."""


class Via(msgspec.Struct, frozen=True):
    """One link of the chain by which a partial came into a page: the tag that included it."""

    path: str
    line: int
    column: int


class Diagnostic(msgspec.Struct, frozen=True, kw_only=True):
    """Something wrong, at a place, with what to do about it."""

    code: str
    """Stable id, a key of the catalogue: ``link-unresolved``."""
    severity: Severity
    message: str
    """What is wrong, in one sentence, with the thing itself quoted."""
    path: str
    """Relative to the project, with ``/``; empty where no file is meant."""
    line: int = 0
    """1-based, in the file on disk; 0 where no line is meant."""
    column: int = 0
    """1-based, in code points; 0 where no column is meant."""
    end_line: int = 0
    end_column: int = 0
    help: str = ""
    """What to do about it, in one sentence."""
    suggestions: tuple[str, ...] = ()
    """What may have been meant, the nearest first."""
    via: tuple[Via, ...] = ()
    """For text of a partial: the tags that include it, the page's own first."""
    subject: str = ""
    """The offending thing as written (a target, a name); part of the fingerprint."""
    fingerprint: str = ""
    """Stable across unrelated edits and equal across versions for the same defect."""

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Reports are ordered by file and place, then by code."""
        return (self.path, self.line, self.column, self.code, self.message)
