"""Markdown tables whose rows don't fit their head, so that readers don't see everything."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from builder.article.linting import LintedText
from builder.content.document import Document
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.place import Place, diagnostic_at
from builder.markdoc import Node

ROW_TOO_LONG = "table-row-too-long"
NOT_READ = "table-not-read"
CODE_DIVIDED = "table-code-divided"
UNREAD = "markdown-not-read"

_TABLE_TAG = re.compile(r"\{%\s*table\b")
_FIRST_LINE = re.compile(r"\s*([^\s][^\n]*)")
_NO_HEAD = re.compile(
    r"[-*_](?:[ \t]*[-*_]){2,}[ \t]*\Z|<!--|\{%\s*(?:/\s*table|comment)\b|[-+*][ \t]|\d{1,9}[.)][ \t]"
)
_BAR = re.compile(r"(?<!\\)\|")
_DELIMITER = re.compile(r"[ \t]{0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*\Z")
_PREFIX = re.compile(r"[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*")
_CODE = re.compile(r"(?<![`\\])(`{1,3})(?!`)((?:(?!\1(?!`)).){1,4000}?)(?<!`)\1(?!`)")
_UNREAD_HELP = "Give the line of dashes one part for each cell of the header, as in | --- | --- |."
_ROW_HELP = "Write a pipe that is text as '\\|', or give the header and the line below it more cells."


def table_checks(text: LintedText) -> Iterator[Diagnostic]:
    """Rows that don't fit their head, and heads that are not read as tables."""
    document = text.document
    if _TABLE_TAG.search(document.text):
        yield from _lost_beginnings(document)
    if "|" not in document.text or "-" not in document.text:
        return
    lines = document.text.split("\n")
    for node in document.ast.walk():
        if node.type == "table" and len(node.lines) > 1:
            yield from _long_rows(document, lines, node)
        elif node.type == "inline" and len(node.lines) > 1 and node.lines[1] - node.lines[0] > 1:
            yield from _unread_heads(document, lines, node)


def _lost_beginnings(document: Document) -> Iterator[Diagnostic]:
    """Content that a table tag has in place of the list of its head; the language leaves it out."""
    for node in document.ast.walk():
        opening = node.opening_span
        if node.tag != "table" or node.span is None or opening is None or not node.children:
            continue
        made = node.children[0]
        if made.type != "table" or not made.children or made.children[0].children:
            continue
        first = _FIRST_LINE.match(document.text, opening.end, node.span.end)
        if first is not None and not _NO_HEAD.match(first[1]):
            said = f"The table begins with '{first[1].strip()[:60]}', which is not a list: readers don't see it."
            hint = (
                "Write the header as a list with a cell on each line: `* Name`. Or begin with a line of three dashes."
            )
            place = Place.between(document.lines, first.start(1), first.start(1) + len(first[1].rstrip()))
            yield diagnostic_at("table-syntax", place, said, first[1].strip()[:60], hint)


def _long_rows(document: Document, lines: Sequence[str], table: Node) -> Iterator[Diagnostic]:
    """Rows with more cells than the head: the text in these cells is not shown."""
    first, end = table.lines[0], table.lines[1]
    if end - first < 3 or not _DELIMITER.match(_row(lines[first + 1])):
        return
    columns = len(_cells(_row(lines[first])))
    for number in range(first + 2, min(end, len(lines))):
        row = _row(lines[number])
        cells = _cells(row)
        lost = [row[start:stop].strip() for start, stop in cells[columns:] if row[start:stop].strip()]
        offset = document.lines.offset(number) + len(lines[number]) - len(row)
        if "|" in row and _DELIMITER.match(row) and number > first + 2:
            said = "This line of dashes is a row of the table above it, and doesn't begin a new table."
            place = Place.between(document.lines, offset, offset + len(row.rstrip()))
            yield diagnostic_at(
                NOT_READ, place, said, row[:60], "Put a blank line before the header of the second table."
            )
            continue
        if columns > 1 and row.strip() and "|" not in row:
            said = f"'{row.strip()[:60]}' has no pipe, but it is read as a row of the table above it."
            place = Place.between(document.lines, offset, offset + len(row.rstrip()))
            yield diagnostic_at(UNREAD, place, said, row[:60], "Put a blank line between the table and the text.")
            continue
        if not lost:
            yield from _divided_code(document, row, offset)
            continue
        said = f"This row has {len(cells)} cells and the table {_columns(columns)}, so '{lost[0][:60]}' is not shown."
        yield _about_row(document, row, offset, columns, (ROW_TOO_LONG, said, cells[columns][0]))


