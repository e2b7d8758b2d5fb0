"""Markdown between elements: links, images, ids of headings, and characters that Markdoc would interpret."""

from __future__ import annotations

import re

from builder.importing.constructs.conversion import Conversion
from builder.importing.constructs.python_text import python_text
from builder.importing.ids import valid_id
from builder.importing.markup.nodes import MarkupText, Node, SourceNode
from builder.importing.markup.tags import read_attributes
from builder.importing.markup.values import opening

_TAIL = re.compile(
    r"(\]\([ \t]*)(<[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)((?:\s+(?:\"[^\"]*\"|'[^']*'))?[ \t]*\))"
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_DEFINITION = re.compile(r"^([ \t]{0,3}\[(?!\^)[^\[\]\n]{1,200}\]:[ \t]*)(<[^<>\n]*>|[^\s]+)", re.MULTILINE)
_IMAGE_BEFORE = re.compile(r"!\[(?:[^\[\]\\\n]|\\.|\[[^\[\]\n]*\])*\Z")
_HEADING_ID = re.compile(r"[ \t]*\\?\{#([\w.:-]+)\\?\}[ \t]*$", re.MULTILINE)
_TAG_SIGN = re.compile(r"\\?(\{(?=%)|%\})")
_LINE_BELOW = re.compile(r"^(?![ \t]*(?:[-*+]|\d+[.)])[ \t])(\S[^\n]*)\n(?=(?:-{2,}|=+)[ \t]*$)", re.MULTILINE)
_ANNOTATION = re.compile(r"[ \t]?\{%[ \t]+((?:[#.][\w-]+|[A-Za-z][\w-]*=)[^%\n]{0,400}?)[ \t]*%\}")
NODE_ATTRIBUTES = frozenset(
    {"id", "class", "width", "colspan", "rowspan", "align", "kind", "optional", "skip", "collect", "secret"}
)
"""Attributes of a heading, a paragraph, an item or a cell."""
_FEATURES = (
    ("footnotes", "[^", re.compile(r"^[ \t]{0,3}\[\^[^\]\s]{1,60}\]:", re.MULTILINE)),
    ("task_lists", "[", re.compile(r"^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[[ xX]\][ \t]", re.MULTILINE)),
    ("abbreviations", "*[", re.compile(r"^\*\[[^\]\n]{1,80}\]:[ \t]*\S", re.MULTILINE)),
)
"""Keys of ``markdown`` in the configuration, a sign that is quick to find, and a pattern."""
_DEFINITIONS = re.compile(r"^\S[^\n]*\n\n?:[ \t]{1,3}\S", re.MULTILINE)
_BARE_URL = re.compile(r"(?:^|[ \t\n>])https?://[^\s<>\]]{3,}")
_ANNOTATED_ID = re.compile(r"(\{%[^%\n]{0,200}?\s)#(\d[\w-]*)(?=[^%\n]{0,200}%\})")


def convert_text(node: MarkupText, page: Conversion) -> tuple[Node, ...]:
    """A text with its links and images resolved for the new project."""
    text = _markdoc(node.text) if page.dialect.markdoc else escape(node.text)
    if page.dialect.python:
        text = python_text(text, node.line, page)
    if "](" in text:
        text = _TAIL.sub(lambda found: _resource(found, node.line, page), text)
    if "]:" in text:
        text = _DEFINITION.sub(lambda found: found[1] + _target(found[2], node, found, page), text)
    if not page.dialect.markdoc:
        _switch_on(text, page)
    if "{#" in text:
        text = _HEADING_ID.sub(lambda found: f" {{% #{_identifier(found[1])} %}}", text)
    return (MarkupText(text, node.line),)


def _markdoc(text: str) -> str:
    """Text of Markdoc: ids are made valid, unknown attributes of nodes go, a line below a text underlines nothing."""
    text = _ANNOTATION.sub(_known_attributes, text) if "{%" in text else text
    return _ANNOTATED_ID.sub(_sound_id, _LINE_BELOW.sub(r"\1\n\n", text))


def _known_attributes(found: re.Match[str]) -> str:
    """An annotation with the attributes that Handrail's nodes have; empty without any."""
    given = read_attributes(found[1])
    if not given or any(each.kind == "primary" for each in given):
        return found[0]
    kept = {
        each.name: each.value if each.kind == "text" else SourceNode(each.value)
        for each in given
        if each.name in NODE_ATTRIBUTES
    }
    return found[0] if len(kept) == len(given) else opening("", kept, closes=False) if kept else ""


def _sound_id(found: re.Match[str]) -> str:
    return f"{found[1]}#id-{found[2]}"


def escape(text: str) -> str:
    """A text with tag delimiters escaped."""
    return _TAG_SIGN.sub(lambda found: "\\" + found[1], text) if "{%" in text or "%}" in text else text


def _identifier(text: str) -> str:
    return valid_id(text)


def _line(start: int, text: str, offset: int) -> int:
    return start + text.count("\n", 0, offset)


def _resource(found: re.Match[str], start: int, page: Conversion) -> str:
    line = _line(start, found.string, found.start())
    written = found[2]
    bare = _ESCAPED.sub(r"\1", written[1:-1] if written.startswith("<") else written)
    before = found.string[max(0, found.start() - 500) : found.start()]
    is_image = _IMAGE_BEFORE.search(before) is not None
    if "{{" in bare or "{%" in bare:
        page.left("macro in an address", line, bare[:120])
        return f"]\\({written}{found[3]}"
    if not bare and not is_image:
        page.left("link without a target", line, "")
        return "](#top)"
    target = page.image(bare, line) if is_image else page.link(bare, line)
    if any(mark in target for mark in " \t") or (written.startswith("<") and not target):
        target = f"<{target}>"
    return "](" + target + found[3].replace(" )", ")")


def _target(written: str, node: MarkupText, found: re.Match[str], page: Conversion) -> str:
    line = _line(node.line, found.string, found.start())
    bare = _ESCAPED.sub(r"\1", written[1:-1] if written.startswith("<") else written)
    target = page.link(bare, line)
    return f"<{target}>" if " " in target else target


def _switch_on(text: str, page: Conversion) -> None:
    """Record which Markdown extensions a text uses, so that the new project switches them on."""
    for key, sign, pattern in _FEATURES:
        if sign in text and pattern.search(text):
            page.shared.markdown.add(key)
    if page.dialect.python and _DEFINITIONS.search(text):
        page.shared.markdown.add("definition_lists")
    if not page.dialect.python and "://" in text and _BARE_URL.search(text):
        page.shared.markdown.add("linkify")
