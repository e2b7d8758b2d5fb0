"""Blocks that start at the beginning of a line: fences, quotations, containers, programs, indented code."""

from __future__ import annotations

import re
from typing import Protocol

from builder.importing.javascript.balance import Budget, statement_end
from builder.importing.markup.block_lines import Lines, dedented, indentation
from builder.importing.markup.builder import MarkupBuilder, Opening
from builder.importing.markup.containers import container_attributes
from builder.importing.markup.dialect import Dialect
from builder.importing.markup.lists import DEFINITION, NOTE, Items, marker_of
from builder.importing.markup.nodes import Element, Fence, MarkupAttribute, Node, Prefixed, Program

_PREFIX = re.compile(r"[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]{1,4})*")
_FENCE = re.compile(r"(`{3,})([^`\n]*)$|(~{3,})([^\n]*)$", re.MULTILINE)
_PROGRAM = re.compile(
    r"import\s*(?:[^'\"\n;]{0,400}(?:\n[^'\"\n;]{0,400}){0,40}?\bfrom\s*)?['\"][^'\"\n]{1,400}['\"]"
    r"|export\s+(?:const|let|var|default|function|async|class|type|interface|\{|\*)"
)
_CONTAINER = re.compile(r"(:{3,})[ \t]*([A-Za-z][\w-]*)?(.*)$")
_ADMONITION = re.compile(r"(!!!|\?\?\?\+?)[ \t]+([\w-]+(?:[ \t]+[\w-]+)*)?[ \t]*(?:\"(.*)\")?[ \t]*$")
_MADE = re.compile(r":::[ \t]+[A-Za-z_][\w.:-]*[ \t]*$")
"""A directive of mkdocstrings or mkdocs-click, which write text from a program's source."""
MADE_TEXT = "yaml program-text"
"""The info string of the code block that such a directive becomes until it is converted."""
_TAB = re.compile(r"===([!+]*)[ \t]+\"(.*)\"[ \t]*$")
_BLOCK_START = re.compile(r"[ \t]*(?:#{1,6}[ \t]|>|```|~~~|:::|!!!|\?\?\?|===|<|\{|[-*+][ \t]|\d{1,9}[.)][ \t]|\||$)")


class Scan(Protocol):
    """The walk that looks for blocks."""

    text: str
    at: int
    dialect: Dialect
    builder: MarkupBuilder
    lines: Lines
    budget: Budget
    items: Items
    after_program: bool

    def take(self, end: int) -> None:
        """Take text as it is."""

    def add(self, node: Node, end: int) -> None:
        """Take a node."""

    def nested(self, text: str, line: int) -> tuple[Node, ...]:
        """The nodes of a text inside."""


def scan_block(scan: Scan) -> bool:
    """Take the block that begins at this line, if one of those read here does."""
    start = scan.at
    line = scan.text[start : scan.lines.end(start)]
    stripped = line.lstrip(" \t")
    if not stripped:
        return False
    blank_before = scan.lines.blank_before(start)
    if _indented_code(scan, line, blank_before):
        return True
    _track_items(scan, line, stripped, blank_before)
    first = stripped[0]
    if first == ">":
        return _quotation(scan, line)
    if first in "`~-*+0123456789" and _fence(scan, line):
        return True
    if first == "$" and stripped.startswith("$$") and scan.dialect.mdx:
        return _math(scan, line, stripped)
    if first == ":" and scan.dialect.containers:
        return _container(scan, line, stripped)
    if first == ":" and scan.dialect.python and _MADE.match(stripped):
        return _made_text(scan, line)
    if first in "!?=" and scan.dialect.python:
        return _python_container(scan, line, stripped)
    if first in "ie" and scan.dialect.mdx and line is stripped and not scan.builder.depth:
        return _program(scan, blank_before)
    return False


def _track_items(scan: Scan, line: str, stripped: str, blank_before: bool) -> None:
    marker = marker_of(stripped)
    if marker is not None:
        scan.items.add(indentation(line), marker)
    elif NOTE.match(stripped) or (scan.dialect.python and DEFINITION.match(stripped)):
        scan.items.add_note(indentation(line), 4, 4)
    elif blank_before:
        scan.items.enter(indentation(line))


def _fence(scan: Scan, line: str) -> bool:
    prefix = _PREFIX.match(line)
    assert prefix is not None
    mark = _FENCE.match(line, prefix.end())
    if mark is None:
        return False
    number = scan.lines.number(scan.at)
    if prefix[0].strip():
        scan.take(scan.at + prefix.end())
    column = len(prefix[0].expandtabs(4))
    boundary, info = (mark[1], mark[2]) if mark[1] else (mark[3], mark[4])
    closing = re.compile(rf"[ \t]*{boundary[0]}{{{len(boundary)},}}[ \t]*\Z")
    index = scan.lines.index(scan.at) + 1
    left = scan.items.innermost().content
    outside = 0
    """The line at which the list item of the fence ends."""
    body: list[str] = []
    while index < len(scan.lines.offsets):
        content = scan.lines.line(index)
        if closing.match(content) and not (outside and indentation(content) != column):
            index += 1
            break
        if not outside and 0 < left <= column and content.strip() and indentation(content) < left:
            outside = index
        body.append(dedented(content, column) if column else content)
        index += 1
    else:
        if outside:
            body = body[: outside - scan.lines.index(scan.at) - 1]
            index = outside
        while body and not body[-1].strip():
            body.pop()
    scan.add(Fence(info.strip(), tuple(body), column, number), scan.lines.end_before(index))
    return True


