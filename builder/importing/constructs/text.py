"""Markdown between elements: links, images, ids of headings, signs that Markdoc would read."""

from __future__ import annotations

import re

from builder.importing.constructs.conversion import Conversion
from builder.importing.constructs.python_text import python_text
from builder.importing.ids import valid_id
from builder.importing.markup.nodes import Node, Text

_TAIL = re.compile(
    r"(\]\([ \t]*)(<[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)((?:\s+(?:\"[^\"]*\"|'[^']*'))?[ \t]*\))"
)
_DEFINITION = re.compile(r"^([ \t]{0,3}\[(?!\^)[^\[\]\n]{1,200}\]:[ \t]*)(<[^<>\n]*>|[^\s]+)", re.MULTILINE)
_IMAGE_BEFORE = re.compile(r"!\[(?:[^\[\]\\\n]|\\.|\[[^\[\]\n]*\])*\Z")
_HEADING_ID = re.compile(r"[ \t]*\\?\{#([\w.:-]+)\\?\}[ \t]*$", re.MULTILINE)
_TAG_SIGN = re.compile(r"\\?(\{(?=%)|%\})")
_LINE_BELOW = re.compile(r"^(?![ \t]*(?:[-*+]|\d+[.)])[ \t])(\S[^\n]*)\n(?=(?:-{2,}|=+)[ \t]*$)", re.MULTILINE)
_ANNOTATED_ID = re.compile(r"(\{%[^%\n]{0,200}?\s)#(\d[\w-]*)(?=[^%\n]{0,200}%\})")
_FOOTNOTE = re.compile(r"(?<!\\)\[\^([\w-]{1,60})\](:?)")


def convert_text(node: Text, page: Conversion) -> tuple[Node, ...]:
    """A text with its links and images led to the new project."""
    text = _markdoc(node.text) if page.dialect.markdoc else escape(node.text)
    if page.dialect.python:
        text = python_text(text, node.line, page)
    if "](" in text:
        text = _TAIL.sub(lambda found: _resource(found, node.line, page), text)
    if "]:" in text:
        text = _DEFINITION.sub(lambda found: found[1] + _target(found[2], node, found, page), text)
    if "[^" in text:
        text = _footnotes(text, node, page)
    if "{#" in text:
        text = _HEADING_ID.sub(lambda found: f" {{% #{_identifier(found[1])} %}}", text)
    return (Text(text, node.line),)


def _markdoc(text: str) -> str:
    """Text of Markdoc: ids are made valid, and a line below a text underlines nothing."""
    return _ANNOTATED_ID.sub(_sound_id, _LINE_BELOW.sub(r"\1\n\n", text))


def _sound_id(found: re.Match[str]) -> str:
    return f"{found[1]}#id-{found[2]}"


def escape(text: str) -> str:
    """A text in which nothing is taken for a tag."""
    return _TAG_SIGN.sub(lambda found: "\\" + found[1], text) if "{%" in text or "%}" in text else text


def _identifier(text: str) -> str:
    return valid_id(text)


def _line(start: int, text: str, offset: int) -> int:
    return start + text.count("\n", 0, offset)


def _resource(found: re.Match[str], start: int, page: Conversion) -> str:
    line = _line(start, found.string, found.start())
    written = found[2]
    bare = written[1:-1] if written.startswith("<") else written
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


def _target(written: str, node: Text, found: re.Match[str], page: Conversion) -> str:
    line = _line(node.line, found.string, found.start())
    bare = written[1:-1] if written.startswith("<") else written
    target = page.link(bare, line)
    return f"<{target}>" if " " in target else target


def _footnotes(text: str, node: Text, page: Conversion) -> str:
    """Footnotes as links to paragraphs with an id."""

    def replaced(found: re.Match[str]) -> str:
        name = found[1]
        number = page.footnotes.setdefault(name, len(page.footnotes) + 1)
        at_start = not text[: found.start()].rpartition("\n")[2].strip()
        if found[2] and at_start:
            page.done("footnote", _line(node.line, text, found.start()))
            return f"**{number}.** {{% #fn-{_identifier(f'x{name}')[1:]} %}}"
        return f"[\\[{number}\\]](#fn-{_identifier(f'x{name}')[1:]}){found[2]}"

    return _FOOTNOTE.sub(replaced, text)
