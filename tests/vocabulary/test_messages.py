"""The words of the theme: the files that ship are complete, and valid by the rules of their languages."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import babel.dates
import pytest
from markupsafe import Markup

import builder
from builder.content.yaml_reader import read_yaml
from builder.theme.location import shipped_theme
from builder.vocabulary import load_vocabulary
from builder.vocabulary.messages import PLACEHOLDER, Message, Messages, UnknownMessageError, plural_form, plural_forms

FOLDER = shipped_theme() / "messages"
PROGRAM = Path(builder.__file__).parent
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


MADE_UP = re.compile(r"version_(?:outdated|unreleased)|appearance_\w+")
"""Keys that the program puts together from a prefix and a state."""
LITERAL = re.compile(r"""(["'`])((?:(?!\1)[^\\\n]|\\.)*)\1""")
ENGLISH_TEXT = re.compile(r"[A-Z][a-z]+|[a-z]+ [a-z]+ [a-z]+")
NO_WORDS = re.compile(
    r"Escape|Enter|Arrow\w+|Page(?:Up|Down)|Home|End|Control|Meta|[\w-]+/[\w.+-]+|\W*(?:[:.#\[][^ ]* *[>~+]? *)+"
    r"|import .*|(?:a an and|to was we) .*"
)
"""Names of keys, types of files, selectors, and words of questions that the search passes over."""
JINJA = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
SHOWN_ATTRIBUTE = re.compile(r"""(?:aria-label|title|alt|placeholder)="([^"]*)\"""")
NAMES_OF_PRODUCTS = frozenset({"Collate", "llms.txt"})


def sources(*patterns: str) -> list[Path]:
    return sorted(file for pattern in patterns for file in shipped_theme().glob(pattern))


def test_every_message_is_used() -> None:
    markup = "".join(file.read_text("utf-8") for file in (*sources("t*/*.html"), *PROGRAM.rglob("*.py")))
    scripts = "".join(file.read_text("utf-8") for file in sources("static/*.js"))
    used = {"theme": markup, "scripts": scripts}
    unused = [key for key, _ in each("en") if not _is_used(key, used)]
    assert unused == []


def _is_used(key: str, used: dict[str, str]) -> bool:
    section, _, name = key.partition(".")
    return MADE_UP.fullmatch(name) is not None or re.search(rf'"{name}"|type: .*\b{name}\b', used[section]) is not None


@pytest.mark.parametrize("file", sources("static/*.js"), ids=lambda file: file.name)
def test_scripts_have_no_words_of_their_own(file: Path) -> None:
    code = re.sub(r"(?m)^\s*//.*$", "", file.read_text("utf-8"))
    literals = (re.sub(r"\$\{[^}]*\}", "", found[2]) for found in LITERAL.finditer(code))
    assert [text for text in literals if _is_english(text)] == []


def _is_english(text: str) -> bool:
    """Whether a literal is a text for readers. One with ``${`` in it is the beginning of a nested one."""
    is_code = "${" in text or NO_WORDS.fullmatch(text)
    return ENGLISH_TEXT.search(text) is not None and not is_code


@pytest.mark.parametrize("file", sources("templates/*.html", "tags/*.html"), ids=lambda file: file.name)
def test_templates_have_no_words_of_their_own(file: Path) -> None:
    text = file.read_text("utf-8")
    text = JINJA.sub(" ", text.split("\n---\n", 1)[1] if file.parent.name == "tags" else text)
    shown = [*SHOWN_ATTRIBUTE.findall(text), *re.sub(r"<(?:style|script).*?</\w+>|<[^>]*>", "\n", text).split("\n")]
    assert [
        part.strip() for part in shown if re.search(r"[A-Za-z]{2}", part) and part.strip() not in NAMES_OF_PRODUCTS
    ] == []
