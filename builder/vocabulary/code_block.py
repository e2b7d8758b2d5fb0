"""A code block: the attributes of its annotation, and its HTML.

It is not a tag, but the theme's style sheet and scripts rely on its HTML as on that of tags.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
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
}
"""Attributes of a fence's annotation, ``{% title="server.yaml" lines="2,4-6" %}``, in addition to Markdoc's own."""

MOST_LINES = 10_000
"""Lines after this one can't be highlighted."""

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
    code = _stressed(highlighted, stressed_lines(values["lines"])) if values["lines"] else highlighted
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


def _stressed(highlighted: str, lines: Collection[int]) -> str:
    return "".join(
        f'<span class="hll">{line}\n</span>' if number in lines else line + "\n"
        for number, line in enumerate(highlighted.removesuffix("\n").split("\n"), start=1)
    )
