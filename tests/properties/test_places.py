"""Places move with their text: words put above a document move every place in it, and change nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from documents import documents
from hypothesis import assume, given, settings

from builder.diagnostics.span import Span
from builder.markdoc import Node, parse

NOISE = "Words put above, 漢字 and 😀.\n\n"
REAL = 120
"""Real pages that are checked."""

Seen = tuple[str, str | None, Span, tuple[Any, ...]]


def _seen(root: Node, moved: int) -> Iterator[Seen]:
    """Each node below the root with its places, moved back."""
    for node in root.walk():
        if node is root or node.span is None:
            continue
        attributes = tuple(
            (name, _back(places.name, moved), _back(places.value, moved))
            for name, places in node.attribute_spans.items()
        )
        yield node.type, node.tag, _back(node.span, moved), attributes


def _back(span: Span, moved: int) -> Span:
    return Span(span.start - moved, span.end - moved)


def _moves(text: str) -> None:
    alone = list(_seen(parse(text), 0))
    below = list(_seen(parse(NOISE + text), len(NOISE)))
    noise = len(below) - len(alone)
    assert below[noise:] == alone
    assert all(span.end <= 0 for _, _, span, _ in below[:noise])


@settings(max_examples=300, deadline=None, derandomize=True)
@given(documents)
def test_places_move_with_their_text(text: str) -> None:
    normal = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd")
    assume(not normal.lstrip("\ufeff \n").startswith("---") and "\ufeff" not in normal)
    _moves(normal)


def test_places_of_real_pages_are_those_of_their_words(shared: Path) -> None:
    pages = sorted((shared / "corpus").rglob("*.md"))
    for page in pages[:: max(1, len(pages) // REAL)]:
        text = page.read_text("utf-8").replace("\r\n", "\n")
        for node in parse(text).walk():
            _says_what_it_is(node, text)


def _says_what_it_is(node: Node, text: str) -> None:
    opening = node.opening_span
    if node.type == "tag" and opening is not None:
        words = text[opening.start : opening.end]
        assert words.startswith("{%"), words
        assert words.endswith("%}"), words
        assert str(node.tag) in words
    for name, places in node.attribute_spans.items():
        if node.type == "tag" and name not in ("primary", "class", "id"):
            assert text[places.name.start : places.name.end] == name
            assert text[places.value.end : places.value.end + 1] in (" ", "\n", "%", "/", "\t")
    if node.type == "link" and node.span is not None:
        words = text[node.span.start : node.span.end]
        assert words[:1] in ("[", "<"), words
