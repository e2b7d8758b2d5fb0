"""Elements around the items of a guide: cases in ``item_blocks.txt``, and the rest of a page's HTML unchanged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from composing import new_compose
from hypothesis import given
from hypothesis import strategies as st

from builder.article import item_ids

CASES = Path(__file__).with_name("item_blocks.txt")
HEAD = "---\ntitle: A guide\nchecklist: true\n---\n\n## Step 1: Begin\n\n- Sign in.\n\n## Step 2: Go on\n\n"
_ITEM = re.compile(r'<span class="item[^>]*>|<span id="item-[^>]*></span>')


def cases() -> Iterator[tuple[str, str, str]]:
    for block in CASES.read_text("utf-8").split("## ")[1:]:
        title, rest = block.split("\n", 1)
        source, expected = rest.split("\n----\n")
        yield title, source + "\n", expected.strip()


def body_of(text: str) -> str:
    return new_compose()(HEAD + text).value.content.body


def without_names(html: str) -> str:
    """The HTML with the ids of items left out."""
    html = re.sub(r'<span id="item-[^"]*">', "<span id>", html)
    return re.sub(r' id="item-[^"]*"( data-item)?(="item-[^"]*")?', r"\1", html)


@pytest.mark.parametrize(("source", "expected"), [case[1:] for case in cases()], ids=[case[0] for case in cases()])
def test_the_element_of_an_item(source: str, expected: str) -> None:
    assert expected in without_names(body_of(source))


@pytest.mark.parametrize("source", [case[1] for case in cases()])
def test_nothing_else_of_the_page_changes(source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    marked = body_of(source)
    monkeypatch.setattr("builder.article.compose.with_item_ids", lambda body, draft, words, is_guide: (body, draft))
    assert balanced(marked)
    assert unwrapped(marked) == body_of(source)


def test_a_page_that_is_not_a_guide_has_only_addresses() -> None:
    text = "---\ntitle: A page\nchecklist: false\n---\n\n## Install\n\n1. Open the panel.\n2. Click on `Save`.\n"
    body = new_compose()(text).value.content.body
    assert 'class="item' not in body


@given(
    st.lists(
        st.sampled_from(
            ["Click on `Save`. ", "*Open it. ", "Close* it. ", "**", "Words ", "[a. Open ", "](/b) ", "<", "\n\n- "]
        )
    )
)
def test_any_sentences_give_well_formed_blocks(pieces: list[str]) -> None:
    body = body_of("".join(pieces) + "\n")
    assert balanced(body)


def test_many_items_that_are_nowhere_take_linear_time() -> None:
    lines = item_ids.PageLines("<p>" + "some words " * 20_000 + "</p>")
    for _ in range(3_000):
        assert lines.find("nowhere", 0) == -1


def unwrapped(html: str) -> str:
    """The HTML without the elements of items."""
    parts: list[str] = []
    open_spans: list[bool] = []
    at = 0
    for tag in re.finditer(r"<(/?)span\b[^>]*>", html):
        is_item = open_spans.pop() if tag[1] else _is_item(tag[0])
        if not tag[1]:
            open_spans.append(is_item)
        parts.append(html[at : tag.start() if is_item else tag.end()])
        at = tag.end()
    return "".join((*parts, html[at:]))


def _is_item(tag: str) -> bool:
    return ' id="item-' in tag or 'class="item' in tag


def balanced(html: str) -> bool:
    """Whether every element is closed in the order in which it was opened."""
    open_tags: list[str] = []
    for closes, name in re.findall(r"<(/?)([a-z]\w*)\b[^>]*>", html):
        if name in ("br", "img", "hr", "input", "circle", "path"):
            continue
        if not closes:
            open_tags.append(name)
        elif not open_tags or open_tags.pop() != name:
            return False
    return not open_tags
