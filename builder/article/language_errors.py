"""The language's errors as diagnostics: with the place in the file, in an author's words, one for each mistake."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from builder.article.plain_errors import BLOCKS, Case, Words, in_plain_words
from builder.article.root_errors import RootErrors, is_indented, root_errors
from builder.article.tag_syntax import shown_tag
from builder.content.document import Document
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.place import Place, diagnostic_at
from builder.diagnostics.span import LineIndex, Span
from builder.markdoc import Config, ValidationError
from builder.markdoc.balance import UnbalancedTag
from builder.markdoc.delimiters import CLOSE, OPEN, TagEnds

_AS_CODE = "To show template code as it is, write `{% process=false %}` after the code block's language."

_NUMBER = re.compile(r"\d+")

_TEMPLATE_IDS = frozenset(
    {"parse-error", "tag-undefined", "missing-opening", "missing-closing", "variable-undefined", "function-undefined"}
)
"""Errors that code of another program has when it is read as Markdoc."""


def language_diagnostics(
    errors: Sequence[ValidationError], document: Document, path: str, config: Config
) -> tuple[Diagnostic, ...]:
    """The validator's errors in one file, one diagnostic for each mistake; ``path`` is empty for a page."""
    roots = root_errors(errors, document, config)
    ends = TagEnds(document.text)
    found = [_diagnostic(Case(error, document, config, ends), path, roots) for error in roots.errors]
    found += [_unbalanced(tag, document, path, roots, config) for tag in roots.unbalanced]
    return tuple(found)


def _diagnostic(case: Case, path: str, roots: RootErrors) -> Diagnostic:
    error, lines = case.error, case.document.lines
    span = error.span or _line_span(error.lines, lines)
    words = in_plain_words(case)
    code = error.id
    unfinished = _unfinished(case.document.text, span.start) if error.id == "parse-error" else None
    if unfinished is not None:
        code = "tag-unfinished"
        words = Words("This `{%` has no `%}` before the next tag begins.", span=unfinished)
    place = words.span or span
    in_fence = error.id in _TEMPLATE_IDS and roots.in_fence(span.start)
    return diagnostic_at(
        code,
        Place.between(lines, place.start, place.end, path),
        words.message,
        subject=_subject(error.message),
        help=_AS_CODE if in_fence and not error.suggestions else words.help,
        suggestions=tuple(error.suggestions),
    )


def _subject(message: str) -> str:
    """The subject of an error, from the reference's own message: our wording can change, and fingerprints stay."""
    return _NUMBER.sub("#", message)


def _unbalanced(tag: UnbalancedTag, document: Document, path: str, roots: RootErrors, config: Config) -> Diagnostic:
    words = _half(tag, document, config)
    if tag.span.start in roots.reopened:
        words = Words(
            f"`{{% {tag.name} %}}` opens another '{tag.name}' inside the one before it.",
            f"To close that one, write `{{% /{tag.name} %}}`.",
        )
    return diagnostic_at(
        "missing-closing" if tag.is_open else "missing-opening",
        Place.between(document.lines, tag.span.start, tag.span.end, path),
        words.message,
        subject=_subject(f"Node '{tag.name}' is missing closing" if tag.is_open else "Node 'tag' is missing opening"),
        help=_AS_CODE if roots.in_fence(tag.span.start) else words.help,
        suggestions=tag.suggestions or _with_slash(tag, document.text, config),
    )


def _with_slash(tag: UnbalancedTag, text: str, config: Config) -> tuple[str, ...]:
    """The tag with the slash that it lacks, if it takes no content."""
    schema = config.tags.get(tag.name)
    if not tag.is_open or schema is None or not schema.self_closing:
        return ()
    return (f"{text[tag.span.start : tag.span.end].removesuffix(CLOSE)}/{CLOSE}",)


def _half(tag: UnbalancedTag, document: Document, config: Config) -> Words:
    """The problem of a tag without its other half, and the way to fix it."""
    lines = document.lines
    close = f"{{% /{tag.name} %}}"
    if is_indented(tag, document) and not tag.block:
        written = close if not tag.is_open else f"{{% {tag.name} %}}"
        return Words(
            f"`{written}` is indented by four columns or more, so it is read as part of the text above it.",
            "Indent tags by at most three spaces, or set `markdown: {indented_tags: true}` in handrail.yml.",
        )
    if not tag.is_open:
        near = tag.suggestions[0] if tag.suggestions else ""
        return Words(
            f"`{close}` closes nothing{f'; the open tag is {near!r}' if near else ''}.",
            f"Did you mean `{{% /{near} %}}`?" if near else "",
        )
    schema = config.tags.get(tag.name)
    if schema is not None and schema.self_closing:
        text = document.text[tag.span.start : tag.span.end]
        inner = text.removeprefix(OPEN).removesuffix(CLOSE).strip()
        return Words(f"The tag '{tag.name}' has no slash at its end.", f"Write `{shown_tag(inner + ' /')}`.")
    return Words(f"`{{% {tag.name} %}}` is never closed.", _remedy(tag, document.text, lines, close))


def _remedy(tag: UnbalancedTag, text: str, lines: LineIndex, close: str) -> str:
    """How to fix a tag that is never closed, with the line on which its closing was expected."""
    if tag.block:
        block = BLOCKS.get(tag.block, tag.block).removeprefix("a ").removeprefix("an ")
        if tag.outside is not None:
            line = lines.position(tag.outside.start).line
            return f"Close it in the {block} in which it is opened; `{close}` on line {line} is outside."
        return f"Close it with `{close}` in the {block} in which it is opened."
    if tag.before is not None:
        line = lines.position(tag.before.start).line
        return f"Close it with `{close}` before line {line}, where the tag around it ends."
    attempt = re.compile(rf"\{{%\s*{re.escape(tag.name)}\s*/\s*%\}}").search(text, tag.span.end)
    if attempt is not None:
        return f"`{attempt[0]}` on line {lines.position(attempt.start()).line} doesn't close it: write `{close}`."
    return f"Close it with `{close}`."


def _unfinished(text: str, offset: int) -> Span | None:
    """The opening of a tag that was read into a next one and so can't be read, if that is on another line.

    On the same line the place at which reading failed says more.
    """
    opening = text.rfind(OPEN, 0, offset)
    if opening < 0 or "\n" not in text[opening:offset]:
        return None
    following, close = text.find(OPEN, opening + len(OPEN)), text.find(CLOSE, opening)
    return Span(opening, opening + len(OPEN)) if 0 <= following < close else None


def _line_span(numbers: Iterable[int], lines: LineIndex) -> Span:
    first = next(iter(numbers), 0)
    start = lines.offset(first)
    return Span(start, max(start, lines.offset(first + 1) - 1))
