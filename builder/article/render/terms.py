"""Marks abbreviations and terms of the glossary in a page's text, with their definitions as tooltips."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, MutableSet
from html import escape

from markupsafe import Markup

from builder.markdoc import Renderable

_UNSPACED = "\u3040-\u30ff\u3400-\u9fff"
"""Scripts without spaces between words: a term may begin at any of their characters."""
_WORD = re.compile(rf"[{_UNSPACED}]|(?:(?![{_UNSPACED}])\w)+")
_GOES_ON = re.compile(rf"(?![{_UNSPACED}])\w")
"""A letter that continues a word of a script with spaces."""


class GlossaryTerms:
    """The terms of a text or a project, which are found in time proportional to the text."""

    __slots__ = ("_by_first_word", "definitions", "element")

    def __init__(self, definitions: Mapping[str, str], element: str) -> None:
        """``element`` is the HTML element of a term. A term begins with a letter, a digit or ``_``."""
        self.definitions = definitions
        self.element = element
        self._by_first_word: dict[str, list[str]] = {}
        spellings = {*definitions, *(map(_capitalised, definitions) if element == "span" else ())}
        for term in sorted(spellings, key=lambda each: (-len(each), each)):
            first = _WORD.match(term)
            if first is not None:
                self._by_first_word.setdefault(first[0], []).append(term)

    def at(self, text: str, word: re.Match[str]) -> str:
        """The longest term that begins at a word of the text and ends at a word's end; empty if there is none."""
        for term in self._by_first_word.get(word[0], ()):
            end = word.start() + len(term)
            ends = not (_GOES_ON.match(text, end - 1) and _GOES_ON.match(text, end))
            if ends and text.startswith(term, word.start()):
                return term
        return ""

    def html(self, term: str) -> Markup:
        """A term with its definition; it can be focused with the keyboard."""
        role = ' role="term"' if self.element == "span" else ""
        title = escape(self.definitions.get(term) or self.definitions[_uncapitalised(term)])
        return Markup(
            f'<{self.element} class="term"{role} tabindex="0" title="{title}">{escape(term)}</{self.element}>'
        )


def _capitalised(term: str) -> str:
    return term[:1].upper() + term[1:]


def _uncapitalised(term: str) -> str:
    return term[:1].lower() + term[1:]


def marked(text: str, abbreviations: GlossaryTerms, glossary: GlossaryTerms, seen: MutableSet[str]) -> list[Renderable]:
    """A text in parts, its terms marked. Terms of the glossary in ``seen`` are not marked again; marked ones are added
    to it.
    """
    return list(_parts(text, abbreviations, glossary, seen))


def _parts(
    text: str, abbreviations: GlossaryTerms, glossary: GlossaryTerms, seen: MutableSet[str]
) -> Iterator[Renderable]:
    done = 0
    for word in _WORD.finditer(text):
        if word.start() < done:
            continue
        index = abbreviations
        term = abbreviations.at(text, word)
        if not term:
            index, term = glossary, glossary.at(text, word)
            if not term or _uncapitalised(term) in seen:
                continue
            seen.add(_uncapitalised(term))
        yield text[done : word.start()]
        yield index.html(term)
        done = word.start() + len(term)
    yield text[done:]