def _divided_code(document: Document, row: str, offset: int) -> Iterator[Diagnostic]:
    """Code with a bar in it, which ends the cell in the middle of the code."""
    for match in _CODE.finditer(row) if row.count("`") > 1 else ():
        if _BAR.search(match[2]):
            said = f"The pipe in '{match[0][:60]}' ends the cell, so this is not code."
            place = Place.between(document.lines, offset + match.start(), offset + match.end())
            yield diagnostic_at(CODE_DIVIDED, place, said, match[0], "Write the pipe as '\\|', also in code.")


def _unread_heads(document: Document, lines: Sequence[str], inline: Node) -> Iterator[Diagnostic]:
    """Lines that would be a table if the second had as many cells as the first."""
    for number in range(inline.lines[0] + 1, min(inline.lines[1], len(lines))):
        below, above = _row(lines[number]), _row(lines[number - 1])
        if "|" not in below or not _DELIMITER.match(below) or not _BAR.search(above):
            continue
        wanted, found = len(_cells(above)), len(_cells(below))
        if wanted == found:
            continue
        offset = document.lines.offset(number - 1) + len(lines[number - 1]) - len(above)
        said = (
            f"The header has {wanted} cells and the line of dashes below it has {found}, so this is not read "
            "as a table."
        )
        yield _about_row(document, above, offset, found, (NOT_READ, said, 0))
        return


def _about_row(document: Document, row: str, offset: int, columns: int, problem: tuple[str, str, int]) -> Diagnostic:
    """The diagnostic of a row: at the code with a bar in it, if that is the cause, else at a cell."""
    code, said, cell = problem
    divided = [match for match in _CODE.finditer(row) if _BAR.search(match[2])]
    if divided:
        start, end = divided[0].start(), divided[-1].end()
        written = row[start:end]
        escaped = _CODE.sub(lambda match: _BAR.sub(r"\\|", match[0]), written)
        if len(_cells(row[:start] + escaped + row[end:])) == columns:
            place = Place.between(document.lines, offset + start, offset + end)
            hint = f"A pipe ends a cell even in code: write it as '\\|', here {escaped}."
            return diagnostic_at(code, place, said, written, hint, (escaped,))
    place = Place.between(document.lines, offset + cell, offset + len(row.rstrip()))
    return diagnostic_at(code, place, said, row[:60], _UNREAD_HELP if code == NOT_READ else _ROW_HELP)


def _row(line: str) -> str:
    """A line without its indent, quotation marks and list marker."""
    prefix = _PREFIX.match(line)
    return line[prefix.end() :] if prefix is not None and "|" in line[prefix.end() :] else line.lstrip(" \t>")


def _cells(row: str) -> list[tuple[int, int]]:
    """The start and end of each cell in a row, without the pipes at the row's ends."""
    bars = [match.start() for match in _BAR.finditer(row)]
    stripped = row.strip()
    starts = [0, *(bar + 1 for bar in bars)]
    stops = [*bars, len(row)]
    cells = list(zip(starts, stops, strict=True))
    if stripped.startswith("|"):
        cells = cells[1:]
    if bars and not row[bars[-1] + 1 :].strip():
        cells = cells[:-1]
    return cells


def _columns(count: int) -> str:
    return "1 column" if count == 1 else f"{count} columns"
