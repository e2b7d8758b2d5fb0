"""JavaScript's printing, truth and equality of values, which define the language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from json.encoder import ESCAPE_DCT
from math import isinf, isnan
from typing import Any

from builder.markdoc.values import UNDEFINED

_LARGEST_EXACT = 2**53
_UNSAFE_IN_JSON = re.compile(r'["\\\x00-\x1f\ud800-\udfff]')
_INDEX = re.compile(r"(?:0|[1-9][0-9]{0,9})\Z")
_LARGEST_INDEX = 2**32 - 2


def string_of(value: Any) -> str:
    """``String(value)``: ``true``, ``null``, ``1,2`` for a list, ``[object Object]``."""
    if isinstance(value, str):
        return value
    if value is None:
        return "null"
    if value is UNDEFINED:
        return "undefined"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return number(value)
    if isinstance(value, list | tuple):
        return ",".join("" if item is None or item is UNDEFINED else string_of(item) for item in value)
    return "[object Object]"


def number(value: int | float) -> str:
    """A number as JavaScript prints it: ``5``, ``-1.5``, ``1e+21``."""
    if isinstance(value, int) and -_LARGEST_EXACT <= value <= _LARGEST_EXACT:
        return str(int(value))
    try:
        real = float(value)
    except OverflowError:
        real = float("inf") if value > 0 else float("-inf")
    if isnan(real):
        return "NaN"
    if isinf(real):
        return "Infinity" if real > 0 else "-Infinity"
    if real == 0:
        return "0"
    sign = "-" if real < 0 else ""
    digits, exponent = _shortest(abs(real))
    return sign + _notation(digits, exponent)


def _shortest(real: float) -> tuple[str, int]:
    """The fewest digits that mean ``real``, and the position of the decimal point: ``0.<digits> * 10**exponent``."""
    mantissa, _, power = repr(real).partition("e")
    whole, _, fraction = mantissa.partition(".")
    exponent = len(whole) + int(power or 0)
    digits = whole + fraction
    stripped = digits.lstrip("0")
    exponent -= len(digits) - len(stripped)
    return stripped.rstrip("0"), exponent


def _notation(digits: str, exponent: int) -> str:
    count = len(digits)
    if count <= exponent <= 21:
        return digits + "0" * (exponent - count)
    if 0 < exponent <= 21:
        return f"{digits[:exponent]}.{digits[exponent:]}"
    if -6 < exponent <= 0:
        return "0." + "0" * -exponent + digits
    mantissa = digits if count == 1 else f"{digits[0]}.{digits[1:]}"
    return f"{mantissa}e{exponent - 1:+d}"


def is_truthy(value: Any) -> bool:
    """JavaScript's own truth, in which 0 and "" are false; Markdoc's is ``values.is_truthy``."""
    if value is None or value is UNDEFINED or value is False or value == "":
        return False
    if isinstance(value, int | float):
        return value != 0 and not isnan(value)
    return True


def strictly_equal(one: Any, other: Any) -> bool:
    """``one === other``: no conversion; lists and mappings are equal only to themselves."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, int | float) and isinstance(other, int | float):
        return one == other
    if isinstance(one, str) and isinstance(other, str):
        return one == other
    return one is other


def entries(mapping: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """``Object.entries``: keys that are array indexes first, by number; the others in their order."""
    items = list(mapping.items())
    if not any(_is_index(key) for key, _ in items):
        return items
    indexes = sorted((item for item in items if _is_index(item[0])), key=lambda item: int(item[0]))
    return indexes + [item for item in items if not _is_index(item[0])]


def _is_index(key: object) -> bool:
    if isinstance(key, int):
        return True
    return isinstance(key, str) and bool(_INDEX.match(key)) and int(key) <= _LARGEST_INDEX


def json_of(value: Any, indent: int = 0) -> str:
    """``JSON.stringify(value, null, indent)``; ``undefined`` gives an empty text."""
    return "" if value is UNDEFINED else _json(value, " " * indent, "\n" if indent else "")


def _json(value: Any, step: str, line: str) -> str:
    if value is None or value is UNDEFINED:
        return "null"
    if isinstance(value, str):
        return json_string(value)
    if isinstance(value, bool | int | float):
        text = string_of(value)
        return "null" if text in ("NaN", "Infinity", "-Infinity") else text
    if hasattr(value, "to_json"):
        return _json(value.to_json(), step, line)
    inner = line + step
    if isinstance(value, Mapping):
        colon = ": " if step else ":"
        fields = [
            f"{json_string(str(key))}{colon}{_json(item, step, inner)}"
            for key, item in entries(value)
            if item is not UNDEFINED
        ]
        return _enclosed("{", fields, "}", inner, line)
    if isinstance(value, list | tuple):
        return _enclosed("[", [_json(item, step, inner) for item in value], "]", inner, line)
    return "{}"


def _enclosed(opening: str, items: list[str], closing: str, inner: str, outer: str) -> str:
    return opening + inner + f",{inner}".join(items) + outer + closing if items else opening + closing


def json_string(text: str) -> str:
    """A string in double quotes, as ``JSON.stringify`` writes it."""
    return '"' + _UNSAFE_IN_JSON.sub(_escaped, text) + '"'


def _escaped(match: re.Match[str]) -> str:
    character = match[0]
    return ESCAPE_DCT.get(character) or f"\\u{ord(character):04x}"
