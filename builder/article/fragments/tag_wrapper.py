"""Tags apart from their content: a tag's opening and closing are parsed once for all that may be between them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from builder.article.fragments.cache import DocumentCache
from builder.article.fragments.segments import Segment
from builder.checklist.blocks import LINK_ATTRIBUTES
from builder.content.document import Document
from builder.content.markdown_options import MarkdownOptions
from builder.markdoc import Node
from builder.markdoc.resolver import with_changes
from builder.vocabulary import Vocabulary

_TRANSPARENT_MEANINGS = frozenset({"layout", "options", "option", "step-container", "step", "step-text", "step-visual"})
"""Meanings with which a tag's content reads, for the checklist, as it would without the tag."""

MOST_KNOWN = 4_000
"""Wrappers that are kept; many are unique because of their titles."""

IsSound = Callable[[Document], bool]


def wrapping_tags(vocabulary: Vocabulary) -> frozenset[str]:
    """The tags whose template only wraps its content, so that the content can be composed by itself."""
    return frozenset(
        name
        for name, tag in vocabulary.tags.items()
        if not (tag.schema.self_closing or tag.schema.inline or tag.schema.children is not None or tag.roles)
        and not (tag.edition or tag.phrasing or tag.schema.attributes.keys() & LINK_ATTRIBUTES)
        and tag.meaning in _TRANSPARENT_MEANINGS
    )


class TagWrapper(msgspec.Struct, frozen=True):
    """A tag without its content."""

    document: Document
    """Its opening, and its closing on the next line."""
    tag: Node

    @property
    def name(self) -> str:
        """The tag's name."""
        return self.tag.tag or ""

    @property
    def attributes(self) -> Mapping[str, Any]:
        """As the author wrote them."""
        return self.tag.attributes

    def around(self, children: list[Node]) -> Node:
        """The wrapper's tree with these nodes in its tag."""
        ast = self.document.ast
        tag = with_changes(self.tag, self.tag.attributes, children, self.tag.slots)
        return with_changes(ast, ast.attributes, [tag], ast.slots)


class TagWrappers:
    """The wrappers of segments that hold others."""

    def __init__(self, is_sound: IsSound, options: MarkdownOptions) -> None:
        """``is_sound`` says whether a wrapper's document is free of errors."""
        self._is_sound = is_sound
        self._documents = DocumentCache(options)
        self._known: dict[tuple[str, str], TagWrapper | None] = {}

    def of(self, segment: Segment) -> TagWrapper | None:
        """The wrapper of a segment; ``None`` if the segment has to be composed as a whole."""
        text = segment.text
        if not segment.inner:
            return None
        key = (text[: text.index("\n")], text[text.rindex("\n") + 1 :])
        if key not in self._known:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            self._known[key] = self._read("\n".join(key))
        return self._known[key]

    def _read(self, text: str) -> TagWrapper | None:
        document = self._documents.of(text).value
        nodes = document.ast.children
        if len(nodes) != 1 or nodes[0].type != "tag" or nodes[0].children or not self._is_sound(document):
            return None
        return TagWrapper(document, nodes[0])
