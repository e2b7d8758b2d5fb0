"""Values of tag attributes that Python does not have: undefined, variables, calls.

Markdoc's ``null``, ``true``, ``false``, numbers, strings, arrays and hashes are ``None``, ``bool``, ``int | float``,
``str``, ``list`` and ``dict``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final


class Undefined(Enum):
    """The type of :data:`UNDEFINED`."""

    UNDEFINED = "undefined"

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return "UNDEFINED"


UNDEFINED: Final = Undefined.UNDEFINED
"""JavaScript's ``undefined``, which Markdoc distinguishes from ``null``: the value of something that does not exist."""


@dataclass(slots=True)
class Variable:
    """``$name.path[0]["key"]`` as written (MARKDOC 3, "Values at transform time")."""

    path: tuple[str | int, ...]

    def to_json(self) -> dict[str, Any]:
        return {"$$mdtype": "Variable", "path": list(self.path)}


@dataclass(slots=True)
class FunctionCall:
    """``name(a, key=b)`` as written; the reference calls it ``Function`` (MARKDOC 3, "Values at transform time")."""

    name: str
    parameters: dict[str, Any]
    """Keyed by name; positional parameters have the names ``"0"``, ``"1"``, … in source order."""

    def to_json(self) -> dict[str, Any]:
        return {"$$mdtype": "Function", "name": self.name, "parameters": dict(self.parameters)}


def is_truthy(value: object) -> bool:
    """Markdoc's truth: everything except ``false``, ``null`` and undefined (0, "" and [] are true)."""
    return value is not False and value is not None and value is not UNDEFINED


def references(value: object) -> Iterator[Variable | FunctionCall]:
    """Every variable and call in a value, outermost first, arrays, hashes and arguments searched."""
    if isinstance(value, Variable):
        yield value
    elif isinstance(value, FunctionCall):
        yield value
        for argument in value.parameters.values():
            yield from references(argument)
    elif isinstance(value, dict):
        for item in value.values():
            yield from references(item)
    elif isinstance(value, list):
        for item in value:
            yield from references(item)
