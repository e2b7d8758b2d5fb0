"""The words of the theme: the files that ship are complete, and valid by the rules of their languages."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import babel.dates
import pytest
from markupsafe import Markup

from builder.content.yaml_reader import read_yaml
from builder.theme.location import shipped_theme
from builder.vocabulary import load_vocabulary
from builder.vocabulary.messages import PLACEHOLDER, Message, Messages, UnknownMessageError, plural_form, plural_forms

FOLDER = shipped_theme() / "messages"
LANGUAGES = ("en", "de", "fr", "es", "ja", "zh", "ar")
LATIN_WORD = re.compile(r"(?<!\{)\b[A-Za-z]{2,}\b(?!\})")
NAMES = frozenset({"Markdown", "JSON", "Ctrl", "Esc"})
"""Words that are the same in every script."""


def messages(language: str) -> dict[str, dict[str, Message]]:
    document = read_yaml((FOLDER / f"{language}.yml").read_text("utf-8"))
    assert not document.problems
    found: dict[str, dict[str, Message]] = document.value
    return found


def each(language: str) -> list[tuple[str, Message]]:
    return [(f"{name}.{key}", text) for name, texts in messages(language).items() for key, text in texts.items()]


def texts(message: Message) -> tuple[str, ...]:
    return (message,) if isinstance(message, str) else tuple(message.values())


def placeholders(message: Message) -> set[str]:
    return {name for text in texts(message) for name in PLACEHOLDER.findall(text)}


def test_the_languages_ship() -> None:
    assert sorted(file.stem for file in FOLDER.iterdir()) == sorted(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_is_complete(language: str) -> None:
    english, found = dict(each("en")), dict(each(language))
    assert list(found) == list(english)
    for key, message in found.items():
        assert placeholders(message) == placeholders(english[key]), key
        assert isinstance(message, str) == isinstance(english[key], str), key
        assert all(text and text == text.strip() for text in texts(message)), key
        if not isinstance(message, str):
            assert set(message) == set(plural_forms(language)), key


@pytest.mark.parametrize("language", ["ja", "zh", "ar"])
def test_a_language_of_another_script_has_no_english_words(language: str) -> None:
    for key, message in each(language):
        for text in texts(message):
            assert not set(LATIN_WORD.findall(text)) - NAMES, f"{key}: {text}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_count_has_a_text(language: str) -> None:
    words = load_vocabulary([shipped_theme()], languages=(language,)).value.words
    for count in (0, 1, 2, 3, 11, 100, 1_000_000):
        assert words("checklist_items", count)


def test_counts_follow_the_rules_of_the_language() -> None:
    forms = {count: plural_form("ar", count) for count in (0, 1, 2, 3, 11, 100)}
    assert forms == {0: "zero", 1: "one", 2: "two", 3: "few", 11: "many", 100: "other"}
    assert plural_form("fr", 0) == "one"
    assert plural_form("tlh", 1) == "other", "a language that the CLDR doesn't have"


def test_dates_are_those_of_the_language() -> None:
    for month in range(1, 13):
        day = date(2026, month, 9)
        assert Messages("en").date(day.isoformat()) == babel.dates.format_date(day, "long", "en")
    assert Messages("de").date("2026-11-09") == "9. November 2026"
    assert Messages("ja").date("2026-11-09") == "2026年11月9日"
    assert Messages("tlh").date("2026-11-09") == "2026-11-09"
    assert Messages("de").date("gestern") == "gestern"


def test_html_in_a_value_stays_html_and_all_else_is_escaped() -> None:
    words = Messages("en", {"moved_to": "Go on <to> {page}."})
    assert words("moved_to", page=Markup("<a>b</a>")) == "Go on &lt;to&gt; <a>b</a>."
    assert words("moved_to", page="<a>") == "Go on <to> <a>."
    with pytest.raises(UnknownMessageError):
        words("gone")


def test_a_project_adds_and_overrides(tmp_path: Path) -> None:
    own = tmp_path / "theme"
    (own / "messages").mkdir(parents=True)
    (own / "messages/en.yml").write_text("theme:\n  edit: Improve this page\n  our_own: Ours\n", "utf-8")
    (own / "messages/pt.yml").write_text("theme:\n  search: Pesquisar\n  our_own: Nosso\n", "utf-8")
    (own / "messages/pt-BR.yml").write_text("theme:\n  search: Buscar\n", "utf-8")
    found = load_vocabulary([shipped_theme(), own], languages=("pt-BR",))
    words = found.value.words
    assert (words("search"), words("our_own"), words("edit")) == ("Buscar", "Nosso", "Improve this page")
    assert words("menu") == "Menu"
    assert [diagnostic.code for diagnostic in found.diagnostics] == ["message-untranslated"]


def test_english_needs_no_plural_rules_of_others() -> None:
    vocabulary = load_vocabulary([shipped_theme()]).value
    assert list(vocabulary.messages) == ["en"]
    assert vocabulary.words("checklist_items", 1) == "Checklist: 1 item"
    assert vocabulary.words("checklist_items", 0) == "Checklist: 0 items"
