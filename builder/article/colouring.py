"""Pygments, which is loaded when the first code is to be coloured: many a build has none."""

from __future__ import annotations

from pygments import highlight
from pygments.formatters.html import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_all_lexers, get_lexer_by_name

_FORMATTER = HtmlFormatter[str](nowrap=True)

_NAMES = frozenset(alias for _, aliases, _, _ in get_all_lexers(plugins=False) for alias in aliases)
"""Languages that Pygments itself knows. For any other it would read what every installed package says of itself."""


def make_lexer(name: str) -> Lexer | None:
    """The lexer of a language, in lower case, or ``None`` if there is none."""
    return get_lexer_by_name(name, stripnl=False, ensurenl=False) if name in _NAMES else None


def coloured(code: str, lexer: Lexer) -> str:
    """HTML of ``code``, escaped, with a class round each of its parts."""
    return highlight(code, lexer, _FORMATTER)
