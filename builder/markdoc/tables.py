"""``{% table %}``: its lists become rows, its items cells."""

from __future__ import annotations

from collections.abc import Sequence

from builder.markdoc.node import Node, NodeError
from builder.markdoc.spans.node_spans import FixedWhere


def convert_table(tag: Node, conditional_tags: Sequence[str]) -> None:
    """Give a table tag one ``table`` child, made from its lists.

    The first list is the header, unless another child comes first. A tag that contains a Markdown table, or nothing,
    stays unchanged.
    """
    if not tag.children or tag.children[0].type == "table":
        return
    first, *rest = tag.children
    head, body = Node("thead"), Node("tbody")
    table = Node("table", tag.attributes, [head, body])
    whole = FixedWhere(tag.span, tag.opening_span)
    for made in (table, head, body):
        made.where = whole
    if first.type == "list":
        head.children.append(_row(first, "th"))
    for child in rest:
        if child.type == "list":
            body.children.append(_row(child, "td"))
        elif _is_conditional(child, conditional_tags):
            _convert_conditional(child, conditional_tags)
            body.children.append(child)
        elif child.type != "hr" and not _is_comment(child):
            tag.errors.append(_unexpected(child))
    tag.children = [table]


def _row(row: Node, cell_type: str) -> Node:
    row.type = "tr"
    row.attributes = {}
    for cell in row.children:
        cell.type = cell_type
    return row


def _is_conditional(node: Node, conditional_tags: Sequence[str]) -> bool:
    return node.type == "tag" and node.tag in conditional_tags


def _is_comment(node: Node) -> bool:
    return node.type == "comment" or (node.type == "tag" and node.tag == "comment")


def _convert_conditional(node: Node, conditional_tags: Sequence[str]) -> None:
    """The lists in a conditional between rows are rows too; separators in it are dropped."""
    kept: list[Node] = []
    for child in node.children:
        if child.type == "hr":
            continue
        if child.type == "list":
            _row(child, "td")
        elif not (_is_comment(child) or child.tag == "else" or _is_conditional(child, conditional_tags)):
            node.errors.append(_unexpected(child))
            continue
        kept.append(child)
    node.children = kept


def _unexpected(node: Node) -> NodeError:
    what = f"{node.type} {node.tag}" if node.tag else node.type
    message = f"Found {what} where a list was expected. Make sure all content inside table cells is indented."
    return NodeError(id="table-syntax", level="critical", message=message, location=node.location, span=node.span)
