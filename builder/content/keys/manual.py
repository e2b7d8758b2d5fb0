"""Tables of keys for the manual, in Markdoc."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.content.keys.kinds import (
    AnyOf,
    Anything,
    ChoiceKind,
    Flag,
    JsonSchema,
    Key,
    Kind,
    ListOf,
    MapOf,
    Number,
    Record,
    TextKind,
)


def defaults_table(keys: Iterable[Key]) -> str:
    """A table of names, defaults and meanings; keys of a record are listed with the record's name."""
    rows = (f"| `{name}` | {key.default or 'none'} | {key.about} |" for name, key in _leaves(keys, ""))
    return "\n".join(("| Key | Default | Meaning |", "| --- | --- | --- |", *rows)) + "\n"


def kinds_table(keys: Iterable[Key]) -> str:
    """A table of names, types and meanings."""
    rows = (f"| `{key.name}` | {kind_name(key.kind)}{', required' * key.required} | {key.about} |" for key in keys)
    return "\n".join(("| Key | Type | Meaning |", "| --- | --- | --- |", *rows)) + "\n"


def _leaves(keys: Iterable[Key], above: str) -> Iterator[tuple[str, Key]]:
    for key in keys:
        if isinstance(key.kind, Record) and not key.about:
            yield from _leaves(key.kind.keys, f"{above}{key.name}.")
        else:
            yield above + key.name, key


def kind_name(kind: Kind) -> str:
    """The type of a value in a few words."""
    if isinstance(kind, TextKind):
        return kind.wanted.removeprefix("a ")
    if isinstance(kind, Flag):
        return "true or false"
    if isinstance(kind, Number):
        return "whole number" if kind.whole else "number"
    if isinstance(kind, ChoiceKind):
        return " or ".join(f"`{name}`" for name in kind.names)
    if isinstance(kind, ListOf):
        return f"{kind_name(kind.item)} or list" if kind.or_single else f"list: {kind_name(kind.item)}"
    if isinstance(kind, (Record, MapOf, JsonSchema)):
        return "mapping"
    if isinstance(kind, AnyOf):
        return kind.wanted
    assert isinstance(kind, Anything)
    return "anything"
