"""Writes a tree of nodes as Markdoc.

Blocks get lines of their own, with blank lines around them. The content of an element loses
the indentation that only makes it easier to read; the content of a list item keeps the one that makes it part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from builder.importing.markup.block_lines import indentation
from builder.importing.markup.nodes import (
    CodeNode,
    Comment,
    Element,
    Expression,
    Fence,
    MarkupTag,
    MarkupText,
    Node,
    Prefixed,
    Raw,
)
from builder.importing.markup.settle import SettledEntry, settle
from builder.importing.markup.values import opening

_ONLY_MARKER = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]*\Z")
_BACKTICKS = re.compile(r"`+")
_TILDES_OR_TICKS = re.compile(r"^[ \t]*(`{3,}|~{3,})")


def write_page(nodes: Sequence[Node]) -> str:
    """A page's body, which ends with a line's end."""
    lines = block_lines(nodes, root=True)
    return "\n".join(lines).strip("\n") + "\n" if any(line.strip() for line in lines) else ""


def block_lines(nodes: Sequence[Node], *, root: bool = False) -> list[str]:
    """The lines of blocks, without blank lines at their ends."""
    entries = _dedented(_entries(nodes), root=root)
    lines = settle(entries)
    while lines and not lines[-1].strip():
        lines.pop()
    while lines and not lines[0].strip():
        lines.pop(0)
    return lines


def inline(nodes: Iterable[Node]) -> str:
    """The text of nodes that are part of a sentence."""
    return "".join(_inline(node) for node in nodes)


def _inline(node: Node) -> str:
    match node:
        case MarkupText(text=text) | CodeNode(text=text) | Raw(text=text):
            return text
        case MarkupTag(name=name, attributes=attributes, children=None):
            return opening(name, attributes, closes=True)
        case MarkupTag(name=name, attributes=attributes, children=children):
            return opening(name, attributes, closes=False) + inline(children or ()) + f"{{% /{name} %}}"
        case Comment(text=text):
            return f"<!--{text}-->"
        case Fence(body=body):
            return "`` " + " ".join(body) + " ``"
        case Prefixed(children=children):
            return inline(children)
        case Expression(source=source):
            return "{" + source + "}"
        case Element(source=source, children=children, name=name):
            return source + inline(children) + ("" if not children else f"</{name}>")
        case _:
            return ""


def is_block(node: Node) -> bool:
    """Whether a node has lines of its own."""
    match node:
        case Fence() | Prefixed():
            return True
        case MarkupTag(block=block) | Comment(block=block):
            return block
    return False


def _entries(nodes: Sequence[Node]) -> list[SettledEntry]:
    """Lines of text and blocks, with their columns."""
    found: list[SettledEntry] = []
    buffer: list[str] = []
    for node in nodes:
        if is_block(node):
            marker = _flush("".join(buffer), found, before_block=True)
            buffer = []
            found.append(_block(node, marker))
        else:
            buffer.append(_inline(node))
    _flush("".join(buffer), found, before_block=False)
    return found


def _flush(buffer: str, found: list[SettledEntry], *, before_block: bool) -> str:
    """Add the buffered text; gives the marker of a list item that the next block follows on its line.

    After a block, the buffer begins with the rest of the line on which the block ended.
    """
    if not buffer:
        return ""
    lines = buffer.split("\n")
    marker = ""
    if before_block:
        last = lines.pop()
        if not last.strip() and lines and _ONLY_MARKER.match(lines[-1]):
            # After a marker alone on its line, a blank line would end the item.
            last = lines.pop()
        if _ONLY_MARKER.match(last):
            marker = last
        elif last.strip():
            lines.append(last)
    for number, line in enumerate(lines):
        if number == 0 and not line.strip() and (found or len(lines) > 1):
            continue
        found.append(
            SettledEntry(
                kind="text",
                column=indentation(line),
                lines=(line.strip(" \t\r") + _hard_break(line),),
                loose=number == 0,
            )
        )
    return marker


def _hard_break(line: str) -> str:
    return "  " if line.endswith("  ") and line.strip() else ""


def _block(node: Node, marker: str) -> SettledEntry:
    match node:
        case Fence(column=column):
            return SettledEntry(kind="code", column=column, lines=tuple(fence_lines(node)), marker=marker)
        case Prefixed(column=column, tight=tight):
            return SettledEntry(kind="quote", column=column, lines=tuple(_prefixed(node)), marker=marker, tight=tight)
        case MarkupTag(column=column):
            return SettledEntry(kind="tag", column=column, lines=tuple(_tag_lines(node)), marker=marker)
        case Comment(text=text, column=column):
            return SettledEntry(kind="tag", column=column, lines=tuple(f"<!--{text}-->".split("\n")), marker=marker)
    raise TypeError(type(node).__name__)


def _tag_lines(tag: MarkupTag) -> list[str]:
    if tag.children is None:
        return [opening(tag.name, tag.attributes, closes=True)]
    inner = block_lines(tag.children)
    lines = [opening(tag.name, tag.attributes, closes=False), *inner]
    if inner and (inner[-1].startswith((" ", "|", "- ", "* ", "+ ", ">")) or inner[-1][:1].isdigit()):
        lines.append("")
    lines.append(f"{{% /{tag.name} %}}")
    return lines


def _prefixed(node: Prefixed) -> list[str]:
    lines = block_lines(node.children)
    if not lines:
        return [node.first.rstrip()]
    first, *rest = lines
    return [node.first + first, *((node.rest + line).rstrip() for line in rest)]


def fence_lines(fence: Fence) -> list[str]:
    """A fenced block: its boundary is longer than any inside."""
    longest = max((len(found[1]) for line in fence.body if (found := _TILDES_OR_TICKS.match(line))), default=2)
    mark = "`" * max(3, longest + 1)
    return [f"{mark}{fence.info}", *fence.body, mark]


def _dedented(entries: list[SettledEntry], *, root: bool) -> list[SettledEntry]:
    """The entries without the indentation that they all have; a page itself keeps its own."""
    if root:
        return entries
    columns = [entry.column for entry in entries if not entry.loose and any(line.strip() for line in entry.lines)]
    base = min(columns, default=0)
    return [
        msgspec.structs.replace(entry, column=0 if entry.loose else max(0, entry.column - base)) for entry in entries
    ]
