"""Halves of tags that are read as text, because the other half is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.article.linting import LintedText
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.place import Place, diagnostic_at
from builder.lint.sentence_patterns import text_nodes

_TAG_END = re.compile(r"\{%|%\}")


def broken_tags(text: LintedText) -> Iterator[Diagnostic]:
    """Each ``{%`` or ``%}`` in a sentence that is not escaped."""
    document = text.document
    if "%" not in document.text or ("{%" not in document.text and "%}" not in document.text):
        return
    for node in text_nodes(document.ast):
        content = node.attributes.get("content")
        if not isinstance(content, str) or ("{%" not in content and "%}" not in content):
            continue
        span = node.span
        if span is None:
            continue
        for match in _TAG_END.finditer(document.text[span.start : span.end]):
            start, end = span.start + match.start(), span.start + match.end()
            if document.text[start - 1 : start] != "\\":
                other = "%}" if match[0] == "{%" else "{%"
                message = f"There is a '{match[0]}' without its '{other}', so it is no tag."
                yield diagnostic_at("tag-unfinished", Place.between(document.lines, start, end), message, match[0])
