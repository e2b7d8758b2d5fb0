"""Words as a search finds them: folded, stemmed, identifiers whole and in parts, ideographs in pairs.

``theme/static/search-words.js`` cuts queries in the same way: both must agree. Stems come from the Snowball project's
stemmers (https://snowballstem.org/); browsers read them from the index, and so need no stemmer.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from Stemmer import Stemmer, algorithms, version

from builder.caches import bounded_cache

LONGEST = 64
"""Letters of a word; a longer one is a key or a digest, and is cut."""
LONGEST_STEMMED = 32

_ASCII_RUN = re.compile(rf"\w{{1,{LONGEST}}}", re.ASCII)
_PART = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_+")
"""The borders in ``databaseFilterPattern``, ``HTTPServer`` and ``CLIENT_ID``."""
_IDEOGRAPHS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Scripts without spaces between words: Thai, Lao, Burmese, Khmer, Japanese, Chinese."""
_OPTIONAL_MARKS = "\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670"
"""Accents, and the vowel signs of Hebrew and Arabic: people search without them."""

_ALGORITHMS = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
}

Word = tuple[str, str]
"""A word of the index, and the form that it has in the text; the form is empty for ideographs."""


def runs(text: str) -> list[str]:
    """The runs of letters, digits and underscores in a text, as written."""
    if text.isascii():
        return _ASCII_RUN.findall(text)
    return _script_run().findall(unicodedata.normalize("NFKC", text))


def words_in(run: str, language: str) -> tuple[Word, ...]:
    """The words that a run is found by."""
    if run.isascii():
        return tuple(_words(run, language))
    return tuple(word for piece in _script_piece().findall(run) for word in _words_of_piece(piece, language))


@bounded_cache(64)
def stemmer_of(language: str) -> str:
    """Name and version of the stemmer for a language; empty if it has none."""
    name = _ALGORITHMS.get(language.partition("-")[0].lower(), "")
    return f"{name} {version()}" if name and name in algorithms() else ""


def _words_of_piece(piece: str, language: str) -> Iterator[Word]:
    if _script_ideographs().match(piece) is None:
        yield from _words(piece, language)
        return
    piece = folded(piece)
    for place in range(len(piece)):
        # The last letter is a word by itself, so that the beginning of some word of the index is each letter.
        yield piece[place : place + 2], ""


def _words(run: str, language: str) -> Iterator[Word]:
    parts = [part for part in _PART.split(run) if part]
    if len(parts) > 1:
        whole = folded(run.replace("_", "").lower())
        yield whole, whole
    for part in parts:
        lower = part.lower()
        form = folded(lower)
        yield _stem(lower, form, language), form


def _stem(lower: str, form: str, language: str) -> str:
    algorithm = stemmer_of(language)
    if not algorithm or len(lower) < 4 or len(lower) > LONGEST_STEMMED or not lower.isalpha():
        return form
    return folded(_stemmer(algorithm).stemWord(lower)) or form


def folded(word: str) -> str:
    """The word without accents, in the usual form of its letters."""
    if word.isascii():
        return word
    return unicodedata.normalize("NFC", _optional_marks().sub("", unicodedata.normalize("NFKD", word))).lower()


@bounded_cache(8)
def _stemmer(algorithm: str) -> Any:
    return Stemmer(algorithm.split()[0])


@bounded_cache(1)
def _marks() -> str:
    """The characters that change the letter before them, as ranges of a pattern; ``\\w`` lacks them."""
    marks = [code for code in range(0x300, 0x10000) if unicodedata.category(chr(code))[0] == "M"]
    return "".join(f"\\u{code:04x}" for code in marks)


@bounded_cache(1)
def _script_run() -> re.Pattern[str]:
    return re.compile(rf"[\w{_marks()}]{{1,{LONGEST}}}")


@bounded_cache(1)
def _script_piece() -> re.Pattern[str]:
    """A stretch of ideographs, or of other letters."""
    return re.compile(rf"[{_IDEOGRAPHS}]+|[^{_IDEOGRAPHS}]+")


@bounded_cache(1)
def _script_ideographs() -> re.Pattern[str]:
    return re.compile(rf"[{_IDEOGRAPHS}]")


@bounded_cache(1)
def _optional_marks() -> re.Pattern[str]:
    return re.compile(rf"[{_OPTIONAL_MARKS}]")


class StemTable(dict[str, tuple[Word, ...]]):
    """Maps a run of letters as written to the words by which it is found; filled on first use."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, run: str) -> tuple[Word, ...]:
        words = self[run] = words_in(sys.intern(run), self._language)
        return words


def stem_lines(forms: Iterable[str]) -> Iterator[str]:
    """Each stem with its forms, in order: ``lamp . s`` for *lamp* and *lamps*, ``polici es =policy``.

    ``forms`` are given as ``stem form``: ``lamp lamps``.
    """
    by_stem: dict[str, list[str]] = {}
    for each in sorted(forms):
        stem, _, form = each.partition(" ")
        by_stem.setdefault(stem, []).append(form)
    for stem in sorted(by_stem):
        known = by_stem[stem]
        yield stem if known == [stem] else " ".join((stem, *(_ending(stem, form) for form in known)))


def _ending(stem: str, form: str) -> str:
    if not form.startswith(stem):
        return f"={form}"
    return form[len(stem) :] or "."
