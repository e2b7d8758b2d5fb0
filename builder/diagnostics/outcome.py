"""The outcome of a stage: its value, its diagnostics, and its reads."""

from __future__ import annotations

from typing import Generic, TypeVar

import msgspec

from builder.diagnostics.diagnostic import Diagnostic

T = TypeVar("T", covariant=True)


class Read(msgspec.Struct, frozen=True):
    """A question that a stage asked of its context, with a digest of the answer."""

    kind: str
    """``partial``, ``variable``, …: which part of the context was asked."""
    name: str
    """The name that was asked for."""
    digest: str
    """Digest of the answer; empty if nothing of that name exists."""


class Outcome(msgspec.Struct, Generic[T], frozen=True):
    """A stage's value, with its diagnostics and reads."""

    value: T
    diagnostics: tuple[Diagnostic, ...] = ()
    reads: tuple[Read, ...] = ()
