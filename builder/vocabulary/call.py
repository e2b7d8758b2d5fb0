"""One use of a tag: what a renderer is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from builder.diagnostics.diagnostic import Diagnostic


class ChildTag(msgspec.Struct, frozen=True):
    """A tag or fence that stands directly in another tag."""

    name: str
    """The tag's name; ``fence`` for a block of code."""
    attributes: Mapping[str, Any]
    content: str
    """Its rendered children."""
    html: str
    """The whole element, rendered."""


class TagCall(msgspec.Struct, frozen=True):
    """One use of a tag in a page."""

    name: str
    attributes: Mapping[str, Any]
    """Resolved values; those with a role are holes, or ``None`` where the target was refused."""
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
