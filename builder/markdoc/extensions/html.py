"""Reads a few harmless HTML elements as nodes; no HTML of an author is published as it is.

The elements are ``br``, ``img``, ``kbd``, ``sub``, ``sup``, ``a`` with only an id, and ``details`` with ``summary``.
Each becomes a Markdoc node with the few attributes that are named here. Other attributes are dropped, and other
elements stay text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import unescape

from builder.diagnostics.span import Span
from builder.markdoc.node import Annotation, Node
from builder.markdoc.spans.node_spans import FixedWhere

PAIRED = ("kbd", "sub", "sup")
"""Elements that become nodes of their names around their content."""
ANCHOR = "anchor"
"""The type of the node of ``<a id="…"></a>``."""
DETAILS_TAG = "details"

MOST_ELEMENTS = 1_000
"""In one line of text; a longer row of them stays text."""

_ATTRIBUTE = r"\s+([A-Za-z][\w-]{0,40})(?:\s{0,5}=\s{0,5}(?:\"([^\"<>]{0,2000})\"|'([^'<>]{0,2000})'))?"
_ELEMENT = re.compile(rf"<(/?)(br|img|kbd|sub|sup|a)((?:{_ATTRIBUTE}){{0,20}})\s{{0,5}}/?>", re.IGNORECASE)
_ATTRIBUTES = re.compile(_ATTRIBUTE)
_OPENING = re.compile(r"<details(\s+open(?:=\"[^\"<>]{0,20}\")?)?\s{0,5}>", re.IGNORECASE)
_SUMMARY = re.compile(
    r"\s{0,100}<summary>([^<]{0,1000}(?:<(?!/summary)[^<]{0,1000}){0,20})</summary>\s{0,100}", re.IGNORECASE
)
_CLOSING = re.compile(r"</details\s{0,5}>\Z", re.IGNORECASE)
_MARKS = re.compile(r"<[^<>]{0,200}>|\*{1,3}|`|(?<!\w)_|_(?!\w)")
_ID = re.compile(r"[A-Za-z][\w.:-]{0,199}\Z")


def read_html(document: Node, source: str) -> None:
    """Read the elements in a document's tree; ``source`` is its text."""
    if "<" not in source:
        return
    for node in [document, *document.walk()]:
        if any(child.type == "paragraph" for child in node.children):
            node.children = _with_details(node.children, source)
    for node in list(document.walk()):
        if any(child.type == "text" for child in node.children) and node.type != "fence":
            node.children = _with_elements(node.children, source)


# Elements in a line


def _with_elements(children: Sequence[Node], source: str) -> list[Node]:
    """The children with the elements between and around them; an element that isn't closed stays text."""
    pieces: list[Node | _Mark] = []
    for child in children:
        pieces += _pieces(child, source) if child.type == "text" else (child,)
    if not any(isinstance(piece, _Mark) for piece in pieces):
        return list(children)
    return _joined(pieces)


class _Mark:
    """The opening or the end of an element."""

    def __init__(self, match: re.Match[str], text: Node) -> None:
        self.name = match[2].lower()
        self.is_end = bool(match[1])
        self.attributes = _attributes(match[3])
        self.text = text
        """The node that shows it if it can't be read."""


def _pieces(text: Node, source: str) -> list[Node | _Mark]:
    content = text.attributes.get("content")
    span = text.span
    if not isinstance(content, str) or "<" not in content or span is None:
        return [text]
    shown = list(_ELEMENT.finditer(content))
    written = [each for each in _ELEMENT.finditer(source, span.start, span.end) if source[each.start() - 1] != "\\"]
    # Escapes and entities are in the text too, and are meant as text.
    if not shown or len(shown) > MOST_ELEMENTS or [each[0] for each in shown] != [each[0] for each in written]:
        return [text]
    found: list[Node | _Mark] = []
    at, place = 0, span.start
    for match, origin in zip(shown, written, strict=True):
        found += _text(content[at : match.start()], place, origin.start(), text)
        found.append(_Mark(match, _text(match[0], origin.start(), origin.end(), text)[0]))
        at, place = match.end(), origin.end()
    return [*found, *_text(content[at:], place, span.end, text)]


