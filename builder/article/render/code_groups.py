"""Makes tabs of adjacent blocks of code with the same ``group``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape

from builder.vocabulary import Messages

_SIGN = ' data-group="'
_FIGURE = re.compile(
    r'<figure class="code(?: [a-z-]+)*"[^<>]* data-group="([^"<>]*)" data-label="([^"<>]*)"[^<>]*>.*?</figure>',
    re.DOTALL,
)
_MARKS = re.compile(r' data-group="[^"<>]*" data-label="[^"<>]*"')
_CAPTION = re.compile(r'<figcaption class="code-title">[^<>]*</figcaption>')


def with_code_groups(body: str, words: Messages) -> str:
    """The HTML in which blocks of code that follow each other, with the same group, are tabs with their titles."""
    return "".join(_parts(body, words)) if _SIGN in body else body


def _parts(body: str, words: Messages) -> Iterator[str]:
    group: list[re.Match[str]] = []
    position = 0
    for figure in _FIGURE.finditer(body):
        between = body[position : figure.start()]
        if group and (between.strip() or figure[1] != group[-1][1]):
            yield _tabs(group, words)
            group = []
        if not group or between.strip():
            yield between
        group.append(figure)
        position = figure.end()
    if group:
        yield _tabs(group, words)
    yield body[position:]


def _tabs(group: list[re.Match[str]], words: Messages) -> str:
    if len(group) == 1:
        return _MARKS.sub("", group[0][0], count=1)
    labels = [unescape(figure[2]) or str(number) for number, figure in enumerate(group, start=1)]
    buttons = "".join(
        f'<button type="button" role="tab" aria-selected="false">{escape(label)}</button>' for label in labels
    )
    panels = "".join(
        f'<div class="tab"><p class="tab-title">{escape(label)}</p>{_plain(figure[0])}</div>'
        for label, figure in zip(labels, group, strict=True)
    )
    name = escape(words("code_languages"))
    return (
        f'<div class="tabs tabs-code"><div class="tab-list" role="tablist" aria-label="{name}">{buttons}</div>'
        f"{panels}</div>"
    )


def _plain(figure: str) -> str:
    """A block without the marks of its group, and without its title, which is that of its tab."""
    return _CAPTION.sub("", _MARKS.sub("", figure, count=1), count=1)
