"""Colouring by Pygments. The module is loaded when the first code block needs it, since many builds have none."""

from __future__ import annotations

from html import escape
from time import process_time

from pygments import format as format_tokens
from pygments.formatters.html import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_all_lexers, get_lexer_by_name

MOST_SECONDS = 2.0
"""Of processor time for one listing. Real code of the longest that is coloured takes a tenth of it."""

_FORMATTER = HtmlFormatter[str](nowrap=True)

_NAMES = frozenset(alias for _, aliases, _, _ in get_all_lexers(plugins=False) for alias in aliases)
"""Languages that Pygments itself knows. For any other it would read what every installed package says of itself."""


def make_lexer(name: str) -> Lexer | None:
    """The lexer of a language, in lower case, or ``None`` if there is none."""
    return get_lexer_by_name(name, stripnl=False, ensurenl=False) if name in _NAMES else None


def coloured(code: str, lexer: Lexer) -> str:
    """HTML of ``code``, escaped, with a class around each of its parts.

    Many lexers read whole lines only, so the code gets a line end, which the formatter would add anyway. A lexer that
    loses or changes characters all the same (it expands tabs, say) is not used: the code is shown plain. So is code
    that takes a lexer too long: some need the square of its length for text that is not code.
    """
    text = code if code.endswith("\n") else code + "\n"
    tokens = []
    until = process_time() + MOST_SECONDS
    for token in lexer.get_tokens(text):
        tokens.append(token)
        if process_time() > until:
            return escape(text, quote=False)
    if "".join(value for _, value in tokens) != text:
        return escape(text, quote=False)
    return format_tokens(tokens, _FORMATTER)
