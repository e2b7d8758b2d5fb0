"""Highlighted lines of a code block: numbers in several notations, and comments that mark lines."""

from __future__ import annotations

import re

_NUMBERS = re.compile(r"\d{1,6}(?:\s*(?:-|\.\.)\s*\d{1,6})?")
_MAGIC = re.compile(
    r"^\s*(?://|#|/\*|<!--|\{/\*|--)\s*(highlight-next-line|highlight-start|highlight-end)\s*(?:\*/\}?|-->)?\s*$"
)
_ANNOTATION = re.compile(r"((?:#|//|/\*|<!--)\s*\(\d+\))!")


def joined_numbers(first: str, second: str) -> str:
    """Two lists of lines merged: ``2,4-6``."""
    numbers = [re.sub(r"\s*(?:-|\.\.)\s*", "-", each) for each in _NUMBERS.findall(f"{first} {second}")]
    return ",".join(dict.fromkeys(numbers))


def without_magic(body: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """Code without the comments that highlight lines, and those lines."""
    if not any("highlight-" in line or ")!" in line for line in body):
        return body, ""
    kept: list[str] = []
    stressed: list[int] = []
    inside = next_one = False
    for line in body:
        found = _MAGIC.match(line)
        if found is not None:
            inside = found[1] == "highlight-start" or (inside and found[1] != "highlight-end")
            next_one = found[1] == "highlight-next-line"
            continue
        kept.append(_ANNOTATION.sub(r"\1", line))
        if inside or next_one:
            stressed.append(len(kept))
        next_one = False
    return tuple(kept), _ranges(stressed)


def _ranges(numbers: list[int]) -> str:
    found: list[list[int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in found)