def _text(content: str, start: int, end: int, like: Node) -> list[Node]:
    return [_node("text", {"content": content}, Span(start, end), like)] if content else []


def _node(kind: str, attributes: Mapping[str, object], span: Span, like: Node) -> Node:
    node = Node(kind, dict(attributes))
    node.inline, node.lines, node.file, node.where = True, like.lines, like.file, FixedWhere(span)
    return node


def _joined(pieces: Sequence[Node | _Mark]) -> list[Node]:
    """The nodes of the pieces, with each element that is closed around its content."""
    levels: list[tuple[_Mark | None, list[Node]]] = [(None, [])]
    for piece in pieces:
        if isinstance(piece, Node):
            levels[-1][1].append(piece)
        elif piece.is_end:
            _close(levels, piece)
        elif piece.name in PAIRED or piece.name == "a":
            levels.append((piece, []))
        else:
            levels[-1][1].append(_void(piece))
    while len(levels) > 1:
        _unclosed(levels)
    return levels[0][1]


def _close(levels: list[tuple[_Mark | None, list[Node]]], end: _Mark) -> None:
    if all(mark is None or mark.name != end.name for mark, _ in levels):
        levels[-1][1].append(end.text)
        return
    while (mark := levels[-1][0]) is not None and mark.name != end.name:
        _unclosed(levels)
    opening, content = levels.pop()
    assert opening is not None
    levels[-1][1].extend(_element(opening, content, end))


def _unclosed(levels: list[tuple[_Mark | None, list[Node]]]) -> None:
    mark, content = levels.pop()
    assert mark is not None
    levels[-1][1].extend((mark.text, *content))


def _element(opening: _Mark, content: list[Node], end: _Mark) -> list[Node]:
    start, behind = opening.text.span, end.text.span
    assert start is not None
    assert behind is not None
    span = Span(start.start, behind.end)
    if opening.name in PAIRED:
        node = _node(opening.name, {}, span, opening.text)
        node.children = content
        return [node]
    name = opening.attributes.get("id") or opening.attributes.get("name") or ""
    if "href" in opening.attributes or not _ID.match(name):
        return [opening.text, *content, end.text]
    return [_node(ANCHOR, {"name": name}, span, opening.text), *content]


def _void(mark: _Mark) -> Node:
    span = mark.text.span
    assert span is not None
    if mark.name == "br":
        return _node("hardbreak", {}, span, mark.text)
    source = mark.attributes.get("src", "").strip()
    if not source:
        return mark.text
    kept = {name: mark.attributes[name] for name in ("alt", "title") if mark.attributes.get(name)}
    return _node("image", {"src": source, **kept}, span, mark.text)


