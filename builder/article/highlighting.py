"""Code, coloured by Pygments as classes; plain where the language is unknown or the text too long."""

from __future__ import annotations

from html import escape

from pygments import highlight
from pygments.formatters.html import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

LONGEST = 100_000
"""Code points; a longer listing is shown plain, since some lexers take more than linear time."""

PLAIN = frozenset({"", "text", "txt", "plain", "plaintext", "none", "output", "console-output"})


class Highlighter:
    """Colours code; keeps the lexers it has made and what it has coloured."""

    __slots__ = ("_coloured", "_formatter", "_lexers")

    def __init__(self) -> None:
        self._formatter = HtmlFormatter[str](nowrap=True)
        self._lexers: dict[str, Lexer | None] = {}
        self._coloured: dict[tuple[str, str], str] = {}

    def __call__(self, code: str, language: str) -> str:
        """HTML of ``code``, escaped; lines stay lines."""
        lexer = self._lexer(language)
        if lexer is None or len(code) > LONGEST:
            return escape(code, quote=False)
        key = (language, code)
        known = self._coloured.get(key)
        if known is None:
            known = self._coloured[key] = highlight(code, lexer, self._formatter)
        return known

    def _lexer(self, language: str) -> Lexer | None:
        name = language.lower()
        if name not in self._lexers:
            self._lexers[name] = _make_lexer(name)
        return self._lexers[name]


def _make_lexer(name: str) -> Lexer | None:
    if name in PLAIN:
        return None
    try:
        return get_lexer_by_name(name, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None
