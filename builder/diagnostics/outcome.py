"""The outcome of a stage: its value, its diagnostics, and its reads."""

from __future__ import annotations

from typing import Generic, TypeVar

import msgspec

from builder.diagnostics.diagnostic import Diagnostic

T = TypeVar("T", covariant=True)


class Read(msgspec.Struct, frozen=True):
    """One question that a stage asked of its context, with a digest of the answer."""

    kind: str
    """``partial``, ``variable``, …: which part of the context was asked."""
    name: str
    """What was asked for."""
    digest: str
    """Of the answer; empty where the answer was that there is none."""


class Outcome(msgspec.Struct, Generic[T], frozen=True):
    """A stage's value, with the diagnostics found and the reads made on the way."""

    value: T
    diagnostics: tuple[Diagnostic, ...] = ()
    reads: tuple[Read, ...] = ()


class Encoded(msgspec.Struct, frozen=True):
    """A stage's result as bytes: what a cache keeps and a process sends."""

    value: bytes
    """Empty where it is kept already."""
    attachment: bytes
    """A large part that is fetched on demand; empty where there is none or it is kept already."""
    attachment_digest: str
    reads: tuple[Read, ...]
