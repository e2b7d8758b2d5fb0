"""Syntax highlighting with Pygments, as classes; plain text where the language is unknown or the text too long."""

from __future__ import annotations

import importlib
from html import escape
from types import ModuleType
from typing import Any

LONGEST = 100_000
"""Code points; a longer listing is shown plain, because some lexers take more than linear time."""

LONGEST_LINE = 2_000
"""Code points; a listing with a longer line is shown plain, because many lexers take the square of a line's length."""

MOST_KNOWN = 1_000
"""The number of highlighted listings that are cached, because neighbouring pages have the same ones."""

PLAIN = frozenset({"", "text", "txt", "plain", "plaintext", "none", "output", "console-output"})


def known_languages() -> frozenset[str]:
    """Languages that are highlighted, in lower case. Pygments is loaded for them, as for the first block of code."""
    names: frozenset[str] = _loaded().NAMES
    return names


def _loaded() -> ModuleType:
    return importlib.import_module("builder.article.render.pygments_html")


class Highlighter:
    """Highlights code; keeps its lexers and recent results."""

    __slots__ = ("_coloured", "_lexers", "_pygments")

    def __init__(self) -> None:
        self._pygments: ModuleType | None = None
        self._lexers: dict[str, Any] = {}
        self._coloured: dict[tuple[str, str], str] = {}

    def __call__(self, code: str, language: str) -> str:
        """HTML of ``code``, escaped, with the same lines."""
        lexer = self._lexer(language)
        if lexer is None or len(code) > LONGEST or _longest_line(code) > LONGEST_LINE:
            return escape(code, quote=False)
        key = (language, code)
        known = self._coloured.get(key)
        if known is None:
            if len(self._coloured) >= MOST_KNOWN:
                self._coloured.clear()
            known = self._coloured[key] = self._colouring().coloured(code, lexer)
        return known

    def _lexer(self, language: str) -> Any:
        name = language.lower()
        if name not in self._lexers:
            self._lexers[name] = None if name in PLAIN else self._colouring().make_lexer(name)
        return self._lexers[name]

    def _colouring(self) -> Any:
        if self._pygments is None:
            self._pygments = _loaded()
        return self._pygments


def _longest_line(code: str) -> int:
    return max(map(len, code.split("\n"))) if len(code) > LONGEST_LINE else 0
