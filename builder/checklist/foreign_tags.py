"""Tags of other template languages, such as ``{% include x.html %}`` and ``{% note %} … {% endnote %}``.

Read as Markdoc they are never closed, so they hold all that follows them, often inside one line of a paragraph. Here
such content is put back beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from builder.markdoc import Node
from builder.markdoc.resolver import with_changes

ENDING = "end"
"""The beginning of a closing tag's name: ``endnote``."""
FOREIGN_NOTE = "foreign-note"
"""The name given to a note of another template language; its attribute ``tone`` is info or warning."""
_NOTE = re.compile(r"note|tip|hint|info|important|warning|caution|danger|alert|callout|admonition|notice|details")
_WARNS = re.compile(r"warn|caution|danger|error|critical|alert_?important")
_OPENING = re.compile(r"\{%-?\s*(\w+)([^%\n]{0,80})")
_LONGEST_TAG = 120
MOST_BLOCKS = 40
"""The maximum number of blocks in a note, so that notes that are never closed cost little."""
_INLINE = frozenset({"text", "strong", "em", "s", "code", "link", "image", "hardbreak", "softbreak", "error", "tag"})


def unfolded(children: Sequence[Node], text: str) -> Sequence[Node]:
    """The children of a block, with the siblings that their unclosed tags contain; ``text`` is their source."""
    if not any(map(_is_folded, children)):
        return children
    return list(_unfold(children, text))


def is_foreign_note(node: Node) -> bool:
    """Whether a tag is a note of another template language, by its name."""
    return node.type == "tag" and node.tag == FOREIGN_NOTE


def _is_folded(node: Node) -> bool:
    """Whether a tag in a paragraph or in an item's line holds blocks, or a tag holds its own end."""
    if node.type == "tag":
        return _end_of(node) is not None or (node.tag or "").startswith(ENDING)
    if node.type == "paragraph":
        return any(child.type == "inline" and _is_folded(child) for child in node.children)
    return node.type in ("inline", "fence") and _spills(node)


def _unfold(children: Sequence[Node], text: str) -> Iterator[Node]:
    waiting = [iter(children)]
    while waiting:
        node = next(waiting[-1], None)
        if node is None:
            waiting.pop()
        elif node.type in ("paragraph", "inline", "fence") and _is_folded(node):
            if node.type == "fence":
                yield node
            waiting.append(_spread(node, text))
        elif node.type == "error" and (opened := _opened_note(node, text)) is not None:
            name, said = opened
            inner, rest = _until_end(waiting[-1], name)
            if rest is not None:
                yield _note(node, name + said, inner)
            waiting.append(iter(inner if rest is None else rest))
        elif node.type == "tag" and (end := _end_of(node)) is not None:
            inner = node.children[:end]
            if node.tag is not None and _NOTE.match(node.tag) is not None:
                yield _note(node, node.tag + repr(node.attributes), inner)
            else:
                yield with_changes(node, node.attributes, inner, node.slots)
            waiting.append(iter(node.children[end:]))
        elif node.type == "tag" and (node.tag or "").startswith(ENDING):
            waiting.append(iter(node.children))
        else:
            yield node


def _until_end(following: Iterator[Node], name: str) -> tuple[list[Node], list[Node] | None]:
    """The blocks of a note, and those inside its closing tag; ``None`` if none of the next blocks closes it."""
    inner: list[Node] = []
    for node in following:
        if node.type == "tag" and node.tag == ENDING + name:
            return inner, node.children
        inner.append(node)
        if len(inner) >= MOST_BLOCKS:
            break
    return inner, None


def _opened_note(node: Node, text: str) -> tuple[str, str] | None:
    """The name and the other words of a note's opening tag that Markdoc can't read: ``{% alert warning %}``."""
    if node.span is None:
        return None
    found = _OPENING.match(text[node.span.start : node.span.start + _LONGEST_TAG])
    return (found[1], found[2]) if found is not None and _NOTE.match(found[1]) is not None else None


def _note(node: Node, said: str, inner: list[Node]) -> Node:
    tone = "warning" if _WARNS.search(said) is not None else "info"
    note = with_changes(node, {"tone": tone}, inner, {})
    note.type, note.tag = "tag", FOREIGN_NOTE
    return note


def _end_of(node: Node) -> int | None:
    """The index of the child that would end a tag in other languages."""
    name = f"{ENDING}{node.tag}"
    return next((at for at, child in enumerate(node.children) if child.type == "tag" and child.tag == name), None)


def _spread(node: Node, text: str) -> Iterator[Node]:
    """Lines of a paragraph, cut where a tag in them holds blocks, and those blocks; of a fence the blocks alone."""
    run: list[Node] = []
    lines = [node] if node.type == "inline" else node.children
    waiting = [iter([inner for line in lines for inner in (line.children if line.type == "inline" else [line])])]
    while waiting:
        inner = next(waiting[-1], None)
        if inner is None:
            waiting.pop()
        elif _bounds_note(inner, text):
            yield from _line(node, run)
            run = []
            yield inner
        elif inner.type == "inline" or (inner.type == "tag" and _spills(inner)):
            waiting.append(iter(inner.children))
        elif inner.type in _INLINE:
            run.append(inner)
        else:
            yield from _line(node, run)
            run = []
            yield inner
    yield from _line(node, run)


def _bounds_note(node: Node, text: str) -> bool:
    """Whether a tag opens or ends a note."""
    if node.type == "error":
        return _opened_note(node, text) is not None
    ends = node.type == "tag" and (node.tag or "").startswith(ENDING)
    return ends and _NOTE.match((node.tag or "").removeprefix(ENDING)) is not None


def _spills(node: Node) -> bool:
    """Whether a line or code, or a tag in it, holds blocks."""
    return any(child.type not in _INLINE or (child.type == "tag" and _spills(child)) for child in node.children)


def _line(node: Node, run: list[Node]) -> Iterator[Node]:
    """A line of the paragraph's or item's type with these words."""
    if not run or node.type == "fence":
        return
    if node.type == "inline":
        yield with_changes(node, node.attributes, run, node.slots)
    else:
        inline = next(child for child in node.children if child.type == "inline")
        yield with_changes(node, node.attributes, [with_changes(inline, inline.attributes, run, inline.slots)], {})
