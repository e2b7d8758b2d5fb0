"""Text that is HTML."""

from __future__ import annotations


class Html(str):
    """Text that is HTML already; rendered as it is. Anything else with ``__html__`` is taken likewise (MARKDOC 6)."""

    __slots__ = ()

    def __html__(self) -> str:
        """Itself."""
        return self
