"""One mistake, one diagnostic: errors that only follow from another one are left out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from builder.content.document import Document
from builder.diagnostics.span import Span
from builder.markdoc import Config, ValidationError
from builder.markdoc.balance import UnbalancedTag, unbalanced_tags
from builder.markdoc.validator import TAG_EMPTY

UNBALANCED = frozenset({"missing-opening", "missing-closing"})

_TEMPLATE_IDS = frozenset({"parse-error", "tag-undefined", *UNBALANCED})
"""Errors that show that a code block holds the tags of another program."""

_HALF = re.compile(r"\{%?\s*([A-Za-z][\w-]*)[^\n]*%\}")
_CLOSING = re.compile(r"\{%\s*/\s*([A-Za-z][\w-]*)")
_BEHIND_OPENING = re.compile(r"\s*-?\s*([A-Za-z][\w-]*)")
_END = re.compile(r"end[_-]?([A-Za-z]\w*)\Z")


@dataclass(frozen=True, slots=True)
class RootErrors:
    """The errors to report for one document."""

    errors: tuple[ValidationError, ...]
    unbalanced: tuple[UnbalancedTag, ...]
    """Tags without their other half."""
    fences: tuple[Span, ...] = ()
    """Places of the code blocks, in order."""
    reopened: frozenset[int] = frozenset()
    """Offsets of opening tags that were probably meant to close the one before them."""

    def in_fence(self, offset: int) -> bool:
        """Whether the offset is in a code block."""
        return _fence_at(self.fences, offset) is not None


def root_errors(errors: Sequence[ValidationError], document: Document, config: Config) -> RootErrors:
    """The errors and unbalanced tags that need a correction of their own."""
    errors = [
        error for error in errors if not _is_shortcode(start(error), document.text) and not _is_of_a_comment(error)
    ]
    failures: tuple[UnbalancedTag, ...] = ()
    reopened: frozenset[int] = frozenset()
    kept = list(errors)
    if any(error.id in UNBALANCED for error in errors):
        every = unbalanced_tags(document.ast)
        failures = tuple(tag for tag in every if not _is_shortcode(tag.span.start, document.text))
        unbalanced = {tag.name for tag in every}
        errors = [error for error in errors if error.id != TAG_EMPTY or error.tag not in unbalanced]
        kept = list(_independent(errors, failures))
        failures = tuple(_own_failures(failures, kept, document, config))
        reopened = _reopened(failures, document.text)
        failures = tuple(
            each for each, after in _with_next(failures) if after is None or after.span.start not in reopened
        )
        unclosed = {failure.span.start for failure in failures if failure.is_open}
        kept = [error for error in kept if error.id != "tag-selfclosing-has-children" or start(error) not in unclosed]
    kept = list(_without_lost_attributes(_without_template_ends(kept, document.text)))
    kept = list(_one_a_value(kept))
    fences = _fences(document) if len(kept) + len(failures) else ()
    return _one_a_template(RootErrors(tuple(kept), failures, fences, reopened))


def _is_shortcode(offset: int, text: str) -> bool:
    """Whether a tag is in braces of its own, ``{{% name %}}``: another program's, and reported as such."""
    return offset > 0 and text.startswith("{{%", offset - 1)


def _is_of_a_comment(error: ValidationError) -> bool:
    """Whether it says that a comment can't be there: a comment shows nothing, so it can be anywhere."""
    return error.id == "child-invalid" and error.message.startswith("Can't nest 'comment' in ")


def start(error: ValidationError) -> int:
    """The offset at which an error's place begins; -1 without a place."""
    return -1 if error.location is None else error.location.start


def _independent(errors: Sequence[ValidationError], failures: Sequence[UnbalancedTag]) -> Iterator[ValidationError]:
    """The errors that don't come from tags without their other half.

    There the reference reports every Markdown node around the tags.
    """
    strays = {error.location for error in errors if error.id == "missing-opening"}
    tables = [failure.span.start for failure in failures if failure.is_open and failure.name == "table"]
    first_table = min(tables, default=-1)
    for error in errors:
        if error.id in UNBALANCED or error.location in strays:
            continue
        if error.id == "child-invalid" and error.type not in ("document", "tag"):
            continue
        if error.id == "table-syntax" and 0 <= first_table < start(error):
            continue
        yield error


def _own_failures(
    failures: Sequence[UnbalancedTag], errors: Sequence[ValidationError], document: Document, config: Config
) -> Iterator[UnbalancedTag]:
    """Without missing-half errors for tags that don't exist, were closed with ``{% endname %}``, or were not read.

    Of two halves that are indented too far, only the first is reported.
    """
    unknown = {start(error): error for error in errors if error.id == "tag-undefined"}
    ended = Counter(match[1] for error in unknown.values() if (match := _END.match(error.tag)))
    halves: Counter[str] | None = None
    mistyped = _mistyped_openings(unknown.values(), document.text)
    indented = Counter(failure.name for failure in failures if not failure.is_open and is_indented(failure, document))
    opened: Counter[str] = Counter()
    for failure in failures:
        error = unknown.get(failure.span.start)
        if error is not None and (_END.match(error.tag) or not _may_take_content(error, config)):
            continue
        if failure.is_open and ended[failure.name]:
            ended[failure.name] -= 1
            continue
        if failure.is_open and indented[failure.name] and not is_indented(failure, document):
            indented[failure.name] -= 1
            continue
        if is_indented(failure, document):
            if failure.is_open:
                opened[failure.name] += 1
            elif opened[failure.name]:
                opened[failure.name] -= 1
                continue
        if not failure.is_open and mistyped[failure.name]:
            mistyped[failure.name] -= 1
            continue
        if not failure.is_open:
            halves = _half_tags(document) if halves is None else halves
            if halves[failure.name]:
                halves[failure.name] -= 1
                continue
        yield failure


