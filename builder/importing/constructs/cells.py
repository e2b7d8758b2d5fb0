"""Blocks in a row of a Markdown table, which must fit on one line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from builder.importing.markup.nodes import CodeNode, Fence, MarkupTag, MarkupText, Node, Prefixed, Raw
from builder.importing.markup.writer import is_block

_BREAK = Raw("{% br /%}")


def flattened(nodes: Iterable[Node]) -> Sequence[Node]:
    """The nodes as parts of a sentence, with line breaks between former blocks."""
    found: list[Node] = []
    after_block = False
    for node in nodes:
        block = is_block(node)
        if isinstance(node, MarkupText) and not node.text.strip():
            continue
        if found and (block or after_block):
            found.append(_BREAK)
        found.extend(_flat(node))
        after_block = block
    return found


def _flat(node: Node) -> list[Node]:
    match node:
        case MarkupText(text=text, line=line):
            return [MarkupText(" ".join(text.split("\n")).strip(), line)]
        case Fence(body=body, line=line):
            return [CodeNode(f"`{' '.join(each.strip() for each in body)}`", line)]
        case Prefixed(first=first, children=children):
            mark = "• " if first.startswith("- ") else first if first[:1].isdigit() else ""
            return [*([Raw(mark)] if mark else []), *flattened(children)]
        case MarkupTag(name=name, attributes=attributes, children=children, line=line):
            inner = None if children is None else tuple(flattened(children))
            return [MarkupTag(name=name, attributes=attributes, children=inner, block=False, column=0, line=line)]
    return [node]
