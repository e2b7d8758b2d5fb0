"""Ids of headings are those that GitHub gives, in every script."""

from __future__ import annotations

import pytest

from builder.article.render.id_styles import RULES, PageIds, github_id, own_id
from builder.content.anchor_styles import AnchorStyle


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Step 1: Log in (SSO)", "step-1-log-in-sso"),
        ("स्थापना कैसे करें?", "स्थापना-कैसे-करें"),
        ("วิธีติดตั้ง", "วิธีติดตั้ง"),
        ("Größe – Übersicht", "größe--übersicht"),
        ("Cafe\u0301", "caf\u00e9"),
        ("x² und y", "x-und-y"),
        ("snake_case ‿ tie", "snake_case-‿-tie"),
        ("🚀 Launch", "-launch"),
        ("日本語、見出し", "日本語見出し"),
    ],
)
def test_github_ids(heading: str, expected: str) -> None:
    assert github_id(heading) == expected


@pytest.mark.parametrize(
    ("style", "heading", "expected"),
    [
        ("slugify", "fooBar & APIs", "foo-bar-and-apis"),
        ("slugify", "What's the APISection of FOO360?", "whats-the-api-section-of-foo-360"),
        ("slugify", "\u00c4rger, \u00d8re, Caf\u00e9", "aerger-ore-cafe"),
        ("slugify", "Node.js v1.2", "node-js-v1-2"),
        ("python-markdown", "Caf\u00e9 (new) -- v1.2", "cafe-new-v12"),
        ("python-markdown", "default_permissions", "default_permissions"),
        ("mintlify", "What's new? (beta)", "what\u2019s-new-beta"),
        ("mintlify", "llms-full.txt & more", "llms-full-txt-more"),
        ("markdoc", "Step 1: Log in?", "step-1:-log-in"),
    ],
)
def test_ids_of_other_programs(style: AnchorStyle, heading: str, expected: str) -> None:
    assert RULES[style].make(heading) == expected


@pytest.mark.parametrize(
    ("style", "second", "third"),
    [
        ("github", "a-1", "a-2"),
        ("slugify", "a-2", "a-3"),
        ("python-markdown", "a_1", "a_2"),
        ("mintlify", "a-2", "a-3"),
    ],
)
def test_repeated_ids_are_numbered_as_the_program_does(style: AnchorStyle, second: str, third: str) -> None:
    page = PageIds(style)
    assert [page.numbered(own_id(style, "A", "A")) for _ in range(3)] == ["a", second, third]


def test_a_heading_without_letters_of_the_style_still_has_an_id() -> None:
    assert own_id("slugify", "\u65e5\u672c", "") == "\u65e5\u672c"
