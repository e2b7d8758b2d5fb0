"""The record of the catalogue."""

from __future__ import annotations

import msgspec

from builder.diagnostics.diagnostic import Severity


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """The meaning of one diagnostic code."""

    code: str
    title: str
    """The problem, in a few words."""
    explanation: str
    """Why it matters, in a sentence or two."""
    help: str
    """How to fix it, in one sentence."""
    severity: Severity = "error"
    """The severity by default; the configuration may change it. Nothing else decides how serious a problem is."""
    milder: Severity | None = None
    """The severity of less serious cases of this code."""
