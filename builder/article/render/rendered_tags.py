"""Rendered tags and code blocks, in the forms that the template of the surrounding tag can use."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from markupsafe import Markup

from builder.markdoc import Renderable
from builder.vocabulary import ChildTag, Vocabulary

_CHILDREN = re.compile(r"\b(?:children|include|import|extends)\b")
"""A template that contains one of these words uses the tags inside its own, or includes a template that may."""


class ChildTagForms(msgspec.Struct, frozen=True):
    """A rendered tag as the template of the surrounding tag sees it."""

    in_html: ChildTag
    in_markdown: ChildTag


class RenderedBlock(Markup):
    """Rendered HTML of a tag or of code."""

    phrasing: bool = False
    """Whether it may be part of a paragraph."""


class RenderedTag(RenderedBlock):
    """Rendered HTML that keeps the tag's other forms for the template of the surrounding tag."""

    forms: ChildTagForms

    @classmethod
    def of(cls, html: str, forms: ChildTagForms, *, phrasing: bool) -> RenderedTag:
        """The HTML of one tag or block."""
        element = cls(html)
        element.forms = forms
        element.phrasing = phrasing
        return element


def forms_in(rendered: Sequence[Renderable]) -> tuple[ChildTagForms, ...]:
    """The forms of the outermost tags among rendered values."""
    elements = (each for item in rendered for each in (item if isinstance(item, list) else (item,)))
    return tuple(each.forms for each in elements if isinstance(each, RenderedTag))


def tags_that_ask(vocabulary: Vocabulary) -> frozenset[str]:
    """The tags whose templates use the tags directly inside them."""
    return frozenset(name for name, tag in vocabulary.tags.items() if _CHILDREN.search(tag.template + tag.markdown))
