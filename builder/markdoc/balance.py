"""Finds tags that are not closed, or close nothing, from an author's point of view.

The tree follows the reference, where a wrong nesting is an error on every Markdown node around it. Here the same tokens
are read again with a stack that knows the limits of each block, so that each mistake is found once, at the tag itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from builder.diagnostics.span import Span
from builder.diagnostics.suggest import nearest
from builder.markdoc.node import Node
from builder.markdoc.parser import DEEPEST, TreeBuilder
from builder.markdoc.spans.node_spans import DocumentWhere
from builder.markdoc.tokenizer import TokenizerOptions, TokenStream, tokenize

_BROKEN = re.compile(r"(/?)\s*([a-zA-Z][\w-]*)")
"""The name of an unreadable tag, with the slash of a closing one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnbalancedTag:
    """A tag without its other half."""

    name: str
    span: Span
    is_open: bool
    """True for an opening that is never closed, False for a closing that closes nothing."""
    block: str = ""
    """The type of the block in which an opening should have been closed; empty if any place was possible."""
    before: Span | None = None
    """The closing of another tag, before which it should have been closed."""
    outside: Span | None = None
    """Its own closing, if that is after the end of the block or of another tag."""
    suggestions: tuple[str, ...] = ()
    """For a closing, the open tag that may have been meant."""


UNBALANCED = frozenset({"missing-opening", "missing-closing"})
"""Ids of the errors of tags without their other half."""


def is_balanced(document: Node) -> bool:
    """Whether every opening of a parsed document is closed, and every closing closes something."""
    where = document.where
    if isinstance(where, DocumentWhere) and where.source.nests:
        return True  # The parser has seen neither, so the nodes need not be visited.
    return not any(error.id in UNBALANCED for node in document.walk() for error in node.errors)


def unbalanced_tags(document: Node) -> tuple[UnbalancedTag, ...]:
    """The unbalanced tags of a parsed document in the order of its text; none for a tree that a program made."""
    where = document.where
    if not isinstance(where, DocumentWhere):
        return ()
    given = where.arguments
    options = TokenizerOptions(
        allow_indentation=given["allow_indentation"],
        allow_comments=given["allow_comments"],
        linkify=given["linkify"],
        typographer=given["typographer"],
    )
    balance = _Balance(tokenize(where.source.text, options))
    balance.build()
    balance.source.complete = True
    return tuple(sorted(balance.failures(), key=lambda failure: failure.span.start))


@dataclass(frozen=True, slots=True)
class _Close:
    """A closing tag: its node, or its place if it closed one."""

    node: Node | None
    known: Span | None

    @property
    def span(self) -> Span | None:
        return self.known if self.node is None else self.node.opening_span


@dataclass(slots=True, kw_only=True)
class _Open:
    """An open tag, or an open block whose end tags can't cross."""

    name: str
    node: Node | None = None
    """The node of a tag; ``None`` for a block, and for an unreadable tag."""
    is_block: bool = False
    block: str = ""
    """For a tag that was left open, the block that ended first."""
    before: _Close | None = None
    outside: _Close | None = None


class _Balance(TreeBuilder):
    """Builds the tree again with an additional stack."""

    def __init__(self, stream: TokenStream) -> None:
        super().__init__(stream, None, slots=False, location=True)
        self._stack: list[_Open] = []
        self._blocks: list[str] = []
        """The types of the blocks in the stack."""
        self._left_open: list[_Open] = []
        self._unpaired: dict[str, list[_Open]] = {}
        """Openings whose closing has not been found, by name."""
        self._strays: list[tuple[str, _Close, tuple[str, ...]]] = []
        self._names: set[str] = set()

    def failures(self) -> Iterator[UnbalancedTag]:
        """The unbalanced tags once everything has been read."""
        for tag in (*self._left_open, *(one for one in self._stack if not one.is_block)):
            opening = tag.node.opening_span if tag.node is not None else None
            if opening is not None:
                before, outside = (None if close is None else close.span for close in (tag.before, tag.outside))
                yield UnbalancedTag(
                    name=tag.name, span=opening, is_open=True, block=tag.block, before=before, outside=outside
                )
        for name, close, near in self._strays:
            place = close.span
            if place is not None:
                yield UnbalancedTag(name=name, span=place, is_open=False, suggestions=near)

    def _inline(self, token: Token) -> None:
        self._begin_block(self._blocks[-1] if self._blocks else "")
        super()._inline(token)
        self._end_block()

    def _fence(self, token: Token) -> None:
        self._begin_block("fence")
        super()._fence(token)
        self._end_block()

    def _opened_or_closed(self, token: Token) -> Node | None:
        node = super()._opened_or_closed(token)
        content = token.meta.get("tag")
        if token.type == "error":
            self._unreadable(token.info)
        elif content is None:
            if token.nesting > 0 and node is not None:
                self._begin_block(node.type)
            elif token.nesting < 0:
                self._end_block()
        elif token.nesting > 0:
            self._names.add(content.name)
            self._stack.append(_Open(name=content.name, node=node))
        elif token.nesting < 0:
            known = token.meta.get("span")
            self._close_tag(content.name, _Close(node, Span(*known) if known else None))
        return node

    def _unreadable(self, content: str) -> None:
        """An unreadable tag is already an error, so its other half is not reported too."""
        found = _BROKEN.match(content)
        if found is None or content.endswith("/"):
            return
        if found[1]:
            self._close_tag(found[2], None)
        else:
            self._stack.append(_Open(name=found[2]))

    def _begin_block(self, name: str) -> None:
        self._blocks.append(name)
        self._stack.append(_Open(name=name, is_block=True))

    def _leave_open(self, tags: list[_Open]) -> None:
        self._left_open += tags
        for tag in tags:
            self._unpaired.setdefault(tag.name, []).append(tag)

    def _end_block(self) -> None:
        """Tags that are open in the block that ends now can't be closed any more."""
        left: list[_Open] = []
        while self._stack:
            last = self._stack.pop()
            if last.is_block:
                self._blocks.pop()
                for tag in left:
                    tag.block = last.name
                break
            left.append(last)
        self._leave_open(left[::-1])

    def _close_tag(self, name: str, close: _Close | None) -> None:
        index = len(self._stack) - 1
        lowest = max(-1, index - DEEPEST)
        while index > lowest and not self._stack[index].is_block and self._stack[index].name != name:
            index -= 1
        if index > lowest and not self._stack[index].is_block:
            for tag in self._stack[index + 1 :]:
                tag.before = close
            self._leave_open(self._stack[index + 1 :])
            del self._stack[index:]
        elif close is not None:
            self._stray(name, close)

    def _stray(self, name: str, close: _Close) -> None:
        """A closing that closes nothing here: of a tag left open, of a misspelt one, or of none."""
        if self._unpaired.get(name):
            self._unpaired[name].pop().outside = close
            return
        last = self._stack[-1] if self._stack else None
        near: tuple[str, ...] = ()
        if last is not None and not last.is_block and name not in self._names:
            near = nearest(name, (last.name,))
            if near:
                self._stack.pop()
        self._strays.append((name, close, near))
