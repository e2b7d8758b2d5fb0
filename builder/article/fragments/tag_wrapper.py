"""Tags apart from their content: a tag's opening and closing are parsed once for all that may be between them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from builder.article.fragments.cache import DocumentCache
from builder.article.fragments.segments import Segment
from builder.checklist.blocks import LINK_ATTRIBUTES
from builder.content.document import Document
from builder.content.markdown_options import MarkdownOptions
from builder.markdoc import Node, ValidationError
from builder.markdoc.resolver import with_changes
from builder.markdoc.validator import TAG_EMPTY
from builder.vocabulary import Vocabulary

_TRANSPARENT_MEANINGS = frozenset({"layout", "options", "option", "step-container", "step", "step-text", "step-visual"})
"""Meanings with which a tag's content reads, for the checklist, as it would without the tag."""

MOST_KNOWN = 4_000
"""Wrappers that are kept; many are unique because of their titles."""

Errors = Callable[[Document], Sequence[ValidationError]]

_CERTAIN_CONTENT = re.compile(r"\s*[\w#*>`!|-]")
"""The beginning of most texts that are not empty; others may have link definitions only."""


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
    needs_content: bool
    """Whether it is reported if it has no content."""

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

    def __init__(self, errors: Errors, options: MarkdownOptions) -> None:
        """``errors`` gives those of a wrapper's document."""
        self._errors = errors
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
        found = self._known[key]
        return None if found is not None and found.needs_content and not self._has_content(segment) else found

    def _has_content(self, segment: Segment) -> bool:
        """Whether there is anything in a tag but blank lines and link definitions."""
        return any(
            _CERTAIN_CONTENT.match(part.text) is not None or bool(self._documents.of(part.text).value.ast.children)
            for part in segment.inner
        )

    def _read(self, text: str) -> TagWrapper | None:
        document = self._documents.of(text).value
        nodes = document.ast.children
        if len(nodes) != 1 or nodes[0].type != "tag" or nodes[0].children:
            return None
        errors = {error.id for error in self._errors(document)}
        return TagWrapper(document, nodes[0], bool(errors)) if errors <= {TAG_EMPTY} else None
