"""Code blocks that are never closed, and words after their language without effect."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.article.code_lines import missing_lines
from builder.article.linting import LintedText
from builder.content.document import Document
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.place import Place, diagnostic_at
from builder.diagnostics.span import Span
from builder.lint.code_languages import LANGUAGE, languages
from builder.markdoc import Node

FENCE_UNCLOSED = "fence-unclosed"
"""Reported once per page, because the line that should close the block opens another one."""

_OPENING = re.compile(r"(`{3,}|~{3,})[ \t]*([^\n]*)")
_CLOSING = re.compile(r"(?:\A|\n)[ \t>]*(`{3,}|~{3,})[ \t]*\Z")
_CLOSING_LINE = re.compile(r"^[ \t>]*(`{3,}|~{3,})[ \t]*$", re.MULTILINE)
_TITLE = re.compile(r"\b(?:title|filename|file|name|caption)\s*=\s*(\"[^\"]*\"|'[^']*')", re.IGNORECASE)
_RANGES = re.compile(r"\{\s*([\d\s,-]+)\}|\b(?:hl_lines|highlight|emphasize-lines)\s*=\s*[{\"']+([\d\s,-]+)[}\"']+")
_DIRECTIVE = re.compile(r"\{([a-z][\w:-]{0,40})[^{}]{0,80}\}(?:\s|\Z)")
_CALLOUTS = {"warning": "warning", "caution": "warning", "danger": "danger", "tip": "tip", "hint": "tip"}


def code_fences(linted: LintedText) -> Iterator[Diagnostic]:
    """Code blocks that are never closed, and words and lines in their openings without effect."""
    document = linted.document
    text = document.text
    if "```" not in text and "~~~" not in text:
        return
    for node in document.ast.walk():
        if node.type == "fence" and node.span is not None:
            opening = _OPENING.match(text, node.span.start)
            if opening is not None:
                yield from _unclosed(document, node, node.span, opening)
                yield from _words(document, opening)
                yield from languages(document, opening)
                yield from _lines(document, node)


def _unclosed(document: Document, node: Node, span: Span, opening: re.Match[str]) -> Iterator[Diagnostic]:
    written = document.text[opening.end() : span.end]
    closing = _CLOSING.search(written.rstrip("\n"))
    if closing is not None and closing[1].startswith(opening[1]):
        return
    # A tag in the block that is never closed has everything after it, so the block's own end is in the middle.
    if any(child.type in ("tag", "error") for child in node.children) and any(
        line[1].startswith(opening[1]) for line in _CLOSING_LINE.finditer(written)
    ):
        return
    message = "This code block is never closed: everything after it is shown as code."
    hint = f"Close it with a line {opening[1]} with the same indent as its first line."
    place = Place.between(document.lines, opening.start(), opening.end())
    yield diagnostic_at(FENCE_UNCLOSED, place, message, opening[2].strip(), hint)


def _words(document: Document, opening: re.Match[str]) -> Iterator[Diagnostic]:
    """Words after the language, except an annotation."""
    info = opening[2].partition("{%")[0].rstrip()
    language = LANGUAGE.match(info)
    start = language.end() if language is not None else 0
    words = info[start:].strip()
    if not words:
        return
    at = opening.start(2) + info.index(words, start)
    message = f"`{words[:50]}` after the language of a code block has no effect."
    place = Place.between(document.lines, at, at + len(words))
    directive = _DIRECTIVE.match(words) if language is None else None
    hint = f"Write `{_annotation(words)}`." if directive is None else _written(directive[1])
    yield diagnostic_at("fence-words-ignored", place, message, words[:50], hint)


def _written(directive: str) -> str:
    """The counterpart of a directive that other programs read in place of a language."""
    if directive in ("code", "code-block", "code-cell", "literalinclude", "r", "python", "ojs", "jsx"):
        return "Write only the name of the language."
    return (
        f'Write a tag in place of the code block, such as `{{% callout type="{_CALLOUTS.get(directive, "note")}" %}}`.'
    )


def _annotation(words: str) -> str:
    """The annotation with the meaning of the words, if there is one."""
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
    """Lines that the block does not have."""
    if not node.children[1:] and not isinstance(node.attributes.get("file"), str):
        yield from missing_lines(node, str(node.attributes.get("content")), document.lines, Place())
