"""Makes markdown-it's tokens. Its own constructor takes several times as long, and texts have tens of thousands."""

from __future__ import annotations

from typing import Literal

from markdown_it.token import Token


def make_token(kind: str, tag: str, nesting: Literal[-1, 0, 1], level: int, content: str = "") -> Token:
    """The same as ``Token(kind, tag, nesting, level=level, content=content)``."""
    token = Token.__new__(Token)
    token.type = kind
    token.tag = tag
    token.nesting = nesting
    token.attrs = {}
    token.map = None
    token.level = level
    token.children = None
    token.content = content
    token.markup = ""
    token.info = ""
    token.meta = {}
    token.block = False
    token.hidden = False
    return token
