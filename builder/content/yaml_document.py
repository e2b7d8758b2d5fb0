"""A YAML text as data, with the place of each value and all that is wrong with it."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from builder.content.keys.kinds import Refers

KeyPath = tuple[str | int, ...]
ProblemKind = Literal["value", "unknown", "missing", "unclear", "changed"]


class YamlProblem(msgspec.Struct, frozen=True, kw_only=True):
    """A problem of a YAML text."""

    kind: str
    """``invalid``, ``duplicate-key``, ``too-large``, ``control-character``."""
    message: str
    line: int
    """1-based, in the YAML text."""
    column: int
    subject: str = ""


class KeyProblem(msgspec.Struct, frozen=True, kw_only=True):
    """A problem of a key or its value."""

    kind: ProblemKind
    """``unclear``: a number that can't be kept; ``changed``: a number that YAML reads differently than written."""
    path: KeyPath
    """The keys of the value."""
    message: str
    """The problem, without the name of the key: ``must be true or false``."""
    line: int
    column: int
    help: str = ""
    near: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The key, with its parents: ``theme.links.0.url``."""
        return ".".join(str(part) for part in self.path)


class KeyReference(msgspec.Struct, frozen=True, kw_only=True):
    """A text that refers to something by name."""

    refers: Refers
    name: str
    path: KeyPath
    line: int
    column: int


class YamlDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A YAML text as plain data, as it is written or as a table of keys reads it."""

    value: Any = None
    places: dict[KeyPath, tuple[int, int]] = msgspec.field(default_factory=dict)
    """Line and column of each value by its keys; of a key itself under ``(*path, key, "")``."""
    problems: tuple[YamlProblem, ...] = ()
    """Problems of the YAML itself."""
    written: dict[KeyPath, str] = msgspec.field(default_factory=dict)
    """Unquoted values that YAML does not read as text (``1.10``, ``no``), as written."""
    unclear: dict[KeyPath, str] = msgspec.field(default_factory=dict)
    """Values that YAML reads as numbers but that no program can keep exactly, with the reason; they stay text."""
    key_problems: tuple[KeyProblem, ...] = ()
    """Problems that the table of keys shows; none without a table."""
    references: tuple[KeyReference, ...] = ()
    """The texts that refer to something, by the table of keys."""
