"""The parser with any text: no exception, no loss, every place inside the text and inside its parent's."""

from __future__ import annotations

import time

import pytest
from documents import documents
from hostile import HOSTILE, PROSE
from hypothesis import given, settings

from builder import markdoc
from builder.markdoc import Node, parse, render_html, transform, validate
from builder.markdoc.balance import unbalanced_tags

OPTIONS = (
    {},
    {"allow_indentation": True},
    {"allow_comments": False},
    {"slots": True},
    {"location": False},
    {"linkify": True},
)


def check_spans(node: Node, text: str) -> None:
    """Every span is in the text; a child's is in its parent's; a tag's opening begins it."""
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


@settings(max_examples=300, deadline=None, derandomize=True)
@given(documents)
def test_errors_of_tags_are_found_where_validation_finds_any(text: str) -> None:
    normal = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "�")
    document = parse(normal)
    failures = unbalanced_tags(document)
    for failure in failures:
        assert normal.startswith("{%", failure.span.start)
        assert normal.startswith("%}", failure.span.end - 2)
    errors = [error.id for node in (document, *document.walk()) for error in node.errors]
    if failures:
        assert {"missing-opening", "missing-closing"} & set(errors)
    elif "parse-error" not in errors:
        assert not {"missing-opening", "missing-closing"} & set(errors)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(documents)
def test_places_nest_and_lie_in_the_text(text: str) -> None:
    normal = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "�")
    for options in ({}, {"linkify": True}, {"typographer": True}):
        check_spans(parse(normal, **options), normal)


def seconds(text: str) -> float:
    """The time that a text takes from source to page, with every place in it computed."""
    started = time.process_time()
    document = parse(text)
    validate(document)
    render_html(transform(document))
    unbalanced_tags(document)
    for node in document.walk():
        assert node.span is not None
        assert node.attribute_spans is not None
    return time.process_time() - started


def seconds_to_format(text: str) -> float:
    started = time.process_time()
    markdoc.format(parse(text))
    return time.process_time() - started


@pytest.fixture(scope="module")
def prose() -> float:
    return max(seconds(PROSE), 0.05)


@pytest.fixture(scope="module")
def formatted_prose() -> float:
    return max(seconds_to_format(PROSE[:30_000]), 0.02)


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_takes_much_longer_than_prose(name: str, prose: float) -> None:
    assert seconds(HOSTILE[name][:100_000]) < 50 * prose


@pytest.mark.parametrize("name", HOSTILE)
def test_formatting_nothing_takes_much_longer_than_prose(name: str, formatted_prose: float) -> None:
    assert seconds_to_format(HOSTILE[name][:30_000]) < 50 * formatted_prose
