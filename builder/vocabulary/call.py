"""One use of a tag: what a renderer is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec
from markupsafe import Markup

from builder.diagnostics.diagnostic import Diagnostic


class TagAddress(Markup):
    """The value of an attribute with a role, as templates get it: where its link or image is found.

    It is known when the page is published; until then, a placeholder that nothing may change.
    """

    dimensions: Markup = Markup()
    """Of the image: its width and height as attributes, with a blank before; empty where unknown."""

    @classmethod
    def of(cls, text: str, dimensions: Markup) -> TagAddress:
        """The address that ``text`` is a placeholder for."""
        address = cls(text)
        address.dimensions = dimensions
        return address


class ChildTag(msgspec.Struct, frozen=True):
    """A tag or fence that stands directly in another tag."""

    name: str
    """The tag's name; ``fence`` for a block of code."""
    attributes: Mapping[str, Any]
    content: str
    """Its rendered children."""
    html: str
    """The whole element, rendered."""


class TagCall(msgspec.Struct, frozen=True, kw_only=True):
    """One use of a tag in a page."""

    name: str
    attributes: Mapping[str, Any]
    """Resolved values; those with a role are of :class:`TagAddress`, or ``None`` where the target was refused."""
    content: str = ""
    """Rendered children: HTML, or Markdown for the Markdown renderer."""
    children: Sequence[ChildTag] = ()
    number: int = 1
    """1 for the first tag of this name on the page, 2 for the next."""
    parent: str | None = None
    """Name of the innermost tag round it."""


Render = Callable[[TagCall], str]


class TagRenderError(Exception):
    """A tag's template failed; ``diagnostic`` says where and why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic
