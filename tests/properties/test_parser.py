"""The parser, whatever it is given: no exception, no loss, every place inside the text and inside its parent's."""

from __future__ import annotations

import time

import pytest
from documents import documents
from hypothesis import given, settings

from builder.markdoc import Node, parse, render_html, transform, validate

OPTIONS = (
    {},
    {"allow_indentation": True},
    {"allow_comments": False},
    {"slots": True},
    {"location": False},
    {"linkify": True},
)


def check_spans(node: Node, text: str) -> None:
    """Every span lies in the text; a child's lies in its parent's; a tag's opening begins it."""
    span = node.span
    assert span is not None
    assert 0 <= span.start <= span.end <= len(text)
    for child in node.children:
        inner = child.span
        assert inner is not None
        assert span.start <= inner.start, (node, child, text)
        assert inner.end <= span.end, (node, child, text)
        check_spans(child, text)
    for places in node.attribute_spans.values():
        for place in (places.name, places.value, *(inner for _, inner in places.references)):
            assert 0 <= place.start <= place.end <= len(text)
    for error in node.errors:
        assert error.span is None or 0 <= error.span.start <= error.span.end <= len(text)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(documents)
def test_any_text_goes_through_every_stage(text: str) -> None:
    for options in OPTIONS:
        document = parse(text, **options)
        for error in validate(document):
            assert error.message
        assert isinstance(render_html(transform(document)), str)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(documents)
def test_places_nest_and_lie_in_the_text(text: str) -> None:
    normal = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "�")
    check_spans(parse(normal), normal)


PROSE = ("Ordinary words, with a [link](/somewhere) and `code` now and then.\n" * 1600)[:100_000]

HOSTILE = {
    "openings": "{%" * 50_000,
    "openings and quotes": '{%"' * 33_000,
    "openings, quotes, escapes": '{%\\"' * 25_000,
    "tags without end": "{% a " * 20_000,
    "nested tags": "{% a %}\n" * 12_500,
    "nested inline tags": "{% a %}" * 14_000,
    "nested arrays": "{% a b=" + "[" * 90_000 + " %}",
    "nested calls": "{% a b=" + "f(" * 45_000 + " %}",
    "quotations": "> " * 50_000,
    "lists": "- " * 50_000,
    "brackets": "[" * 100_000,
    "images": "![" * 50_000,
    "emphasis": "*a_" * 33_000,
    "backticks": "`" * 50_000 + "a" + "`" * 49_999,
    "runs of backticks": " ".join("`" * n for n in range(1, 440)),
    "comments": "<!--" * 25_000,
    "entities": "&" * 100_000,
    "tables": "|" * 100_000,
    "fence of tags": "```\n" + "{% a %}" * 14_000 + "\n```",
    "fence of openings": "```\n" + "{%" * 50_000 + "\n```",
    "lists in lists": "".join("  " * n + "- a\n" for n in range(300)),
    "reference definitions": "".join(f"[{n}]: /x\n" for n in range(9_000)),
    "links": "[a](" * 25_000,
    "one long word": "a" * 100_000,
    "blank lines": "\n" * 100_000,
    "closings": "{% /a %}\n" * 11_000,
}


@pytest.fixture(scope="module")
def prose_seconds() -> float:
    started = time.process_time()
    render_html(transform(parse(PROSE)))
    return max(time.process_time() - started, 0.02)


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_takes_much_longer_than_prose(name: str, prose_seconds: float) -> None:
    text = HOSTILE[name][:100_000]
    started = time.process_time()
    document = parse(text)
    validate(document)
    render_html(transform(document))
    assert time.process_time() - started < 50 * prose_seconds
