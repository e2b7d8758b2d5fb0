"""Highlighting by Pygments. The module is loaded with the first code block, because many builds have none."""

from __future__ import annotations

from html import escape
from time import process_time

from pygments import format as format_tokens
from pygments.formatters.html import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_all_lexers, get_lexer_by_name

MOST_SECONDS = 2.0
"""The most processor time for one listing, in seconds. Real code of the maximum length takes a tenth of it."""

TOKENS_BETWEEN = 32
"""Tokens between two looks at the clock, because each look is a call of the system."""

_FORMATTER = HtmlFormatter[str](nowrap=True)

NAMES = frozenset(alias for _, aliases, _, _ in get_all_lexers(plugins=False) for alias in aliases)
"""Languages that Pygments itself supports. For any other, Pygments would search all installed packages."""


def make_lexer(name: str) -> Lexer | None:
    """The lexer of a language, in lower case, or ``None`` if there is none."""
    return get_lexer_by_name(name, stripnl=False, ensurenl=False) if name in NAMES else None


def coloured(code: str, lexer: Lexer) -> str:
    """HTML of ``code``, escaped, with a class around each part.

    Many lexers read whole lines only, so the code gets a line end, which the formatter would add anyway. If a lexer
    still loses or changes characters, by expanding tabs for example, the code is shown plain. So is code that takes too
    long: some lexers need quadratic time for text that is not code.
    """
    text = code if code.endswith("\n") else code + "\n"
    tokens = []
    until = process_time() + MOST_SECONDS
    for token in lexer.get_tokens(text):
        tokens.append(token)
        if not len(tokens) % TOKENS_BETWEEN and process_time() > until:
            return escape(text, quote=False)
    if "".join(value for _, value in tokens) != text:
        return escape(text, quote=False)
    return format_tokens(tokens, _FORMATTER)
