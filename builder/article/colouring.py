"""Pygments, which is loaded when the first code is to be coloured: many a build has none."""

from __future__ import annotations

from pygments import highlight
from pygments.formatters.html import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

_FORMATTER = HtmlFormatter[str](nowrap=True)


def make_lexer(name: str) -> Lexer | None:
    """The lexer of a language, or ``None`` if there is none."""
    try:
        return get_lexer_by_name(name, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None


def coloured(code: str, lexer: Lexer) -> str:
    """HTML of ``code``, escaped, with a class round each of its parts."""
    return highlight(code, lexer, _FORMATTER)
