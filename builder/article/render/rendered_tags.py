"""Rendered tags and fences, as the template of the tag round them is given them."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from builder.article.fragments.fragment import Part
from builder.markdoc import Renderable
from builder.vocabulary import ChildTag


class RenderedBlock(Markup):
    """Rendered HTML of a tag or of code."""

    phrasing: bool = False
    """Whether it may stand in a paragraph."""


class RenderedTag(RenderedBlock):
    """One that remembers what it is, for the template of the tag round it."""

    child: ChildTag
    in_markdown: ChildTag
    """The same, for the Markdown form of the tag round it."""

    @classmethod
    def of(cls, html: str, child: ChildTag, in_markdown: ChildTag, *, phrasing: bool) -> RenderedTag:
        """The HTML of one tag or block."""
        element = cls(html)
        element.child = child
        element.in_markdown = in_markdown
        element.phrasing = phrasing
        return element


def parts_in(rendered: Sequence[Renderable]) -> tuple[Part, ...]:
    """The tags among what was rendered, as the template of the tag round it is given them."""
    elements = (each for item in rendered for each in (item if isinstance(item, list) else (item,)))
    return tuple(Part(each.child, each.in_markdown) for each in elements if isinstance(each, RenderedTag))
