"""The record of the catalogue."""

from __future__ import annotations

import msgspec

from builder.diagnostics.diagnostic import Severity


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """The meaning of one diagnostic code."""

    code: str
    title: str
    """What it finds, in a few words."""
    explanation: str
    """Why it matters, in a sentence or two."""
    help: str
    """How to mend it, in one sentence."""
    severity: Severity = "error"
    """Unless the project's configuration says otherwise. Nothing else decides how serious a problem is."""
    milder: Severity | None = None
    """The severity of those cases that are less serious than the others of this code."""
