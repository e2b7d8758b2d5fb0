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
from builder.vocabulary.messages import Messages

FENCE_ATTRIBUTES: Mapping[str, Attribute] = {
    "srNumber": Attribute(type="Number", description="The number of the codeInfo that explains the code."),
    "isCodeBlock": Attribute(type="Boolean", description="Accepted in older documents; it has no effect."),
    "title": Attribute(type="String", description="The title above the code."),
    "fileName": Attribute(type="String", description="The same as title, named as in codeBlock."),
    "file": Attribute(type="String", description="The file whose code the block shows."),
    "region": Attribute(type="String", description="The region of the file to show."),
    "group": Attribute(type="String", description="Adjacent blocks with the same group are tabs."),
    "collapse": Attribute(type="Number", description="Lines that show before a reader opens the rest."),
    "explained": Attribute(type="String", description="The lines that codeInfo 1, 2, 3 explain: 2,4-6,9."),
    "highlight": Attribute(type="String", description="The lines to highlight, where lines chooses those of a file."),
    "wrap": Attribute(type="Boolean", default=False, description="Whether long lines wrap."),
    "lines": Attribute(type="String", description="The lines to highlight: 2,4-6."),
    "added": Attribute(type="String", description="The lines that were added: 2,4-6."),
    "removed": Attribute(type="String", description="The lines that were removed: 3."),
    "firstLine": Attribute(type="Number", description="Numbers the lines, beginning with this number."),
}
"""Attributes of a fence's annotation, ``{% title="server.yaml" lines="2,4-6" %}``, in addition to Markdoc's own."""

MOST_LINES = 10_000
"""Lines after this one are neither highlighted nor numbered."""

MOST_RANGES = 100
"""The number of line ranges that are read."""

_LEFT_OUT: Mapping[str, Any] = {name: default_of(declared) for name, declared in FENCE_ATTRIBUTES.items()}

_LINES = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?")


def code_block_html(highlighted: str, attributes: Mapping[str, Any], words: Messages) -> str:
    """The HTML of one code block.

    ``highlighted`` is HTML: the escaped text with Pygments' spans, each within its line. ``attributes`` are those of
    the block: ``language``, ``id``, and those of :data:`FENCE_ATTRIBUTES`.
    """
    values = dict(_LEFT_OUT)
    for name in attributes.keys() & FENCE_ATTRIBUTES.keys():
        values[name] = fitted(attributes[name], FENCE_ATTRIBUTES[name])
    if values["file"]:
        values["lines"] = None  # They choose the code to show.
    title = values["title"] or values["fileName"]
    caption = f'<figcaption class="code-title">{escape(title)}</figcaption>' if title else ""
    lines = highlighted.removesuffix("\n").split("\n")
    code, more = highlighted, ""
    shown = values["collapse"]
    if any(values[name] for name in (*_MARKS, "explained")) or values["firstLine"] is not None:
        lines = _with_marks(lines, values)
        code = "".join(lines)
    elif shown is not None:
        lines = [f"{line}\n" for line in lines]
    if shown is not None and 0 < shown < len(lines):
        code, more = _collapsed(lines, int(shown), words)
    opening = _opening(attributes, values)
    return f'{opening}{caption}<pre tabindex="0"><code>{code}</code></pre>{more}</figure>'


def stressed_lines(text: str) -> frozenset[int]:
    """The 1-based lines in ``2,4-6``."""
    return frozenset(line for first, last in line_ranges(text) for line in range(first, min(last, MOST_LINES) + 1))


def line_ranges(text: str) -> list[tuple[int, int]]:
    """The ranges in ``2,4-6``: the first and the last line of each."""
    return [(int(each[1]), int(each[2] or each[1])) for each in islice(_LINES.finditer(text), MOST_RANGES)]


def _opening(attributes: Mapping[str, Any], values: Mapping[str, Any]) -> str:
    language, anchor, number = attributes.get("language"), attributes.get("id"), values["srNumber"]
    opening = '<figure class="code code-wrap"' if values["wrap"] else '<figure class="code"'
    if isinstance(language, str) and language:
        opening += f' data-language="{escape(language)}"'
    if isinstance(anchor, str) and anchor:
        opening += f' id="{escape(anchor)}"'
    elif number is not None and not values["explained"]:
        opening += f' id="code-block-{number}"'
    group = values["group"]
    if group:
        title = values["title"] or values["fileName"] or language or ""
        opening += f' data-group="{escape(group)}" data-label="{escape(str(title))}"'
    return opening + (f' data-sr="{number}">' if number is not None and not values["explained"] else ">")


def _with_marks(lines: Sequence[str], values: Mapping[str, Any]) -> list[str]:
    """The lines, each with its end, marked and numbered as the attributes ask."""
    marks = [(tag, stressed_lines(values[name])) for name, tag in _MARKS.items() if values[name]]
    marked = [_line(line, number, marks, values["firstLine"]) for number, line in enumerate(lines, start=1)]
    return _explained(marked, values) if values["explained"] else marked


def _explained(lines: list[str], values: Mapping[str, Any]) -> list[str]:
    """The lines, with each explained range wrapped in an element."""
    numbered, end = int(values["srNumber"] or 1), 0
    for number, (first, last) in enumerate(line_ranges(values["explained"]), start=numbered):
        last = min(last, len(lines))
        if not end < first <= last:
            continue  # Lint reports it.
        end, hidden = last, int(values["collapse"] or 0)
        lines[first - 1] = f'<span class="code-lines" id="code-block-{number}" data-sr="{number}">{lines[first - 1]}'
        lines[last - 1] += "</span>"
        if first <= hidden < last:
            lines[hidden - 1] += "</span>"
            lines[hidden] = f'<span class="code-lines" data-sr="{number}">{lines[hidden]}'
    return lines


def _collapsed(lines: Sequence[str], shown: int, words: Messages) -> tuple[str, str]:
    """Code that shows only its first lines at first, and the element that shows the rest; each line has its end."""
    code = f'{"".join(lines[:shown])}<span class="code-rest">{"".join(lines[shown:])}</span>'
    label = words("all_lines", count=len(lines))
    return code, f'<details class="code-more"><summary>{escape(label)}</summary></details>'


_MARKS: Mapping[str, tuple[str, str]] = {
    "added": ("ins", "added"),
    "removed": ("del", "removed"),
    "lines": ("span", "hll"),
    "highlight": ("span", "hll"),
}
"""The element and the class of a line, by attribute; the first attribute that names the line decides."""


def _line(line: str, number: int, marks: Sequence[tuple[tuple[str, str], Collection[int]]], first: float | None) -> str:
    """One line with its end, which is inside its element, so that text that is copied has it once."""
    element, name = next((mark for mark, lines in marks if number in lines), ("", ""))
    if first is not None and number <= MOST_LINES:
        shown = int(first) + number - 1
        name = f"{name} numbered".strip()
        return f'<{element or "span"} class="{name}" data-line="{shown}">{line}\n</{element or "span"}>'
    return f'<{element} class="{name}">{line}\n</{element}>' if element else line + "\n"
