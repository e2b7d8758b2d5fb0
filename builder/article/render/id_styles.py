"""Anchor styles: how the id of each heading is made, readable, unique in its page, stable.

``github`` ids are those that GitHub makes: lower case, no punctuation, dashes for blanks, numbers for duplicates.
``openmetadata`` ids are those of that project's site: lower case, no question marks, dashes for blanks, no numbers.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from builder.caches import bounded_cache
from builder.content.paths import composed
from builder.markdoc import Node

AnchorStyle = Literal["github", "openmetadata"]

_NOT_IN_GITHUB_ID = re.compile(r"[^\w\- ]+")
_WORD_CATEGORIES = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "Pc"})
_BLANKS = re.compile(r"\s+")


@bounded_cache(4096)
def github_id(text: str) -> str:
    """``Step 1: Log in (SSO)`` → ``step-1-log-in-sso``; vowel signs and accents of all scripts are kept."""
    lower = composed(text.strip().lower())
    kept = _NOT_IN_GITHUB_ID.sub("", lower) if lower.isascii() else "".join(filter(_is_in_github_id, lower))
    return kept.replace(" ", "-")


def _is_in_github_id(character: str) -> bool:
    """Letters, marks, decimal digits, connecting punctuation, as in Ruby's ``\\p{Word}``; dashes and blanks."""
    return character in "- " or unicodedata.category(character) in _WORD_CATEGORIES


@bounded_cache(4096)
def openmetadata_id(text: str) -> str:
    """``Step 1: Log in?`` → ``step-1:-log-in``."""
    return composed(_BLANKS.sub("-", text.replace("?", "")).lower())


def direct_text(node: Node) -> str:
    """The text directly in a heading, without the text of bold, code and links."""
    line = node.children[0] if node.children and node.children[0].type == "inline" else node
    parts = [c.attributes.get("content") for c in line.children if c.type == "text"]
    return " ".join(part for part in parts if isinstance(part, str))


class AnchorNames:
    """Assigns the ids of one page, each only once."""

    __slots__ = ("_style", "_taken")

    def __init__(self, style: AnchorStyle) -> None:
        self._style = style
        self._taken: dict[str, int] = {}

    def claim(self, name: str) -> bool:
        """Reserve an explicit id; False if the page already has it."""
        if name in self._taken:
            return False
        self._taken[name] = 0
        return True

    def heading(self, text: str, direct: str) -> str:
        """The id for a heading without an explicit one.

        ``text`` is the heading's whole text, ``direct`` the part outside bold, code and links.
        """
        return self._unique(self._name(text, direct))

    def alias(self, text: str, direct: str) -> str:
        """The heading's id in the other style; empty if it is the same or belongs to another element.

        Call this after all headings have ids: an alias never takes a heading's own id.
        """
        other = github_id(text) if self._style == "openmetadata" else openmetadata_id(direct)
        return other if other and self.claim(other) else ""

    def _name(self, text: str, direct: str) -> str:
        if self._style == "openmetadata":
            return openmetadata_id(direct) or github_id(text) or "section"
        return github_id(text) or "section"

    def _unique(self, name: str) -> str:
        if name not in self._taken:
            self._taken[name] = 0
            return name
        while True:
            self._taken[name] += 1
            numbered = f"{name}-{self._taken[name]}"
            if numbered not in self._taken:
                self._taken[numbered] = 0
                return numbered
