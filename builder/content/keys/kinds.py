"""Kinds of values, and the record of one key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import msgspec

Refers = Literal["", "version", "edition", "code", "checklist-language", "file", "folder", "icon"]
"""The kind of thing that a text names, if the name must exist."""


class Kind(msgspec.Struct, frozen=True):
    """The kind of value that a key takes."""


class TextKind(Kind, frozen=True):
    """A text; values that YAML reads as numbers, dates or booleans stay as written."""

    fits: Callable[[str], bool] | None = None
    """``None`` accepts any text."""
    wanted: str = "text"
    """The form that the value must have, in the words of a message: ``a date such as 2026-01-31``."""
    refers: Refers = ""
    pattern: str = ""
    """The same as ``fits`` for editors, as far as a regular expression can express it."""
    may_have_tags: bool = False
    """Whether it is source, in which ``{% … %}`` is read."""


class Flag(Kind, frozen=True):
    """True or false."""


class Number(Kind, frozen=True):
    """A number."""

    minimum: float | None = None
    whole: bool = False


class ChoiceKind(Kind, frozen=True):
    """One of several words."""

    names: tuple[str, ...]


class ListOf(Kind, frozen=True):
    """A list."""

    item: Kind
    or_single: bool = False
    """Whether a single value may be written without a list."""


class MapOf(Kind, frozen=True):
    """Names that authors choose, each with a value."""

    value: Kind
    name: TextKind = TextKind()


class Record(Kind, frozen=True):
    """Named keys."""

    keys: tuple[Key, ...]
    is_open: bool = False
    """Whether other keys are allowed, with any value."""


class AnyOf(Kind, frozen=True):
    """A value of one of several kinds; the first that fits is used."""

    kinds: tuple[Kind, ...]
    wanted: str


class Anything(Kind, frozen=True):
    """Any value; it is published as read, so a number that YAML changes is reported."""


class JsonSchema(Kind, frozen=True):
    """A JSON Schema."""


class Key(msgspec.Struct, frozen=True, kw_only=True):
    """One key."""

    name: str
    kind: Kind
    about: str
    """The effect of the key, in a sentence of Markdoc."""
    default: str = ""
    """The default, as the manual states it."""
    required: bool = False
    example: str = ""
    """A value, as YAML, for editors to show."""
