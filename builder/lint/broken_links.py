"""Links with a mistake in their syntax, which readers see as text.

A broken link is found by looking for the mistakes that authors make: a bracket that is never closed, brackets in the
wrong order, a misplaced space, a label without a definition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.article.linting import LintedText
from builder.content.document import Document
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.place import Place, diagnostic_at
from builder.lint.sentence_patterns import in_texts

_WITH_BLANK = re.compile(r"\[([^\[\]\n]{1,300})\]\((?=[/.#\w])([^\s()<>\"']{1,300}(?:[ \t]+[^\s()<>\"']{1,300})+)\)")
_PATH_LIKE = re.compile(r"^(?:/|\.\.?/|#|https?:|www\.)|\.md\b")
_PATH = r"(?:/(?!/)|\.{1,2}/|\#|https?://)[^\s()\[\]<>]{1,300}"
_UNCLOSED = re.compile(rf"\[([^\[\]\n]{{1,300}})\]\(({_PATH})(?=[ \t]*$|[ \t]+[\w(])(?![^()\n]*\))", re.MULTILINE)
_REVERSED = re.compile(rf"(?<![\w\])])\(([^()\[\]\n]{{1,300}})\)\[({_PATH})\]")
_PARTED = re.compile(rf"\[([^\[\]\n]{{1,300}})\][ \t]+\(({_PATH})\)")
_REFUSED = re.compile(
    r"\[([^\[\]\n]{0,300})\]\(((?:javascript|vbscript|file|data):[^\s()]{0,300})[^)\n]{0,300}\)", re.IGNORECASE
)
_LABELLED = re.compile(r"(?<![\w\]!\\])!?\[([^\[\]\n]{1,300})\]\[([A-Za-z][^\[\]\n]{0,80})\](?![\[(])")
_ITS_OWN_LABEL = re.compile(r"(?<![\w\]!\\])!?\[([A-Za-z][^\[\]\n]{0,80})\]\[\](?![\[(])")
_SET = re.compile(r"\^?(?:\w-\w){1,8}\w{0,8}\Z")
"""The content of brackets in a regular expression."""
_REMARK = re.compile(r"^[ ]{0,3}\[(?://|comment|_comment|remark)\]:[ \t]*(?:#|<>)[^\n]*", re.MULTILINE | re.IGNORECASE)
_REVERSED_SIGN = re.compile(r"\)\[")
_PARTED_SIGN = re.compile(r"\][ \t]+\(")
_REFUSED_SIGN = re.compile(r"\]\((?:javascript|vbscript|file|data):", re.IGNORECASE)
_BLANK_SIGN = re.compile(r"\]\([^\s()<>\"']{1,300}[ \t]")
_MAY_BE_UNCLOSED = re.compile(rf"\]\({_PATH}(?=[\s|]|\Z)")
"""In every text with a link that lacks its closing bracket: the target ends the line, or the cell."""


def malformed_links(text: LintedText) -> Iterator[Diagnostic]:
    """Links and images with malformed brackets or addresses, or with addresses that are never published."""
    document = text.document
    source = document.text
    if not ("](" in source or "] (" in source or ")[" in source):
        return
    for match, offset in in_texts(document, _WITH_BLANK) if _BLANK_SIGN.search(source) else ():
        if "{%" in match[2]:
            message = f"The address '{match[2]}' has a tag in it, so it is not a link."
            place = _place(document, match, offset)
            yield diagnostic_at("link-malformed", place, message, match[2], "Write the address out.")
        elif _PATH_LIKE.search(match[2]):
            right = re.sub(r"[ \t]", "%20", match[2])
            message = f"The link '{match[2]}' has spaces in it, so it is not a link."
            hint = f"Write '{right}', or remove the spaces."
            yield diagnostic_at("link-malformed", _place(document, match, offset), message, match[2], hint, (right,))
    for match, offset in in_texts(document, _REFUSED) if _REFUSED_SIGN.search(source) else ():
        yield _unsafe(document, match, offset)
    links = _links(document) if _MAY_BE_UNCLOSED.search(source) else frozenset()
    for pattern, sign, said in (
        (_UNCLOSED, _MAY_BE_UNCLOSED, "The link '{}' has no closing bracket, so it is not a link."),
        (_REVERSED, _REVERSED_SIGN, "The link '{}' has its brackets in the wrong order, so it is not a link."),
        (_PARTED, _PARTED_SIGN, "The link '{}' has a space between its brackets, so it is not a link."),
    ):
        for match, offset in in_texts(document, pattern) if sign.search(source) else ():
            if pattern is _UNCLOSED and offset + match.start() in links:
                continue
            right = f"[{match[1]}]({match[2]})"
            place, message = _place(document, match, offset), said.format(match[2])
            yield diagnostic_at("link-malformed", place, message, match[2], f"Write '{right}'.", (right,))


def _links(document: Document) -> frozenset[int]:
    """The offsets at which links and images begin."""
    nodes = (node for node in document.ast.walk() if node.type in ("link", "image"))
    return frozenset(node.span.start for node in nodes if node.span is not None)


def undefined_labels(text: LintedText) -> Iterator[Diagnostic]:
    """Links with undefined labels."""
    document = text.document
    if "][" not in document.text:
        return
    links = _links(document)
    for match, offset in (*in_texts(document, _LABELLED), *in_texts(document, _ITS_OWN_LABEL)):
        start, end = offset + match.start(), offset + match.end()
        label = match[match.lastindex or 1]
        if start not in links and not _is_of_code(match[1], label):
            message = f"Nothing defines '[{label}]', so '{match[0][:60]}' is not a link."
            yield diagnostic_at("link-label-undefined", Place.between(document.lines, start, end), message, label)


def shown_remarks(text: LintedText) -> Iterator[Diagnostic]:
    """Comments that readers see: below a line of a paragraph, or with brackets that end too soon."""
    document = text.document
    if not ("]: #" in document.text or "]: <" in document.text):
        return
    for match, offset in in_texts(document, _REMARK):
        message = f"The comment '{match[0].strip()[:60]}' is not read as one, so readers see it."
        hint = "Put a blank line before it and remove the brackets inside it, or write <!-- the comment -->."
        place = Place.between(document.lines, offset + match.start(), offset + match.end())
        yield diagnostic_at("remark-shown", place, message, subject=match[0].strip()[:60], help=hint)


def _place(document: Document, match: re.Match[str], offset: int) -> Place:
    """The place of a match, with the mark of an image before it."""
    start = offset + match.start()
    if start and document.text[start - 1] == "!":
        start -= 1
    return Place.between(document.lines, start, offset + match.end())


def _unsafe(document: Document, match: re.Match[str], offset: int) -> Diagnostic:
    start = offset + match.start()
    place = _place(document, match, offset)
    if start and document.text[start - 1] == "!":
        return diagnostic_at(
            "image-unsafe", place, f"The image '{match[2][:60]}' has an address that is never published.", match[2]
        )
    message = f"The link '{match[2][:60]}' has a scheme that is never published."
    return diagnostic_at("link-unsafe", place, message, match[2])


def _is_of_code(text: str, label: str) -> bool:
    """Whether neither pair of brackets contains words: ``[A-Z][a-z]`` or ``[i][j]``."""
    return all(len(each) == 1 or ("-" in each and _SET.match(each) is not None) for each in (text, label))
