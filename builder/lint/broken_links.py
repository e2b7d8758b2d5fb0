"""Links that were meant and are none: what stands in the text in their place; and definitions that no link uses.

A page of broken links is only found by looking for what authors write when they go wrong: a bracket that is
never closed, brackets in the wrong order, a blank where none may be, a label that nothing defines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from msgspec.structs import replace

from builder.article.records import Place, Reference
from builder.content.document import Document
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.span import Span, Stretches
from builder.lint.sentence_patterns import at_offsets, in_texts

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
"""What may stand between the brackets of a regular expression."""
_DEFINITION = re.compile(
    r"^ {0,3}\[([^\[\]\n]{1,200})\]:[ \t]*\n?[ \t]*(?:<([^<>\n]*)>|(\S+))[ \t]*(?:[\"'(][^\n]*)?$", re.MULTILINE
)


_BRACKETS = re.compile(r"\[([^\[\]]{1,220})\]")
"""Whatever may name a label."""

_REMARK = re.compile(r"^[ ]{0,3}\[(?://|comment|_comment|remark)\]:[ \t]*(?:#|<>)[^\n]*", re.MULTILINE | re.IGNORECASE)
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.){1,1000})\](?:\[\])?\Z")
_REVERSED_SIGN = re.compile(r"\)\[")
_PARTED_SIGN = re.compile(r"\][ \t]+\(")
_REFUSED_SIGN = re.compile(r"\]\((?:javascript|vbscript|file|data):", re.IGNORECASE)
_BLANK_SIGN = re.compile(r"\]\([^\s()<>\"']{1,300}[ \t]")
_MAY_BE_UNCLOSED = re.compile(rf"\]\({_PATH}(?=[\s|]|\Z)")
"""What every text holds that has a link without its closing bracket: its target ends the line, or the cell."""


def broken_links(document: Document) -> Iterator[Diagnostic]:
    """The findings, with an empty path for the page."""
    text = document.text
    if "]" not in text:
        return
    if "](" in text or "] (" in text or ")[" in text:
        yield from _misspelt(document)
    if "][" in text:
        yield from _undefined(document)
    if "]: #" in text or "]: <" in text:
        yield from _shown_remarks(document)


def _misspelt(document: Document) -> Iterator[Diagnostic]:
    text = document.text
    for match, offset in in_texts(document, _WITH_BLANK) if _BLANK_SIGN.search(text) else ():
        if "{%" in match[2]:
            found = _malformed(
                document, match, offset, f"The address '{match[2]}' has a tag in it, so it is not a link."
            )
            yield replace(found, help="Write the address out.")
        elif _PATH_LIKE.search(match[2]):
            right = re.sub(r"[ \t]", "%20", match[2])
            found = _malformed(document, match, offset, f"The link '{match[2]}' has blanks in it, so it is no link.")
            yield replace(found, help=f"Write '{right}', or take the blanks out.", suggestions=(right,))
    for match, offset in in_texts(document, _REFUSED) if _REFUSED_SIGN.search(text) else ():
        yield _unsafe(document, match, offset)
    for pattern, sign, said in (
        (_UNCLOSED, _MAY_BE_UNCLOSED, "The link '{}' has no closing bracket, so it is no link."),
        (_REVERSED, _REVERSED_SIGN, "The link '{}' has its brackets the wrong way round, so it is no link."),
        (_PARTED, _PARTED_SIGN, "The link '{}' has a blank between its brackets, so it is no link."),
    ):
        for match, offset in in_texts(document, pattern) if sign.search(text) else ():
            right = f"[{match[1]}]({match[2]})"
            found = _malformed(document, match, offset, said.format(match[2]))
            yield replace(found, help=f"Write '{right}'.", suggestions=(right,))


def _malformed(document: Document, match: re.Match[str], offset: int, message: str) -> Diagnostic:
    start = offset + match.start()
    if start and document.text[start - 1] == "!":
        start -= 1
    return at_offsets(document, start, offset + match.end(), "link-malformed", "error", message, match[2])


def _unsafe(document: Document, match: re.Match[str], offset: int) -> Diagnostic:
    start, end = offset + match.start(), offset + match.end()
    if start and document.text[start - 1] == "!":
        message = f"The image '{match[2][:60]}' has no address to publish."
        return at_offsets(document, start - 1, end, "image-unsafe", "error", message, match[2])
    message = f"The link '{match[2][:60]}' has a scheme that is never published."
    return at_offsets(document, start, end, "link-unsafe", "error", message, match[2])


def _undefined(document: Document) -> Iterator[Diagnostic]:
    links = {n.span.start for n in document.ast.walk() if n.type in ("link", "image") and n.span is not None}
    for match, offset in (*in_texts(document, _LABELLED), *in_texts(document, _ITS_OWN_LABEL)):
        start, end = offset + match.start(), offset + match.end()
        label = match[match.lastindex or 1]
        if start not in links and not _is_of_code(match[1], label):
            message = f"Nothing defines '[{label}]', so '{match[0][:60]}' is no link."
            yield at_offsets(document, start, end, "link-label-undefined", "warning", message, label)


def _shown_remarks(document: Document) -> Iterator[Diagnostic]:
    """Remarks that readers see: below a line of a paragraph, or with brackets that end too soon."""
    for match, offset in in_texts(document, _REMARK):
        message = f"The remark '{match[0].strip()[:60]}' is not read as one, so readers see it."
        found = at_offsets(
            document, offset + match.start(), offset + match.end(), "remark-shown", "warning", message, ""
        )
        yield replace(found, help="Put a blank line before it and no brackets inside, or write <!-- the remark -->.")


def _is_of_code(text: str, label: str) -> bool:
    """Whether both brackets hold no words: ``[A-Z][a-z]`` or ``[i][j]``."""
    return all(len(each) == 1 or ("-" in each and _SET.match(each) is not None) for each in (text, label))


def unused_definitions(document: Document) -> Iterator[Reference]:
    """The targets of definitions that no link of the text uses: those that one uses are found where it is."""
    text = document.text
    if "]:" not in text:
        return
    code = Stretches(n.span for n in document.ast.walk() if n.type in ("fence", "code_block") and n.span is not None)
    used = Counter(match[1].strip().lower() for match in _BRACKETS.finditer(text))
    for match in _DEFINITION.finditer(text):
        start = match.start() + len(match[0]) - len(match[0].lstrip(" "))
        if start in code or match[1].startswith("^"):
            continue
        if not _begins_block(text, match.start()) or used[match[1].strip().lower()] > 1:
            continue
        if not (match[2] or match[3]) or match[3] == "#" or match[1] == "//":
            continue  # A remark: "[//]: # (text)", "[comment]: <> (text)".
        place = _place(document, start, match.end())
        number = 2 if match[2] is not None else 3
        yield Reference(
            "link",
            match[number],
            match[1],
            "definition",
            place,
            _place(document, match.start(number), match.end(number)),
        )


def defined_targets(text: str) -> dict[str, Span]:
    """Where the target of each label stands; of two definitions of a label the first holds."""
    found: dict[str, Span] = {}
    for match in _DEFINITION.finditer(text):
        number = 2 if match[2] is not None else 3
        found.setdefault(_folded(match[1]), Span(*match.span(number)))
    return found


def label_in(written: str) -> str:
    """The label of a link that has one: the last brackets, or those before them if they are empty."""
    match = _LABEL.search(written)
    return _folded(match[1]) if match is not None else ""


def _begins_block(text: str, at: int) -> bool:
    """Whether the line before is blank or a definition too: none can stand inside a paragraph."""
    before = text[text.rfind("\n", 0, max(at - 1, 0)) + 1 : max(at - 1, 0)]
    return not before.strip() or before.startswith("---") or _DEFINITION.match(before) is not None


def _folded(label: str) -> str:
    return " ".join(label.casefold().split())


def _place(document: Document, start: int, end: int) -> Place:
    first, last = document.lines.position(start), document.lines.position(end)
    return Place(first.line, first.column, last.line, last.column)
