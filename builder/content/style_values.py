"""Colours and type faces as a project may write them in its configuration, in the form of style sheets."""

from __future__ import annotations

import re

COLOUR_NAMES = (
    "accent",
    "accent-soft",
    "on-accent",
    "paper",
    "raised",
    "sunken",
    "ink",
    "strong",
    "quiet",
    "line",
    "line-strong",
    "note",
    "note-soft",
    "tip",
    "tip-soft",
    "warning",
    "warning-soft",
    "danger",
    "danger-soft",
)
"""Names of the colors that a project can set; the theme's style sheet shows each in use."""

FONT_NAMES = ("font", "mono")
"""The type faces of text and of code."""

_COLOUR = re.compile(r"(?:#[0-9a-fA-F]{3,8}|[a-z]{3,24}|(?:rgb|hsl|hwb|lab|lch|oklab|oklch)\([\d.%\s,/a-z-]{1,60}\))\Z")
_FONT = re.compile(r"""[\w\s,"'-]{1,300}\Z""")


def is_colour(text: str) -> bool:
    """Whether ``text`` is a colour as CSS writes it: ``#2457c5``, ``teal``, ``oklch(60% 0.1 250)``."""
    return _COLOUR.match(text) is not None


def is_font(text: str) -> bool:
    """Whether ``text`` is a list of type faces as CSS writes it; a newline or a brace never is."""
    return _FONT.match(text) is not None and "\n" not in text and text.count('"') % 2 == text.count("'") % 2 == 0
