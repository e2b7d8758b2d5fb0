"""Colours and font families in the configuration, in CSS syntax."""

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
"""Names of the colours that a project can set; the theme's style sheet shows their use."""

FONT_NAMES = ("font", "mono")
"""The fonts of text and of code."""

_COLOUR = re.compile(r"(?:#[0-9a-fA-F]{3,8}|[a-z]{3,24}|(?:rgb|hsl|hwb|lab|lch|oklab|oklch)\([\d.%\s,/a-z-]{1,60}\))\Z")
_FONT = re.compile(r"""[\w\s,"'-]{1,300}\Z""")


def is_colour(text: str) -> bool:
    """Whether ``text`` is a CSS colour: ``#2457c5``, ``teal``, ``oklch(60% 0.1 250)``."""
    return _COLOUR.match(text) is not None


def is_font(text: str) -> bool:
    """Whether ``text`` is a list of CSS font families; it never contains a newline or a brace."""
    return _FONT.match(text) is not None and "\n" not in text and text.count('"') % 2 == text.count("'") % 2 == 0