def _attributes(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _ATTRIBUTES.finditer(text):
        found.setdefault(match[1].lower(), unescape(match[2] or match[3] or ""))
    return found


# Details


class _Fold:
    """An open ``details``: its blocks so far, and those that show it if it is never closed."""

    def __init__(self, start: int, attributes: dict[str, object]) -> None:
        self.start = start
        self.attributes = attributes
        self.shown: list[Node] = []
        self.content: list[Node] = []


def _with_details(children: Sequence[Node], source: str) -> list[Node]:
    """The blocks, with those between ``<details>`` and its end inside a tag."""
    found: list[Node] = []
    folds: list[_Fold] = []
    for child in children:
        rest: Node | None = child
        fold = _opened(child, source)
        if fold is not None:
            folds.append(fold)
            rest = _after(child, fold)
        elif folds and not folds[-1].content and "title" not in folds[-1].attributes:
            rest = _titled(child, folds[-1], source)
        closes = bool(folds) and child.type == "paragraph" and _CLOSING.search(_source(child, source)) is not None
        if folds:
            folds[-1].shown.append(child)
            if closes and rest is not None:
                rest = _before_end(rest)
            folds[-1].content += [rest] if rest is not None else []
        else:
            found.append(child)
        if closes:
            done = folds.pop()
            (folds[-1].content if folds else found).append(_details(done, child))
            if folds:
                folds[-1].shown += done.shown
    # A fold that is never closed is shown as it is written.
    return found + (folds[0].shown + [node for fold in folds[1:] for node in fold.shown] if folds else [])


def _source(node: Node, source: str) -> str:
    span = node.span
    return source[span.start : span.end] if span is not None else ""


def _opened(node: Node, source: str) -> _Fold | None:
    if node.type != "paragraph" or node.span is None:
        return None
    text = _source(node, source)
    opening = _OPENING.match(text)
    summary = _SUMMARY.match(text, opening.end()) if opening is not None else None
    if opening is None or (summary is None and text[opening.end() :].strip()):
        return None
    attributes: dict[str, object] = {"open": True} if opening[1] else {}
    fold = _Fold(node.span.start, attributes)
    if summary is not None:
        attributes["title"] = _plain(summary[1])
        fold.start = node.span.start + summary.end()
    return fold


def _titled(node: Node, fold: _Fold, source: str) -> Node | None:
    """The block after ``<details>``, whose summary is a paragraph of its own."""
    summary = _SUMMARY.match(_source(node, source)) if node.type == "paragraph" else None
    if summary is None or node.span is None:
        return node
    fold.attributes["title"] = _plain(summary[1])
    fold.start = node.span.start + summary.end()
    return _after(node, fold)


def _plain(text: str) -> str:
    return " ".join(unescape(_MARKS.sub("", text)).split())


def _after(paragraph: Node, fold: _Fold) -> Node | None:
    """The paragraph without the part before the fold's content; ``None`` if nothing is left."""
    inline = paragraph.children[0] if paragraph.children else None
    if "title" not in fold.attributes or inline is None:
        return None
    kept = [node for node in inline.children if node.span is not None and node.span.start >= fold.start]
    return _paragraph(paragraph, inline, kept)


def _before_end(paragraph: Node) -> Node | None:
    """The paragraph without the end of the fold; ``None`` if nothing is left."""
    inline = paragraph.children[0] if paragraph.children else None
    if inline is None or not inline.children:
        return None
    *kept, last = inline.children
    content = last.attributes.get("content")
    if last.type == "text" and isinstance(content, str):
        shorter = _CLOSING.sub("", content)
        if shorter.strip() and last.span is not None:
            kept.append(_node("text", {"content": shorter}, Span(last.span.start, last.span.end), last))
    while kept and kept[-1].type in ("softbreak", "hardbreak"):
        kept.pop()
    return _paragraph(paragraph, inline, kept)


def _paragraph(like: Node, inline: Node, kept: list[Node]) -> Node | None:
    if not kept:
        return None
    first, last = kept[0].span, kept[-1].span
    span = Span(first.start, last.end) if first is not None and last is not None else inline.span
    line, block = Node("inline"), Node("paragraph")
    for node, children in ((line, kept), (block, [line])):
        node.children, node.lines, node.file, node.where = children, like.lines, like.file, FixedWhere(span)
    return block


def _details(fold: _Fold, last: Node) -> Node:
    first = fold.shown[0]
    node = Node("tag", fold.attributes, tag=DETAILS_TAG)
    node.children, node.lines, node.file = fold.content, first.lines, first.file
    start, end = first.span, last.span
    node.where = FixedWhere(Span(start.start, end.end) if start is not None and end is not None else None)
    node.annotations += [Annotation("attribute", name, value) for name, value in fold.attributes.items()]
    return node
