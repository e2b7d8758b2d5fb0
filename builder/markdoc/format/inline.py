"""Source text of inline nodes: text, emphasis, links, code, inline tags (MARKDOC 8).

Text is escaped where it would be markup. *Light* escaping covers characters that are always markup, also at the start
of a line; *careful* escaping covers everything that may be markup.
"""

from __future__ import annotations

import re
from typing import Any

from builder.markdoc.equivalence import with_texts_joined
from builder.markdoc.format.values import closing, format_value, opening
from builder.markdoc.node import Node

_LINE_START = re.compile(
    r"#{1,6}(?=[ \t]|\Z)|>|[-+*](?=[ \t]|\Z)|([-*_])(?:[ \t]*\1){2,}[ \t]*\Z|```|~~~|\[[^\]]*\]:|<!--|[-:|][-:| \t]*\Z"
)
_ORDERED = re.compile(r"(\d{1,9})([.)])(?=[ \t]|\Z)")
_ALWAYS = re.compile(r"\\(?=[!-/:-@\[-`{-~]|\Z)|\{(?=%)|&(?=#?\w+;)|[\u00a0\n]")
_CAREFUL = re.compile(
    r"\\|\{(?=%)|&(?=#?\w+;)|[\u00a0\n]|[*`\[\]]|(?<![^\W_])_|_(?![^\W_])|<(?=[\w/!?])|~(?=~)|(?<=~)~|!(?=\[|\Z)"
)
_ENTITIES = {"&": "&amp;", "\u00a0": "&nbsp;", "\n": "&#10;"}
_AUTOLINK = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^<>\x00-\x20]*\Z")
_PARENTHESES = re.compile(r"[()]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_IN_TITLE = re.compile(r'\\(?=[!-/:-@\[-`{-~]|\Z)|"')
_BACKTICKS = re.compile("`+")


class InlineFormatter:
    """Writes inline nodes, with one degree of escaping."""

    __slots__ = ("_careful",)

    def __init__(self, *, careful: bool) -> None:
        self._careful = careful

    def content(self, nodes: list[Node], *, line_start: bool = True, annotated: bool = False) -> str:
        """The source of one block's inline nodes; ``annotated`` if annotations follow on the same line."""
        text = "".join(self._pieces(nodes, line_start))
        if text.startswith((" ", "\t")) and line_start:
            text = f"&#{ord(text[0])};{text[1:]}"
        if text.endswith((" ", "\t")) and not annotated:
            text = f"{text[:-1]}&#{ord(text[-1])};"
        return text

    def _pieces(self, nodes: list[Node], line_start: bool) -> list[str]:
        pieces: list[str] = []
        for node in with_texts_joined(nodes):
            is_text = node.type == "text"
            piece = self._text(node.attributes.get("content"), line_start) if is_text else self._node(node)
            pieces.append(piece)
            if piece:
                line_start = piece.endswith("\n")
        return pieces

    def _node(self, node: Node) -> str:
        attributes = node.attributes
        match node.type:
            case "softbreak":
                return "\n"
            case "hardbreak":
                return "\\\n"
            case "code":
                return _code(str(attributes.get("content", "")))
            case "em":
                return self._wrapped(node, str(attributes.get("marker") or "*"))
            case "strong":
                return self._wrapped(node, str(attributes.get("marker") or "**"))
            case "s":
                return self._wrapped(node, "~~")
            case "link":
                return self._link(node)
            case "image":
                return f"![{attributes.get('alt') or ''}]({_target(attributes.get('src'), attributes.get('title'))})"
            case "comment":
                return f"<!-- {attributes.get('content', '')} -->"
            case "tag":
                inner = "".join(self._pieces([*node.slots.values(), *node.children], False))
                return "".join(opening(node, 0)) + inner + closing(node)
        return "".join(self._pieces(node.children, False))

    def _wrapped(self, node: Node, marker: str) -> str:
        return marker + "".join(self._pieces(node.children, False)) + marker

    def _link(self, node: Node) -> str:
        href, title = node.attributes.get("href"), node.attributes.get("title")
        only = node.children[0] if len(node.children) == 1 else None
        if not title and only is not None and only.attributes.get("content") == href and _is_uri(href):
            return f"<{href}>"
        return f"[{''.join(self._pieces(node.children, False))}]({_target(href, title)})"

    def _text(self, content: Any, line_start: bool) -> str:
        if not isinstance(content, str):
            return f"{{% {format_value(content)} %}}"
        text = (_CAREFUL if self._careful else _ALWAYS).sub(_escape, content)
        if not line_start:
            return text
        if _LINE_START.match(content):
            return text if text.startswith("\\") else f"\\{text}"
        return _ORDERED.sub(r"\1\\\2", text, count=1) if _ORDERED.match(content) else text


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    return _ENTITIES.get(character) or f"\\{character}"


def _is_uri(href: object) -> bool:
    return isinstance(href, str) and bool(_AUTOLINK.match(href))


def _code(content: str) -> str:
    runs = {len(run) for run in _BACKTICKS.findall(content)}
    length = 1
    while length in runs:
        length += 1
    blank = content.startswith(" ") and content.endswith(" ") and content.strip(" ")
    padding = " " if blank or content.startswith("`") or content.endswith("`") else ""
    fence = "`" * length
    return f"{fence}{padding}{content}{padding}{fence}"


def _target(address: Any, title: Any) -> str:
    """The text between the parentheses of a link or an image."""
    if isinstance(address, str):
        written = _PARENTHESES.sub(r"\\\g<0>", _ENTITY.sub("&amp;", address))
    else:
        written = f"{{% {format_value(address)} %}}"
    if not isinstance(title, str) or not title:
        return written
    escaped = _ENTITY.sub("&amp;", _IN_TITLE.sub(r"\\\g<0>", title))
    return f'{written} "{escaped}"'
