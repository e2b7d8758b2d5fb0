"""The search index: its content, how words are cut, and when it is rebuilt."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from driver import Site

from builder.article.records import SectionText
from builder.article.sections import passages_in
from builder.outputs.search_language import question_words, usual_endings
from builder.outputs.search_terms import COMMON_FROM, WEIGHT_BITS, TermIndex, borders, page_words, weights
from builder.outputs.search_words import StemTable, runs, stem_lines, stemmer_of

PAGES = {
    "content/v1.0/index.md": "---\ntitle: Home\n---\nWelcome to the desk.\n",
    "content/v1.0/lamp.md": """---
title: Lamp
description: How it shines.
---
# Lamp

A green lamp.

## Bulb

Turn `it`.
""",
    "content/v2.0/index.md": "---\ntitle: Home\n---\nWelcome.\n",
}


@pytest.mark.parametrize(
    ("html", "passages"),
    [
        ("<p>Bold <b>w</b>ord &amp; more</p><p>Next</p>", [("", "", "Bold word & more Next")]),
        ('<h1 id="a">Title</h1><p>Own</p><h2 id="b">B</h2>', [("", "", "Own"), ("b", "B", "")]),
        ('<p>Lead</p><h2 class="x" id="b&amp;c">Two <code>x</code></h2>t', [("", "", "Lead"), ("b&c", "Two x", "t")]),
        ('<a href="\x00<u12>">there</a>', [("", "", "there")]),
        ("<h2>no anchor</h2>", [("", "", "no anchor")]),
    ],
)
def test_an_article_is_cut_at_its_headings(html: str, passages: list[tuple[str, str, str]]) -> None:
    assert tuple(passages_in(html)) == tuple(SectionText(*passage) for passage in passages)


def stem_of(word: str) -> str:
    return StemTable("en")[word][0][0]


def found_by(text: str, language: str = "") -> list[str]:
    """The words that a text is found by, sorted; without a language they are not stemmed."""
    vocabulary = StemTable(language)
    return sorted(word for run in runs(text) for word, _ in vocabulary[run])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Client-ID, client secret", "client client id secret"),
        ("Ünïcode CAFE\u0301 straße", "cafe straße unicode"),
        ("v1.10", "10 v1"),
        ("x" * 70, f"{'x' * 6} {'x' * 64}"),
        # Identifiers, whole and in parts
        ("databaseFilterPattern", "database databasefilterpattern filter pattern"),
        ("AUTHENTICATION_PROVIDER", "authentication authenticationprovider provider"),
        ("HTTPServer __init__ v1_0", "0 http httpserver init server v1 v10"),
        # Ideographs in pairs, and words beside them
        ("東京 tower", "tower 京 東京"),
        ("使用API密钥连接MySQL", "api my mysql sql 使用 密钥 接 用 连接 钥连"),
        ("エラー404が出", "404 が出 エラ ラー ー 出"),
        ("ｶﾞｲﾄﾞ", "ガイ イド ド"),
        ("ภาษา", "ภา าษ ษา า"),
        # Vowel signs are part of a word; those of Arabic and Hebrew are optional
        ("हिन्दी में", "में हिन्दी"),
        ("مُحَمَّد", "محمد"),
        ("한국어를", "한국어를"),
    ],
)
def test_words_that_a_text_is_found_by(text: str, words: str) -> None:
    assert found_by(text) == sorted(words.split())


@pytest.mark.skipif(not stemmer_of("en"), reason="PyStemmer is not installed")
@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "Upgrade upgrades upgrading upgraded", "upgrad upgrad upgrad upgrad"),
        ("en-GB", "policies policy", "polici polici"),
        ("de", "Häuser Haus Einstellungen", "einstell haus haus"),
        ("fr", "désactivées désactiver", "desactiv desactiv"),
        ("ar", "المستخدمون", "مستخدم"),
        ("ja", "settings", "settings"),
        ("en", "v2s", "v2s"),
    ],
)
def test_words_have_the_stems_of_the_language(language: str, text: str, words: str) -> None:
    assert found_by(text, language) == sorted(words.split())


@pytest.mark.skipif(not stemmer_of("en"), reason="PyStemmer is not installed")
def test_each_stem_is_listed_with_its_forms() -> None:
    vocabulary = StemTable("en")
    found = [word for run in runs("Lamps lamp policies policy upgrading MySQL 東京") for word in vocabulary[run]]
    assert list(stem_lines({f"{stem} {form}" for stem, form in found if form})) == [
        "lamp . s",
        "my",
        "mysql",
        "polici es =policy",
        "sql",
        "upgrad ing",
    ]


def test_question_words_are_folded() -> None:
    assert {"how", "the"} <= set(question_words("en-US"))
    assert "où" not in question_words("fr")
    assert "ou" in question_words("fr")
    assert question_words("ja") == []
    assert "cion" in usual_endings("es")
    assert usual_endings("ja") == []


def test_words_of_titles_and_headings_weigh_more() -> None:
    assert weights("bulb", "a bulb glows", title="Lamp") == {"a": 1, "bulb": 9, "glows": 1, "Lamp": 16}


def test_shards_hold_all_words_in_order() -> None:
    index = TermIndex()
    for number in range(9):
        index.add(page_words([{f"word{number}": 1, "every": 100}], StemTable("")))
    shards = index.finished().shards(3)
    assert [word for shard in shards for word in shard] == sorted(["every", *(f"word{n}" for n in range(9))])
    assert borders(shards) == [next(iter(shard)) for shard in shards]
    assert shards[0]["every"] == [63, *[1 << WEIGHT_BITS] * 8]


def test_words_that_most_passages_have_are_named_and_left_out() -> None:
    index = TermIndex()
    for number in range(0, COMMON_FROM, 2):
        index.add(page_words([{"the": 1, f"w{number + more}": 1} for more in (0, 1)], StemTable("")))
    terms = index.finished()
    assert terms.common() == ["the"]
    assert all("the" not in shard for shard in terms.shards(2))


def index_of(site: Site, version: str) -> dict[str, Any]:
    files = site.published()
    return {
        path.removeprefix(f"{version}/search/"): json.loads(data)
        for path, data in files.items()
        if path.startswith(f"{version}/search/")
    }


def test_each_version_has_an_index(site: Callable[..., Site]) -> None:
    built = site().write(PAGES).build().exits(0)
    index = index_of(built, "v1.0")
    assert index["index.json"]["pages"] == [["", "Home", 1, 0], ["lamp", "Lamp", 2, 0]]
    assert index["text-0.json"] == [
        [["", "", "Welcome to the desk."]],
        [["", "", "A green lamp."], ["bulb", "Bulb", "Turn it."]],
    ]
    assert "lamp" in index["terms.json"].split("\n")
    assert index["words-0.json"]["lamp"] == [1 << WEIGHT_BITS | 17]
    assert index["words-0.json"][stem_of("shines")] == [1 << WEIGHT_BITS | 1]
    assert 'data-search="/v1.0/search/index.json"' in built.page("v1.0/lamp/index.html")


def test_only_the_index_of_a_changed_version_is_made_again(site: Callable[..., Site]) -> None:
    built = site().write(PAGES).build().exits(0)
    before = index_of(built, "v2.0")["index.json"]["digest"], index_of(built, "v1.0")["index.json"]["digest"]
    built.edit("content/v1.0/lamp.md", "green", "red").build().exits(0).says("written")
    after = index_of(built, "v2.0")["index.json"]["digest"], index_of(built, "v1.0")["index.json"]["digest"]
    assert after[0] == before[0]
    assert after[1] != before[1]
    assert "red" in index_of(built, "v1.0")["words-0.json"]


def test_a_page_may_stay_out(site: Callable[..., Site]) -> None:
    built = site().write(PAGES).edit("content/v1.0/lamp.md", "title: Lamp", "title: Lamp\nsearch: false").build()
    assert [page[1] for page in index_of(built, "v1.0")["index.json"]["pages"]] == ["Home"]


@pytest.mark.parametrize("off", ["flag", "configuration"])
def test_a_site_may_have_no_search(site: Callable[..., Site], off: str) -> None:
    built = site().write(PAGES)
    if off == "configuration":
        built.write({"handrail.yml": "search: false\n"})
    built.build(*(["--no-search"] if off == "flag" else [])).exits(0)
    assert index_of(built, "v1.0") == {}
    assert "search-open" not in built.page("v1.0/lamp/index.html")


def test_the_heading_that_a_page_begins_with_is_found(site: Callable[..., Site]) -> None:
    page = "---\ntitle: Short\n---\n\n# A visible headline\n\nText.\n"
    built = site().write({"content/index.md": page}).build().exits(0)
    words = "".join(data.decode() for name, data in built.published().items() if name.startswith("search/words-"))
    assert stem_of("headline") in words
