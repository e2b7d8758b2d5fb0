"""Attachments of results: kept for every build, also where equal inputs are computed once and nothing is cached."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from builder.diagnostics.outcome import Outcome, Read
from builder.engine.engine import Engine
from builder.engine.executors import Workers
from builder.engine.stage import KeptParts
from builder.engine.store import NoStore


class Item(msgspec.Struct, frozen=True):
    """One input."""

    path: str
    text: str


class Shout(msgspec.Struct, frozen=True):
    """A stage whose repeated results come without their attachment, as those of composing do."""

    inputs: tuple[str, ...] = ()
    name = "shout"
    title = "Shouting"
    value_type = str
    parts_type = str

    def input_digest(self, item: Item) -> str:
        return item.text

    def size(self, item: Item) -> int:
        return len(item.text)

    def neighbours(self, item: Item) -> str:
        return item.path

    def context(self, item: Item) -> str:
        return ""

    def value(self, result: tuple[str, bytes | None]) -> str:
        return result[0]

    def attachments(self, result: tuple[str, bytes | None]) -> dict[str, object]:
        return {result[0]: result[1]} if result[1] is not None else {}

    def attachment_digests(self, value: str) -> tuple[str, ...]:
        return (value,)

    def answer(self, context: str, read: Read) -> str:
        return ""

    def parts(self, result: object) -> None:
        """None are kept."""

    def open(self, kept_parts: KeptParts) -> Callable[[Item], tuple[str, Outcome[tuple[str, bytes | None]]]]:
        done: set[str] = set()

        def work(item: Item) -> tuple[str, Outcome[tuple[str, bytes | None]]]:
            attachment = item.text.upper().encode() if item.text not in done else None
            done.add(item.text)
            return item.text, Outcome((f"{item.text}!", attachment), (), ())

        return work

    def with_input(self, item: Item) -> Item:
        return item

    def portable(self) -> Shout:
        return self


def test_the_attachment_of_equal_inputs_is_kept_without_a_cache() -> None:
    engine = Engine(NoStore(), "program", Workers(jobs=1))
    items = [Item("v1/a", "same"), Item("v1/b", "other"), Item("v2/a", "same")]
    run = engine.run(Shout(), items)
    assert run.values == {"v1/a": "same!", "v1/b": "other!", "v2/a": "same!"}

    def again() -> bytes:
        raise AssertionError("It was computed again.")

    for value in run.values.values():
        assert msgspec.msgpack.decode(engine.attachment(value, again)) == value[:-1].upper().encode()
