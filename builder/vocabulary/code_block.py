"""A code block: the attributes of its annotation, and its HTML.

It is not a tag, but the theme's style sheet and scripts rely on its HTML as on that of tags.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from html import escape
from itertools import islice
from typing import Any

from builder.markdoc.schema import Attribute
from builder.vocabulary.attribute_values import default_of, fitted

FENCE_ATTRIBUTES: Mapping[str, Attribute] = {
    "srNumber": Attribute(type="Number", description="The number of the codeInfo that explains the code."),
    "isCodeBlock": Attribute(type="Boolean", description="An attribute of older documents; it has no effect."),
    "title": Attribute(type="String", description="The title above the code."),
    "fileName": Attribute(type="String", description="The same as title, named as in codeBlock."),
    "wrap": Attribute(type="Boolean", default=False, description="Whether long lines wrap."),
    "lines": Attribute(type="String", description="The lines to highlight: 2,4-6."),
    "added": Attribute(type="String", description="The lines that are new: 2,4-6."),
    "removed": Attribute(type="String", description="The lines that are gone: 3."),
    "firstLine": Attribute(type="Number", description="Numbers the lines, from this number on."),
}
"""Attributes of a fence's annotation, ``{% title="server.yaml" lines="2,4-6" %}``, in addition to Markdoc's own."""

MOST_LINES = 10_000
"""Lines after this one are neither highlighted nor numbered."""

MOST_RANGES = 100
"""The number of line ranges that are read."""

_LEFT_OUT: Mapping[str, Any] = {name: default_of(declared) for name, declared in FENCE_ATTRIBUTES.items()}

_LINES = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?")


def code_block_html(highlighted: str, attributes: Mapping[str, Any]) -> str:
    """The HTML of one code block.

    ``highlighted`` is HTML: the escaped text with Pygments' spans, each within its line. ``attributes`` are those of
    the block: ``language``, ``id``, and those of :data:`FENCE_ATTRIBUTES`.
    """
    values = dict(_LEFT_OUT)
    for name in attributes.keys() & FENCE_ATTRIBUTES.keys():
        values[name] = fitted(attributes[name], FENCE_ATTRIBUTES[name])
    title = values["title"] or values["fileName"]
    caption = f'<figcaption class="code-title">{escape(title)}</figcaption>' if title else ""
    code = _with_marks(highlighted, values)
    opening = _opening(attributes, values)
    return f'{opening}{caption}<pre tabindex="0"><code>{code}</code></pre></figure>'


def stressed_lines(text: str) -> frozenset[int]:
    """The 1-based lines in ``2,4-6``."""
    lines: set[int] = set()
    for found in islice(_LINES.finditer(text), MOST_RANGES):
        first, last = found[1], found[2] or found[1]
        lines.update(range(int(first), min(int(last), MOST_LINES) + 1))
    return frozenset(lines)


def _opening(attributes: Mapping[str, Any], values: Mapping[str, Any]) -> str:
    language, anchor, number = attributes.get("language"), attributes.get("id"), values["srNumber"]
    opening = '<figure class="code code-wrap"' if values["wrap"] else '<figure class="code"'
    if isinstance(language, str) and language:
        opening += f' data-language="{escape(language)}"'
    if isinstance(anchor, str) and anchor:
        opening += f' id="{escape(anchor)}"'
    elif number is not None:
        opening += f' id="code-block-{number}"'
    return opening + (f' data-sr="{number}">' if number is not None else ">")


def _with_marks(highlighted: str, values: Mapping[str, Any]) -> str:
    """The code with its lines marked and numbered, as far as the attributes ask for it."""
    marks = [(tag, stressed_lines(values[name])) for name, tag in _MARKS.items() if values[name]]
    first = values["firstLine"]
    if not marks and first is None:
        return highlighted
    lines = highlighted.removesuffix("\n").split("\n")
    return "".join(_line(line, number, marks, first) for number, line in enumerate(lines, start=1))


_MARKS: Mapping[str, tuple[str, str]] = {
    "added": ("ins", "added"),
    "removed": ("del", "removed"),
    "lines": ("span", "hll"),
}
"""By attribute, the element of a line and its class; the first that names a line decides."""


def _line(line: str, number: int, marks: Sequence[tuple[tuple[str, str], Collection[int]]], first: float | None) -> str:
    """One line with its end, which is inside its element, so that text that is copied has it once."""
    element, name = next((mark for mark, lines in marks if number in lines), ("", ""))
    if first is not None and number <= MOST_LINES:
        shown = int(first) + number - 1
        name = f"{name} numbered".strip()
        return f'<{element or "span"} class="{name}" data-line="{shown}">{line}\n</{element or "span"}>'
    return f'<{element} class="{name}">{line}\n</{element}>' if element else line + "\n"
