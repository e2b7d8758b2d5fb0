"""The language's findings as diagnostics: with the place in the file, and whom to blame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from builder.content.document import Document
from builder.diagnostics.diagnostic import Diagnostic, Severity
from builder.diagnostics.span import LineIndex, Span
from builder.markdoc import ValidationError
from builder.markdoc.balance import UnbalancedTag, unbalanced_tags
from builder.markdoc.delimiters import CLOSE, OPEN
from builder.markdoc.node import ErrorLevel

_SEVERITIES: Mapping[ErrorLevel, Severity] = {
    "critical": "error",
    "error": "error",
    "warning": "warning",
    "info": "info",
    "debug": "info",
}

_UNBALANCED = frozenset({"missing-opening", "missing-closing"})

_BLOCKS: Mapping[str, str] = {
    "item": "list item",
    "blockquote": "quotation",
    "td": "table cell",
    "th": "table cell",
    "strong": "bold text",
    "em": "emphasis",
    "s": "struck text",
    "fence": "code block",
}
"""What authors call the blocks whose types are no words of theirs."""


def language_diagnostics(errors: Sequence[ValidationError], document: Document, path: str) -> tuple[Diagnostic, ...]:
    """The validator's findings in one file; ``path`` is empty for a page.

    Where tags don't match, the reference reports every Markdown node round them; here each fault is said
    once, at its tag, and what only follows from it is not said.
    """
    lines = document.lines
    if not any(error.id in _UNBALANCED for error in errors):
        return tuple(_diagnostic(error, document, path) for error in errors)
    failures = unbalanced_tags(document.ast)
    found = [_diagnostic(error, document, path) for error in _without_consequences(errors, failures)]
    no_content = {_start(error) for error in errors if error.id == "tag-selfclosing-has-children"}
    for failure in failures:
        found.append(_failure(failure, lines, path, takes_content=failure.span.start not in no_content))
    return tuple(found)


def _without_consequences(errors: Sequence[ValidationError], failures: Sequence[UnbalancedTag]) -> Iterator[ValidationError]:
    """The findings that stand for themselves in a text whose tags don't match."""
    strays = {error.location for error in errors if error.id == "missing-opening"}
    tables = [failure.span.start for failure in failures if failure.is_open and failure.name == "table"]
    for error in errors:
        if error.id in _UNBALANCED or error.location in strays:
            continue
        if error.id == "child-invalid" and error.type not in ("document", "tag"):
            continue
        if error.id == "table-syntax" and any(start < _start(error) for start in tables):
            continue
        yield error


def _start(error: ValidationError) -> int:
    return -1 if error.location is None else error.location.start


def _failure(failure: UnbalancedTag, lines: LineIndex, path: str, *, takes_content: bool) -> Diagnostic:
    start, end = lines.position(failure.span.start), lines.position(failure.span.end)
    what = f"Node '{failure.name}' is missing closing" if failure.is_open else "Node 'tag' is missing opening"
    return Diagnostic(
        "missing-closing" if failure.is_open else "missing-opening",
        "error",
        what,
        path,
        start.line,
        start.column,
        end.line,
        end.column,
        help=_remedy(failure, lines, takes_content=takes_content),
        suggestions=failure.suggestions,
    )


def _remedy(failure: UnbalancedTag, lines: LineIndex, *, takes_content: bool) -> str:
    """What to do about a tag without its other half, with the line on which a close was expected."""
    if not failure.is_open:
        return f"Did you mean '{failure.suggestions[0]}'?" if failure.suggestions else ""
    if not takes_content:
        return f"Write it as {{% {failure.name} … /%}}: it takes no content."
    close = f"{{% /{failure.name} %}}"
    if failure.block:
        block = _BLOCKS.get(failure.block, failure.block)
        if failure.outside is not None:
            line = lines.position(failure.outside.start).line
            return f"Close it in the {block} in which it is opened; {close} on line {line} stands outside."
        return f"Close it with {close} in the {block} in which it is opened."
    if failure.before is not None:
        return (
            f"Close it with {close} before line {lines.position(failure.before.start).line}, where the tag round it ends."
        )
    return ""


def _diagnostic(error: ValidationError, document: Document, path: str) -> Diagnostic:
    lines = document.lines
    span = error.span or _line_span(error.lines, lines)
    unfinished = _unfinished(document.text, span.start) if error.id == "parse-error" else None
    start, end = lines.position((unfinished or span).start), lines.position((unfinished or span).end)
    return Diagnostic(
        "tag-unfinished" if unfinished else error.id,
        _SEVERITIES[error.level],
        "There is a '{%' without its '%}' before the next tag begins." if unfinished else error.message,
        path,
        start.line,
        start.column,
        end.line,
        end.column,
        help=_hint(error),
        suggestions=tuple(error.suggestions),
    )


def _hint(error: ValidationError) -> str:
    if error.suggestions:
        return f"Did you mean '{error.suggestions[0]}'?"
    if error.id == "no-inline-annotations" and error.type == "fence":
        return "Close the code block above it: a line that begins another block, with a language, does not."
    return ""


def _unfinished(text: str, failure: int) -> Span | None:
    """The opening of a tag that was read into a next one and so can't be read, if that is on another line.

    On the same line the place at which reading failed says more.
    """
    opening = text.rfind(OPEN, 0, failure)
    if opening < 0 or "\n" not in text[opening:failure]:
        return None
    following, close = text.find(OPEN, opening + len(OPEN)), text.find(CLOSE, opening)
    return Span(opening, opening + len(OPEN)) if 0 <= following < close else None


def _line_span(numbers: Iterable[int], lines: LineIndex) -> Span:
    first = next(iter(numbers), 0)
    start = lines.offset(first)
    return Span(start, max(start, lines.offset(first + 1) - 1))
