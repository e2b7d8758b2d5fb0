"""One use of a tag: the argument of a renderer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec
from markupsafe import Markup

from builder.diagnostics.diagnostic import Diagnostic


class TagAddress(Markup):
    """The value of an attribute with a role, as templates get it: the address of a link or an image.

    It is known only when the page is published; until then it is a placeholder that nothing may change.
    """

    dimensions: Markup = Markup()
    """The image's width and height as attributes, with a space before; empty if unknown."""

    @classmethod
    def of(cls, text: str, dimensions: Markup) -> TagAddress:
        """The address that ``text`` is a placeholder for."""
        address = cls(text)
        address.dimensions = dimensions
        return address


class ChildTag(msgspec.Struct, frozen=True):
    """A tag or code block directly inside another tag."""

    name: str
    """The tag's name; ``fence`` for a code block."""
    attributes: Mapping[str, Any]
    content: str
    """Its rendered children."""
    html: str
    """The whole element, rendered."""


class TagCall(msgspec.Struct, frozen=True, kw_only=True):
    """A use of a tag in a page."""

    name: str
    attributes: Mapping[str, Any]
    """Resolved values; those with a role are of :class:`TagAddress`, or ``None`` for a refused target."""
    content: str = ""
    """Rendered children: HTML, or Markdown for the Markdown renderer."""
    children: Sequence[ChildTag] = ()
    number: int = 1
    """1 for the first tag of this name on the page, 2 for the next."""
    parent: str | None = None
    """Name of the innermost tag around it."""


Render = Callable[[TagCall], str]


class TagRenderError(Exception):
    """A tag's template failed; ``diagnostic`` says where and why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic
