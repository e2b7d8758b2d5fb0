"""Text that is already HTML."""

from __future__ import annotations


class Html(str):
    """Text that is already HTML; it is rendered unchanged. Any other object with ``__html__`` is treated the same
    (MARKDOC 6).
    """

    __slots__ = ()

    def __html__(self) -> str:
        """Itself."""
        return self
