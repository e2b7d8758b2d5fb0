"""``{%`` and ``%}``: finds the beginning and end of tags."""

from __future__ import annotations

import re

OPEN = "{%"
CLOSE = "%}"

BLANKS = (
    "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\ufeff"
)
"""The characters that JavaScript's ``trim`` removes, including byte order marks; Python's ``strip`` removes more."""

_INSIDE = re.compile(r'(?:[^"%\\]+|%(?!\})|\\|"[^"\\]*(?:\\.[^"\\]*)*(?:"|\Z))*', re.DOTALL)
"""The text of a tag up to its end. Only a string can contain an end, and only there a backslash escapes."""

SCANS = 40
"""How often, on average, a text may be scanned for the ends of its tags. Only a text full of openings
without an end needs more than two; from there on it has no more tags, and time stays linear."""


class TagEnds:
    """Finds the ends of tags in one text; each place is checked once."""

    __slots__ = ("_budget", "_known", "_last", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._last = text.rfind(CLOSE)
        self._known: dict[int, int] = {}
        self._budget = SCANS * (len(text) + 1000)

    def find(self, start: int) -> int:
        """The offset of the ``%}`` that ends the tag opened at ``start``; -1 if nothing ends it."""
        if start >= self._last:
            return -1
        known = self._known.get(start)
        if known is None:
            known = self._known[start] = self._find(start)
        return known

    def _find(self, start: int) -> int:
        if self._budget < 0:
            return -1
        text = self.text
        quote = text.find('"', start)
        close = text.find(CLOSE, start)
        if close < quote or quote == -1:
            self._budget -= close - start
            return close
        match = _INSIDE.match(text, start)
        end = match.end() if match is not None else start
        self._budget -= end - start
        return end if text.startswith(CLOSE, end) else -1
