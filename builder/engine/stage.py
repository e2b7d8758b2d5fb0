"""The stage protocol: the only interface between the incremental engine and the stages."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from builder.diagnostics.outcome import Outcome, Read


class StageItem(Protocol):
    """One input of a stage."""

    @property
    def path(self) -> str:
        """The item's name, unique in a run."""


I = TypeVar("I", bound=StageItem)  # noqa: E741
V = TypeVar("V")

Work = Callable[[I], tuple[str, Outcome[Any]] | None]
"""Computes one item: the digest of the input that was read, with the result; ``None`` if it can't be read."""


KeptParts = Callable[[str], Any]
"""The parts that were kept of an earlier result, by the digest of its input; ``None`` if there are none."""


class Stage(Protocol[I, V]):
    """Work on items, one by one, whose results may be stored.

    A result depends on the stage's name, the program, ``inputs``, the item's digest and the answers to its questions
    (its reads), and on nothing else.
    """

    @property
    def name(self) -> str:
        """Part of every key."""

    @property
    def title(self) -> str:
        """The name of the work in progress displays: ``Composing pages``."""

    @property
    def inputs(self) -> tuple[str, ...]:
        """Digests of everything that all items share."""

    @property
    def value_type(self) -> type[V]:
        """The type of a decoded value."""

    def input_digest(self, item: I) -> str:
        """The digest of the item's own input."""

    def size(self, item: I) -> int:
        """The approximate amount of work for the item."""

    def neighbours(self, item: I) -> Hashable:
        """Items with an equal result are done by one worker, one after the other, so that they share fragments."""

    def context(self, item: I) -> str:
        """Items with an equal context get equal answers to equal questions."""

    def answer(self, context: str, read: Read) -> str:
        """The digest of the current answer to a recorded question."""

    def value(self, result: Any) -> V:
        """The part of a result that every run needs."""

    def attachments(self, result: Any) -> Mapping[str, object]:
        """The large parts of a result by their digests, which are fetched on demand; without those given before."""

    def attachment_digests(self, value: V) -> Sequence[str]:
        """The digests of the attachments that belong to a value."""

    @property
    def parts_type(self) -> type[Any]:
        """The type of decoded parts."""

    def parts(self, result: Any) -> object:
        """The parts of a result that still hold when answers change, to keep for the next time; ``None`` for none."""

    def open(self, kept_parts: KeptParts) -> Work[I]:
        """The work, opened once in each worker. ``kept_parts`` has the parts of earlier results."""

    def with_input(self, item: I) -> I | None:
        """The item with its input read, so that any worker can do it; ``None`` if it can't be read."""

    def portable(self) -> Stage[I, V]:
        """The same stage without access to files, which can be sent to another process."""