def _math(scan: Scan, line: str, stripped: str) -> bool:
    """A formula between two lines of ``$$``, or on one line."""
    column, number = indentation(line), scan.lines.number(scan.at)
    index = scan.lines.index(scan.at) + 1
    rest = stripped.rstrip()[2:]
    if rest.endswith("$$"):
        scan.add(Fence("math", (rest[:-2].strip(),), column, number), scan.lines.end_before(index))
        return True
    body = [rest] if rest.strip() else []
    while index < len(scan.lines.offsets):
        content = scan.lines.line(index)
        index += 1
        if content.rstrip().endswith("$$"):
            last = content.rstrip()[:-2]
            body += [dedented(last, column)] if last.strip() else []
            scan.add(Fence("math", tuple(body), column, number), scan.lines.end_before(index))
            return True
        if not content.strip():
            return False
        body.append(dedented(content, column))
    return False


def _indented_code(scan: Scan, line: str, blank_before: bool) -> bool:
    if not scan.dialect.indented_code or not blank_before or scan.builder.depth:
        return False
    column = indentation(line)
    if column < 4 or column - scan.items.enter(column).content < 4:
        return False
    left = scan.items.innermost().content
    index = scan.lines.index(scan.at)
    number = scan.lines.number(scan.at)
    body: list[str] = []
    while index < len(scan.lines.offsets):
        content = scan.lines.line(index)
        if content.strip() and indentation(content) - left < 4:
            break
        body.append(dedented(content, left + 4))
        index += 1
    while not body[-1].strip():
        body.pop()
        index -= 1
    if scan.dialect.python:
        # A list item's content is four spaces to the right there, however long its marker is.
        least = min(indentation(each) for each in body if each.strip())
        body = [dedented(each, least) for each in body]
    scan.add(Fence("", tuple(body), left, number), scan.lines.end_before(index))
    return True


def _quotation(scan: Scan, line: str) -> bool:
    column, number = indentation(line), scan.lines.number(scan.at)
    index = scan.lines.index(scan.at)
    inner: list[str] = []
    while index < len(scan.lines.offsets):
        content = scan.lines.line(index)
        stripped = content.lstrip(" \t")
        if stripped.startswith(">"):
            inner.append(stripped[2:] if stripped.startswith("> ") else stripped[1:])
        elif inner and inner[-1].strip() and not _BLOCK_START.match(content) and not _BLOCK_START.match(inner[-1]):
            inner.append(stripped)
        else:
            break
        index += 1
    children = scan.nested("\n".join(inner) + "\n", number)
    tight = not scan.lines.blank_before(scan.at)
    scan.add(
        Prefixed(first="> ", rest="> ", children=children, column=column, line=number, tight=tight),
        scan.lines.end_before(index),
    )
    return True


def _container(scan: Scan, line: str, stripped: str) -> bool:
    mark = _CONTAINER.match(stripped)
    if mark is None:
        return False
    end = scan.lines.end(scan.at)
    number = scan.lines.number(scan.at)
    if mark[2] is None:
        if mark[3].strip() or not scan.builder.close_container(number):
            return False
        scan.at = end
        return True
    attributes = container_attributes(mark[3])
    opening = Opening(
        name=":" + mark[2], attributes=attributes, source=stripped, line=number, column=indentation(line), starts=True
    )
    if not scan.builder.open(opening, container=True):
        return False
    scan.at = end
    return True


def _made_text(scan: Scan, line: str) -> bool:
    """A directive with its indented options; a code block keeps it in sight."""
    column, number = indentation(line), scan.lines.number(scan.at)
    index = scan.lines.index(scan.at) + 1
    body = [line.strip()]
    while index < len(scan.lines.offsets):
        content = scan.lines.line(index)
        if content.strip() and indentation(content) <= column:
            break
        body.append(dedented(content, column))
        index += 1
    while not body[-1].strip():
        body.pop()
        index -= 1
    scan.add(Fence(MADE_TEXT, tuple(body), column, number), scan.lines.end_before(index))
    return True


def _python_container(scan: Scan, line: str, stripped: str) -> bool:
    found = _ADMONITION.match(stripped) or _TAB.match(stripped)
    if found is None:
        return False
    column, number = indentation(line), scan.lines.number(scan.at)
    index = scan.lines.index(scan.at) + 1
    inner: list[str] = []
    while index < len(scan.lines.offsets):
        content = scan.lines.line(index)
        if content.strip() and indentation(content) < column + 4:
            break
        inner.append(dedented(content, column + 4))
        index += 1
    children = scan.nested("\n".join(inner) + "\n", number + 1)
    if stripped.startswith("==="):
        name, attributes = "===", [MarkupAttribute("title", found[2]), MarkupAttribute("flags", found[1])]
    else:
        name, attributes = found[1], [MarkupAttribute("kinds", found[2] or "")]
        if found[3] is not None:
            attributes.append(MarkupAttribute("title", found[3]))
    scan.add(
        Element(
            name=name,
            attributes=tuple(attributes),
            children=children,
            block=True,
            column=column,
            line=number,
            source=stripped,
        ),
        scan.lines.end_before(index),
    )
    return True


def _program(scan: Scan, blank_before: bool) -> bool:
    if not blank_before and not scan.after_program:
        return False
    found = _PROGRAM.match(scan.text, scan.at)
    if found is None:
        return False
    is_import = scan.text.startswith("import", scan.at)
    end = scan.lines.end(found.end()) if is_import else statement_end(scan.text, scan.at, scan.budget)
    number = scan.lines.number(scan.at)
    end = scan.lines.end(end) if scan.lines.ends(end) else end
    scan.add(Program(scan.text[scan.at : end].strip(), number), end)
    scan.after_program = True
    return True
