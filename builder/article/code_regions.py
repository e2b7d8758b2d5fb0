"""Regions and lines of a file of code, as pages show them.

Markers of the programs that authors may come from are known: ``#region`` of editors and VitePress, ``[START]`` of
Google's samples, ``--8<--`` of MkDocs, ``tag::`` of AsciiDoc, ``ANCHOR`` of mdBook and ``snippet-start`` of AWS.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_NAME = r"[\w.:-]{1,100}"
_SIGN = r"(?://+!?|\#+!?|--+|;+|%+|/\*+|<!--+|\(\*|\{\#-?|\{/\*|'|REM\b|rem\b|::)[ \t]*"
"""The mark that begins a comment, in any language."""
_END = r"[ \t]*(?:-->|\*/\}?|\#\}|\*\))?[ \t]*\Z"
_PRAGMA = r"(?:\#?[ \t]*pragma[ \t]+)?"

_MARKERS = (
    (
        rf"[ \t]*{_SIGN}{_PRAGMA}\#?region\b[ \t:]*({_NAME})?{_END}",
        rf"[ \t]*{_SIGN}{_PRAGMA}\#?end[ ]?region\b[ \t:]*({_NAME})?{_END}",
    ),
    (rf"[^\n]{{0,40}}?\[START[ ]+({_NAME})\]", rf"[^\n]{{0,40}}?\[END[ ]+({_NAME})\]"),
    (
        rf"[^\n]{{0,40}}?--8<--[ ]+\[[ ]*start:[ ]*({_NAME})[ ]*\]",
        rf"[^\n]{{0,40}}?--8<--[ ]+\[[ ]*end:[ ]*({_NAME})[ ]*\]",
    ),
    (rf"[ \t]*(?:{_SIGN})?tag::({_NAME})\[\]", rf"[ \t]*(?:{_SIGN})?end::({_NAME})\[\]"),
    (rf"[ \t]*(?:{_SIGN})?ANCHOR:[ ]*({_NAME})", rf"[ \t]*(?:{_SIGN})?ANCHOR_END:[ ]*({_NAME})"),
    (rf"[^\n]{{0,40}}?snippet-start:\[({_NAME})\]", rf"[^\n]{{0,40}}?snippet-end:\[({_NAME})\]"),
)
"""Lines that open and close a region; an end without a name closes the innermost region."""

_OPENS = [re.compile(opening) for opening, _ in _MARKERS]
_CLOSES = [re.compile(closing) for _, closing in _MARKERS]
_SIGNS = ("region", "[START ", "[END ", "--8<--", "tag::", "end::", "ANCHOR", "snippet-")
"""A line without one of these is not a marker."""

LONGEST_MARKER = 400
"""Longer lines mark nothing."""

MOST_OPEN = 100
"""Open regions among which the one that a line closes is looked for."""

MOST_RANGES = 100
"""Ranges of lines that are read."""

_RANGE = re.compile(r"\s*(\d{1,7})?\s*(-)?\s*(\d{1,7})?\s*\Z")


class CodeRegion(NamedTuple):
    """A region by the numbers of its marker lines, counted from 0."""

    name: str
    start: int
    end: int


class MarkedCode(NamedTuple):
    """A text with its regions."""

    lines: list[str]
    regions: tuple[CodeRegion, ...]
    """The regions that are closed, in the order of their ends."""
    unclosed: tuple[str, ...]
    """Names of those that are not."""

    @property
    def markers(self) -> frozenset[int]:
        """The lines that only mark regions."""
        return frozenset(line for region in self.regions for line in (region.start, region.end))


def marked_code(text: str) -> MarkedCode:
    """The lines of a text, and its regions."""
    lines = text.removesuffix("\n").split("\n")
    found: list[CodeRegion] = []
    open_regions: list[tuple[int, str, int]] = []
    for number, line in enumerate(lines):
        if not any(sign in line for sign in _SIGNS) or len(line) > LONGEST_MARKER:
            continue
        for kind, (opening, closing) in enumerate(zip(_OPENS, _CLOSES, strict=True)):
            if (end := closing.match(line)) is not None:
                _close(open_regions, found, kind, end[1] or "", number)
                break
            if (start := opening.match(line)) is not None:
                open_regions.append((kind, start[1] or "", number))
                break
    return MarkedCode(lines, tuple(found), tuple(name for _, name, _ in open_regions if name))


def _close(
    open_regions: list[tuple[int, str, int]], found: list[CodeRegion], kind: int, name: str, number: int
) -> None:
    """Close the innermost open region of that kind and name; regions of the other kinds may overlap it."""
    for at in range(len(open_regions) - 1, max(-1, len(open_regions) - MOST_OPEN - 1), -1):
        opened, its_name, line = open_regions[at]
        if opened == kind and name in ("", its_name):
            del open_regions[at]
            found.append(CodeRegion(its_name, line, number))
            return


def region_lines(code: MarkedCode, name: str) -> list[int] | None:
    """The numbers of the lines of a region, from 0; a name that several have joins them. ``None`` if none has it."""
    parts = sorted((region for region in code.regions if region.name == name), key=lambda region: region.start)
    if not parts:
        return None
    return [line for part in parts for line in range(part.start + 1, part.end)]


def chosen_lines(text: str, numbers: Sequence[int]) -> list[int] | None:
    """The lines of ``10-20``, ``3,7-9``, ``10-`` and ``-5`` among these; ``None`` if some are not there."""
    chosen: list[int] = []
    ranges = text.split(",", MOST_RANGES)
    if len(ranges) > MOST_RANGES:
        return None
    for part in ranges:
        found = _RANGE.match(part)
        if found is None or (found[1] is None and found[3] is None):
            return None
        first = int(found[1] or 1)
        last = int(found[3] or len(numbers)) if found[2] else first
        if not 1 <= first <= last <= len(numbers):
            return None
        chosen += numbers[first - 1 : last]
    return chosen


def dedented(lines: Sequence[str]) -> str:
    """The lines as a text without their common indent, and without blank lines at its ends."""
    indent = _common([line for line in lines if line.strip()])
    text = [line[indent:] if line.strip() else "" for line in lines]
    while text and not text[-1]:
        text.pop()
    start = next((number for number, line in enumerate(text) if line), 0)
    return "\n".join(text[start:])


def _common(lines: Sequence[str]) -> int:
    if not lines:
        return 0
    first, last = min(lines), max(lines)
    size = 0
    while size < min(len(first), len(last)) and first[size] == last[size] and first[size] in " \t":
        size += 1
    return size
