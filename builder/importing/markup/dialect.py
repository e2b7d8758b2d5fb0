"""The dialects of Markdown that are read."""

from __future__ import annotations

import msgspec


class Dialect(msgspec.Struct, frozen=True):
    """Which syntax a text has beyond Markdown and HTML."""

    mdx: bool = False
    """JSX, expressions in braces, ``import`` and ``export``."""
    containers: bool = False
    """``:::note`` … ``:::``."""
    python: bool = False
    """Python-Markdown with its extensions: ``!!! note``, ``=== "Tab"``, attribute lists."""
    markdoc: bool = False
    """Tags between ``{%`` and ``%}``."""

    @property
    def indented_code(self) -> bool:
        """Whether four spaces make a block of code."""
        return not self.mdx and not self.markdoc
