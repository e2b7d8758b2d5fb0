"""Tags apart from what they hold: the opening and the closing of one, read once for all that stands between them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from builder.article.fragments.cache import Documents
from builder.article.fragments.segments import Segment
from builder.checklist.blocks import LINK_ATTRIBUTES
from builder.content.document import Document
from builder.content.markdown_options import LANGUAGE_ALONE, MarkdownOptions
from builder.markdoc import Node
from builder.markdoc.resolver import with_changes
from builder.vocabulary import Vocabulary

_CHILDREN = re.compile(r"\b(?:children|include|import|extends)\b")
"""What asks in a template for the tags that stand in its own, or lets another template ask."""
_LOOKED_THROUGH = frozenset({"layout", "step-container", "step", "step-text", "step-visual"})

MOST_KNOWN = 4_000
"""Tags that are kept: titles make many of them the only one of their kind."""

IsSound = Callable[[Document], bool]


def nests_in(vocabulary: Vocabulary) -> frozenset[str]:
    """The tags that are written round their content without a look at it, and whose words speak for themselves."""
    return frozenset(
        name
        for name, tag in vocabulary.tags.items()
        if not (tag.schema.self_closing or tag.schema.inline or tag.schema.children is not None or tag.roles)
        and not (tag.edition or tag.phrasing or tag.schema.attributes.keys() & LINK_ATTRIBUTES)
        and tag.meaning in _LOOKED_THROUGH
    )


def asking_in(vocabulary: Vocabulary) -> frozenset[str]:
    """The tags whose templates ask for the tags that stand directly in them."""
    return frozenset(name for name, tag in vocabulary.tags.items() if _CHILDREN.search(tag.template + tag.markdown))


class TagWrapper(msgspec.Struct, frozen=True):
    """A tag without what it holds."""

    document: Document
    """Its opening, and its closing right below."""
    tag: Node

    @property
    def name(self) -> str:
        """The tag's name."""
        return self.tag.tag or ""

    @property
    def attributes(self) -> Mapping[str, Any]:
        """As the author gave them."""
        return self.tag.attributes

    def around(self, children: list[Node]) -> Node:
        """The husk's tree with these nodes in its tag."""
        ast = self.document.ast
        tag = with_changes(self.tag, self.tag.attributes, children, self.tag.slots)
        return with_changes(ast, ast.attributes, [tag], ast.slots)


class TagWrappers:
    """The husks of a vocabulary's tags."""

    def __init__(self, is_sound: IsSound, options: MarkdownOptions = LANGUAGE_ALONE) -> None:
        """``is_sound`` says whether nothing is wrong with a husk."""
        self._is_sound = is_sound
        self._documents = Documents(options)
        self._known: dict[tuple[str, str], TagWrapper | None] = {}

    def of(self, piece: Segment) -> TagWrapper | None:
        """The husk of a piece that holds others; ``None`` if its tag has to be looked at with all it holds."""
        key = (piece.text[: piece.text.index("\n")], piece.text[piece.text.rindex("\n") + 1 :])
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
