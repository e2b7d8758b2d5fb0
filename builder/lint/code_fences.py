"""Code blocks: those that are never closed, and what is written beside the language and does nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from builder.content.document import Document
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.span import Span
from builder.lint.sentence_patterns import at_offsets
from builder.markdoc import Node
from builder.vocabulary.code_block import stressed_lines

_OPENING = re.compile(r"(`{3,}|~{3,})[ \t]*([^\n]*)")
_CLOSING = re.compile(r"(?:\A|\n)[ \t>]*(`{3,}|~{3,})[ \t]*\Z")
_TITLE = re.compile(r"\b(?:title|filename|file|name|caption)\s*=\s*(\"[^\"]*\"|'[^']*')", re.IGNORECASE)
_RANGES = re.compile(r"\{\s*([\d\s,-]+)\}|\b(?:hl_lines|highlight|emphasize-lines)\s*=\s*[{\"']+([\d\s,-]+)[}\"']+")
_LANGUAGE = re.compile(r"[\w+#./-]+(?![\w+#./=-])")


def code_fences(document: Document) -> Iterator[Diagnostic]:
    """The diagnostics, with an empty path for the page."""
    text = document.text
    if "```" not in text and "~~~" not in text:
        return
    for node in document.ast.walk():
        if node.type == "fence" and node.span is not None:
            opening = _OPENING.match(text, node.span.start)
            if opening is not None:
                yield from _unclosed(document, node.span, opening)
                yield from _words(document, opening)
                yield from _lines(document, node)


def _unclosed(document: Document, span: Span, opening: re.Match[str]) -> Iterator[Diagnostic]:
    closing = _CLOSING.search(document.text[opening.end() : span.end].rstrip("\n"))
    if closing is not None and closing[1].startswith(opening[1]):
        return
    message = "This code block is never closed: everything after it is shown as code."
    found = at_offsets(document, opening.start(), opening.end(), "fence-unclosed", "error", message, opening[2].strip())
    yield replace(found, help=f"Close it with a line {opening[1]} that is indented as its first line is.")


def _words(document: Document, opening: re.Match[str]) -> Iterator[Diagnostic]:
    """What is behind the language, an annotation left out."""
    info = opening[2].partition("{%")[0].rstrip()
    language = _LANGUAGE.match(info)
    start = language.end() if language is not None else 0
    words = info[start:].strip()
    if not words:
        return
    at = opening.start(2) + info.index(words, start)
    message = f"`{words[:50]}` beside the language of a code block does nothing."
    found = at_offsets(document, at, at + len(words), "fence-words-ignored", "warning", message, words[:50])
    yield replace(found, help=f"Write `{_annotation(words)}`.")


def _annotation(words: str) -> str:
    """The same as an annotation, as far as there is one for it."""
    title, ranges = _TITLE.search(words), _RANGES.search(words)
    parts = [f'title="{title[1][1:-1]}"'] if title is not None else []
    if ranges is not None:
        lines = re.sub(r"[\s,]+", ",", (ranges[1] or ranges[2]).strip(" ,"))
        parts.append(f'lines="{lines}"')
    if not parts and re.fullmatch(r"[\w./-][\w ./-]*", words):
        parts.append(f'title="{words}"')
    written = " ".join(parts) or 'title="…" lines="1,3-5"'
    return f"{{% {written} %}}"


def _lines(document: Document, node: Node) -> Iterator[Diagnostic]:
    """Lines to stress that the block does not have."""
    wanted = node.attributes.get("lines")
    if not isinstance(wanted, str) or node.children[1:]:
        return
    content = node.attributes.get("content")
    count = str(content).removesuffix("\n").count("\n") + 1
    numbers = stressed_lines(wanted)
    place = node.attribute_spans.get("lines")
    span = place.value if place is not None else node.span
    if span is None or (numbers and max(numbers) <= count and min(numbers) > 0):
        return
    if numbers:
        lines = "one line" if count == 1 else f"{count} lines"
        message = f'The code block has {lines}, so `lines="{wanted[:40]}"` names some that are not there.'
        help_ = "Correct the numbers."
    else:
        message = f'`lines="{wanted[:40]}"` names no line.'
        help_ = 'Write numbers and ranges: `lines="1,3-5"`.'
    found = at_offsets(document, span.start, span.end, "fence-lines-missing", "warning", message, wanted[:40])
    yield replace(found, help=help_)
