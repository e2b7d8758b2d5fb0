"""Canonical source of a tree (MARKDOC 8).

The result always parses to the same tree, because it is parsed and compared before it is returned. Where light
escaping is not enough, the text of that block is escaped carefully. If that does not give the same tree either, the
block stays as the author wrote it; in the worst case, the whole document does. So formatting a second time changes
nothing, and formatting never changes how a page renders.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from builder.markdoc.equivalence import equivalent
from builder.markdoc.format.blocks import BlockFormatter, FormatOptions
from builder.markdoc.format.inline import InlineFormatter
from builder.markdoc.node import Node
from builder.markdoc.parser import parse
from builder.markdoc.spans.node_spans import DocumentWhere

_LIGHT = InlineFormatter(careful=False)
_CAREFUL = InlineFormatter(careful=True)


def format(node: Node, options: FormatOptions | None = None) -> str:
    """The source of a document, or of one node of a tree, in canonical form (MARKDOC 8).

    A node that no parser made is written as well as can be.
    """
    chosen = options or FormatOptions()
    if node.type != "document":
        return "\n".join(BlockFormatter(chosen, lambda _: _LIGHT).block(node)) + ("" if node.inline else "\n")
    return _settled(node, chosen)


ROUNDS = 3
"""The number of times that a document is formatted before it is left as it was written."""


def _settled(document: Node, options: FormatOptions) -> str:
    """The canonical form that is its own canonical form, or the source if none is found."""
    trees: dict[str, Node] = {}
    first = _DocumentFormatter(document, options, trees)
    text, tree = first.formatted()
    for _ in range(ROUNDS):
        if tree is None:
            return text
        before = text
        text, tree = _DocumentFormatter(tree, options, trees).formatted()
        if text == before:
            return text
    return text if first.source is None else first.source


class _DocumentFormatter:
    """Formats one document: tries several ways, the simplest first."""

    def __init__(self, document: Node, options: FormatOptions, trees: dict[str, Node]) -> None:
        self._document = document
        self._options = options
        where = document.where
        self.source = where.source.text if isinstance(where, DocumentWhere) else None
        """``None`` for a document that a program made."""
        self._arguments: Mapping[str, Any] = where.arguments if isinstance(where, DocumentWhere) else {}
        self._trees = trees
        """The trees of the texts parsed so far, because attempts often give the same text."""
        self._careful: dict[int, bool] = {}
        """Whether the text of a block must be escaped with care, by the block's identity."""

    def formatted(self) -> tuple[str, Node | None]:
        """The canonical form, and its tree; no tree where it is known that formatting that gives the same text."""
        light = self._with(_LIGHT)
        tree = self._read_back(light)
        if tree is not None:
            settled = _DocumentFormatter(tree, self._options, self._trees)._with(_LIGHT) == light
            return light, None if settled else tree
        careful = BlockFormatter(self._options, self._inline_for, careful=True).document(self._document)
        if self.source is None:
            return careful, None
        tree = self._read_back(careful)
        if tree is not None:
            return careful, tree
        mixed = self._block_by_block()
        tree = self._read_back(mixed)
        return (self.source, None) if tree is None else (mixed, tree)

    def _with(self, inlines: InlineFormatter) -> str:
        return BlockFormatter(self._options, lambda _: inlines).document(self._document)

    def _parsed(self, text: str) -> Node:
        tree = self._trees.get(text)
        if tree is None:
            tree = self._trees[text] = parse(text, **self._arguments)
        return tree

    def _read_back(self, text: str) -> Node | None:
        """The tree of a text, if it is the document's."""
        tree = self._parsed(text)
        return tree if equivalent(tree, self._document) else None

    def _inline_for(self, block: Node) -> InlineFormatter:
        """Light escaping where a paragraph of that text reads back as it was, else careful."""
        careful = self._careful.get(id(block))
        if careful is None:
            careful = self._careful[id(block)] = not self._is_light_enough(block)
        return _CAREFUL if careful else _LIGHT

    def _is_light_enough(self, block: Node) -> bool:
        inlines = [block] if block.type == "inline" else [child for child in block.children if child.type == "inline"]
        nodes = [child for inline in inlines for child in inline.children]
        text = _LIGHT.content(nodes)
        expected = Node("document", {}, [Node("paragraph", {}, [Node("inline", {}, nodes)])])
        return not text or equivalent(parse(text, **{**self._arguments, "slots": False}), expected)

    def _block_by_block(self) -> str:
        """Each block formatted if that is safe, else as it was written; the lines between blocks are kept."""
        source = (self.source or "").split("\n")
        writer = BlockFormatter(self._options, self._inline_for)
        pieces: list[str] = []
        line = 0
        front = self._document.attributes.get("frontmatter")
        if isinstance(front, str):
            line = front.count("\n") + 3 if front else 2
            pieces.append("\n".join(source[:line]))
        for block in self._document.children:
            start, end = _extent(block)
            pieces += _kept(source[line:start])
            text = "\n".join(writer.block(block, star=not pieces))
            safe = text and equivalent(self._parsed(f"{text}\n"), Node("document", {}, [block]))
            pieces += [text] if safe else _kept(source[max(line, start) : end])
            line = max(line, end)
        pieces += _kept(source[line:])
        return "\n\n".join(pieces) + "\n" if pieces else ""


def _kept(lines: list[str]) -> list[str]:
    """Source lines as one text, without blank lines around it; nothing if all are blank."""
    text = "\n".join(lines).strip("\n")
    return [text] if text.strip() else []


def _extent(block: Node) -> tuple[int, int]:
    """The first line of a block, and the line after its last."""
    lines = list(block.lines)
    for node in block.walk():
        lines += node.lines
    return (min(lines), max(lines)) if lines else (0, 0)
