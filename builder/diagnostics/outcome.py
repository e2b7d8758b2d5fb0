"""What a stage gives back: its value, what is wrong, and what it looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from builder.diagnostics.diagnostic import Diagnostic

T = TypeVar("T", covariant=True)


@dataclass(frozen=True, slots=True)
class Read:
    """One question that a stage asked of its context, with a digest of the answer."""

    kind: str
    """``partial``, ``variable``, …: which door of the context was asked."""
    name: str
    """What was asked for."""
    digest: str
    """Of the answer; empty where the answer was that there is none."""


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """A stage's value, with the diagnostics found and the reads made on the way."""

    value: T
    diagnostics: tuple[Diagnostic, ...] = ()
    reads: tuple[Read, ...] = ()