def _mistyped_openings(unknown: Iterable[ValidationError], text: str) -> Counter[str]:
    """How often each name was probably meant by an unknown tag that nothing closes: ``{% nte %} … {% /note %}``."""
    closed = Counter(_CLOSING.findall(text))
    meant: Counter[str] = Counter()
    for error in unknown:
        if closed[error.tag]:
            closed[error.tag] -= 1
        elif error.suggestions:
            meant[error.suggestions[0]] += 1
    return meant


def is_indented(failure: UnbalancedTag, document: Document) -> bool:
    """Whether a tag's line is indented so far that Markdown reads no block there."""
    before = document.text[document.text.rfind("\n", 0, failure.span.start) + 1 : failure.span.start]
    return not before.strip() and ("\t" in before or len(before) >= 4)


def _may_take_content(error: ValidationError, config: Config) -> bool:
    """Whether the tag that the author probably meant must be closed."""
    schema = config.tags.get(error.suggestions[0]) if error.suggestions else None
    return schema is not None and not schema.self_closing


def _half_tags(document: Document) -> Counter[str]:
    """How often each name belongs to a complete tag that was read as text."""
    if "{%" not in document.text:
        return Counter()
    texts = (node.attributes.get("content") for node in document.ast.walk() if node.type == "text")
    return Counter(match[1] for text in texts if isinstance(text, str) for match in _HALF.finditer(text))


def _without_template_ends(errors: Sequence[ValidationError], text: str) -> Iterator[ValidationError]:
    """Keeps only the first error of ``{% for … %}`` and ``{% endfor %}``, which both can't be read."""
    begun: Counter[str] = Counter()
    for error in sorted(errors, key=start):
        if error.id == "tag-undefined":
            ended = _END.match(error.tag)
            if ended is not None and begun[ended[1]]:
                begun[ended[1]] -= 1
                continue
            begun[error.tag] += 1
        elif error.id == "parse-error":
            found = _BEHIND_OPENING.match(text, text.rfind("{%", 0, start(error) + 1) + 2)
            begun[found[1] if found is not None else ""] += 1
        yield error


def _without_lost_attributes(errors: Iterator[ValidationError]) -> Iterator[ValidationError]:
    """Without missing-attribute errors where the same tag has that attribute under a wrong name."""
    found = list(errors)
    unknown = sorted(start(error) for error in found if error.id == "attribute-undefined")
    spent: set[int] = set()
    for error in found:
        if error.id == "attribute-missing-required" and error.location is not None:
            index = bisect_right(unknown, error.location.start)
            while index < len(unknown) and index in spent:
                index += 1
            if index < len(unknown) and unknown[index] < error.location.end:
                spent.add(index)
                continue
        yield error


def _one_a_value(errors: Sequence[ValidationError]) -> Iterator[ValidationError]:
    """Keeps only the first error of a value of the wrong type, which is not one of the allowed values either."""
    wrong = {error.location for error in errors if error.id == "attribute-type-invalid"}
    for error in errors:
        if error.id != "attribute-value-invalid" or error.location not in wrong:
            yield error


def _fences(document: Document) -> tuple[Span, ...]:
    return tuple(n.span for n in document.ast.walk() if n.type == "fence" and n.span is not None)


def _fence_at(fences: Sequence[Span], offset: int) -> Span | None:
    index = bisect_right(fences, offset, key=lambda span: span.start) - 1
    return fences[index] if index >= 0 and offset < fences[index].end else None


def _one_a_template(found: RootErrors) -> RootErrors:
    """Only the first error of each code block that contains tags of another program."""
    foreign: dict[Span, int] = {}
    places = [(start(error), error.id) for error in found.errors]
    places += [(failure.span.start, "missing-closing") for failure in found.unbalanced]
    for offset, id_ in places:
        fence = _fence_at(found.fences, offset)
        if fence is not None and id_ in _TEMPLATE_IDS:
            foreign[fence] = min(offset, foreign.get(fence, offset))

    def stays(offset: int) -> bool:
        fence = _fence_at(found.fences, offset)
        return fence is None or foreign.get(fence, offset) == offset

    errors = tuple(error for error in found.errors if stays(start(error)))
    taken = {start(error) for error in errors}
    failures = tuple(
        failure
        for failure in found.unbalanced
        if stays(failure.span.start) and not (failure.span.start in taken and found.in_fence(failure.span.start))
    )
    return replace(found, errors=errors, unbalanced=failures)


def _with_next(failures: Sequence[UnbalancedTag]) -> Iterator[tuple[UnbalancedTag, UnbalancedTag | None]]:
    return zip(failures, (*failures[1:], None), strict=False)


def _reopened(failures: Sequence[UnbalancedTag], text: str) -> frozenset[int]:
    """Places where an open tag and one block are followed by the same tag alone, which is never closed either."""
    return frozenset(
        after.span.start
        for failure, after in _with_next(failures)
        if after is not None
        and failure.is_open
        and after.is_open
        and failure.name == after.name
        and text[after.span.start : after.span.end].strip("{%} \t\n") == after.name
        and "\n\n" not in text[failure.span.end : after.span.start].strip()
        and (text.startswith("\n\n", after.span.end) or not text[after.span.end :].strip())
    )
