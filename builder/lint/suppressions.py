"""Suppressions: an author accepts a problem, with a reason.

``<!-- handrail-ignore link-unresolved: made by another build -->`` applies to its own line and to the next line that
isn't blank; ``handrail-ignore-page`` to the whole file. In code it is an example, and does nothing.
"""

from __future__ import annotations

import re

from builder.article.records import Suppression
from builder.content.document import Document

MARK = "handrail-ignore"
_COMMENT = re.compile(r"<!--\s*handrail-ignore(?P<page>-page)?(?P<rest>(?:(?!-->).){0,500})-->", re.DOTALL)
_REST = re.compile(r"\s+([\w-]+(?:\s*,\s*[\w-]+)*)\s*:\s*(\S.*)\Z", re.DOTALL)


def suppressions_in(document: Document) -> tuple[Suppression, ...]:
    """The suppressions of one text. One without codes or without a reason has no codes."""
    if MARK not in document.text:
        return ()
    code = [node.span for node in document.ast.walk() if node.type in ("fence", "code") and node.span is not None]
    return tuple(
        _suppression(match, document)
        for match in _COMMENT.finditer(document.text)
        if not any(span.start <= match.start() < span.end for span in code)
    )


def _suppression(match: re.Match[str], document: Document) -> Suppression:
    given = _REST.match(match["rest"])
    codes = tuple(part.strip() for part in given[1].split(",")) if given is not None else ()
    start, end = document.lines.position(match.start()), document.lines.position(match.end())
    return Suppression(
        codes=codes,
        reason=given[2].strip() if given is not None else "",
        whole_page=bool(match["page"]),
        line=start.line,
        column=start.column,
        end_line=end.line,
        next_line=_next_line(document.text, match.end(), end.line),
    )


def _next_line(text: str, offset: int, line: int) -> int:
    """The first line after ``offset`` that isn't blank; ``line`` is the line of ``offset``."""
    rest = text[offset : offset + 2000].split("\n")
    return next((line + number for number, content in enumerate(rest) if number and content.strip()), line)
