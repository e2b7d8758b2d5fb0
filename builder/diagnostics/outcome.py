"""What a stage gives back: its value, what is wrong, and what it looked at."""

from __future__ import annotations

from typing import Generic, TypeVar

import msgspec

from builder.diagnostics.diagnostic import Diagnostic

T = TypeVar("T", covariant=True)


class Read(msgspec.Struct, frozen=True):
    """One question that a stage asked of its context, with a digest of the answer."""

    kind: str
    """``partial``, ``variable``, …: which door of the context was asked."""
    name: str
    """What was asked for."""
    digest: str
    """Of the answer; empty where the answer was that there is none."""


class Outcome(msgspec.Struct, Generic[T], frozen=True):
    """A stage's value, with the diagnostics found and the reads made on the way."""

    value: T
    diagnostics: tuple[Diagnostic, ...] = ()
    reads: tuple[Read, ...] = ()
