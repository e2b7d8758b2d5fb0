"""Findings that an author has looked at and lets stand, each with a reason.

``<!-- handrail-ignore link-unresolved: made by another build -->`` speaks of its own line and of the next
line that isn't blank; ``handrail-ignore-page`` of the whole file. In code it is an example, and does nothing.
"""

from __future__ import annotations

import re

from builder.article.records import Suppression
from builder.content.document import Document

MARK = "handrail-ignore"
_COMMENT = re.compile(r"<!--\s*handrail-ignore(?P<page>-page)?(?P<rest>(?:(?!-->).){0,500})-->", re.DOTALL)
_REST = re.compile(r"\s+([\w-]+(?:\s*,\s*[\w-]+)*)\s*:\s*(\S.*)\Z", re.DOTALL)


def ignores_in(document: Document) -> tuple[Suppression, ...]:
    """The ignores of one text; one without codes or without a reason comes with no codes."""
    if MARK not in document.text:
        return ()
    code = [node.span for node in document.ast.walk() if node.type in ("fence", "code") and node.span is not None]
    return tuple(
        _ignore(match, document)
        for match in _COMMENT.finditer(document.text)
        if not any(span.start <= match.start() < span.end for span in code)
    )


def _ignore(match: re.Match[str], document: Document) -> Suppression:
    said = _REST.match(match["rest"])
    codes = tuple(part.strip() for part in said[1].split(",")) if said is not None else ()
    start, end = document.lines.position(match.start()), document.lines.position(match.end())
    return Suppression(
        codes,
        said[2].strip() if said is not None else "",
        bool(match["page"]),
        start.line,
        start.column,
        end.line,
        _next_line(document.text, match.end(), end.line),
    )


def _next_line(text: str, offset: int, line: int) -> int:
    """The first line behind ``offset`` that isn't blank; ``line`` is the one of ``offset``."""
    rest = text[offset : offset + 2000].split("\n")
    return next((line + number for number, content in enumerate(rest) if number and content.strip()), line)
