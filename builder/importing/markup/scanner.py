"""Reads a page of another system: Markdown stays text; code, elements, expressions and containers become nodes.

It walks the text once. At a line's beginning it looks for blocks (fences, quotations, containers, programs), and
elsewhere for code spans, elements and expressions. Anything that it can't read stays text: no character is lost.
"""

from __future__ import annotations

import re

from builder.importing.javascript.balance import Budget, closing_brace
from builder.importing.markup.block_lines import Lines
from builder.importing.markup.blocks import scan_block
from builder.importing.markup.builder import MarkupBuilder, Opening
from builder.importing.markup.dialect import Dialect
from builder.importing.markup.elements import Mark, read_mark
from builder.importing.markup.html_names import KNOWN, RAW, VOID
from builder.importing.markup.lists import Items
from builder.importing.markup.nodes import CodeNode, Comment, Element, Expression, MarkupText, Node
from builder.importing.markup.tags import TagMark, read_tag

_SIGN = re.compile(r"[`<{\\\n$]|\]\(")
_MATH = re.compile(r"\$(?=[^\s$])((?:[^$\n\\]|\\.){1,400}?)(?<=[^\s\\])\$(?!\d)")
_FORMULA = re.compile(r"[\\{}^_]")
_CLEAN = re.compile(r"[ \t]*")
_AFTER_MARKER = re.compile(r"[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)+")
_ENDS = re.compile(r"[ \t]*(?:\n|\Z|</)")
_ENDS_TAG = re.compile(r"[ \t]*(?:\n|\Z|\{%[ \t]*/)")
_RESOURCE = re.compile(r"\]\([ \t]*(?:<[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)")
_AUTOLINK = re.compile(r"<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[\w.+-]+@[\w.-]+)>")
_RUN = re.compile(r"`+")
_BLANK_LINE = re.compile(r"\n[ \t]*(?:\n|\Z)")
_HEADING_ID = re.compile(r"\{#[\w.:-]+\}[ \t]*(?=\n|\Z)")
_COMMENT_END = re.compile(r"-->")
_RAW_END = {name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in RAW}
_COMMENT_ID = re.compile(r"\{/\*[ \t]*(#[\w.:-]+)[ \t]*\*/\}[ \t]*(?=\n|\Z)")


def parse_markup(text: str, dialect: Dialect, first_line: int = 1, depth: int = 0) -> tuple[Node, ...]:
    """The nodes of a text; ``first_line`` is its place in the file, ``depth`` how many texts it is nested in."""
    return MarkupScanner(text, dialect, first_line, depth).run()


class MarkupScanner:
    """One walk over a text."""

    def __init__(self, text: str, dialect: Dialect, first_line: int, depth: int) -> None:
        self.text = text
        self.dialect = dialect
        self.depth = depth
        self.at = 0
        self.builder = MarkupBuilder()
        self.budget = Budget(len(text))
        self.lines = Lines(text, first_line)
        self.items = Items()
        self.after_program = False
        """Whether the line before belongs to an import or export."""
        self._clean = True
        """Whether only openings are before this place on its line."""
        self._marker = False
        self._paragraph = 0
        """The offset at which the paragraph ends; one that is passed is found again."""
        self._no_run: dict[int, int] = {}
        """The offset from which there is no second run of backticks of this length, by length."""

    def run(self) -> tuple[Node, ...]:
        """Every node."""
        while self.at < len(self.text):
            if self.lines.starts(self.at):
                self._clean, self._marker = True, False
                if scan_block(self):
                    continue
            self._inline()
        return self.builder.finish(self.lines.number(self.at) + 1)

    def take(self, end: int) -> None:
        """Take the text up to ``end`` as it is."""
        if end > self.at:
            piece = self.text[self.at : end]
            self.builder.add(MarkupText(piece, self.lines.number(self.at)))
            if piece.strip():
                self._clean = False
                self.after_program = False
            self.at = end

    def add(self, node: Node, end: int) -> None:
        """Take a node that ends at ``end``."""
        self.builder.add(node)
        self.at = end

    def column(self, at: int) -> int:
        """The column of an offset on its line, 0-based."""
        return self.lines.column(at)

    def nested(self, text: str, line: int) -> tuple[Node, ...]:
        """The nodes of a text that is inside this one; it stays text where it is nested too deep."""
        if self.depth >= 12:
            return (MarkupText(text, line),)
        return parse_markup(text, self.dialect, line, self.depth + 1)

    def _inline(self) -> None:
        sign = _SIGN.search(self.text, self.at)
        if sign is None:
            self.take(len(self.text))
            return
        if sign.start() > self.at:
            before = self.text[self.at : sign.start()]
            marker = _AFTER_MARKER.fullmatch(before) if self._clean else None
            self.take(sign.start())
            self._clean, self._marker = self._clean or marker is not None, marker is not None
        mark = sign[0]
        if mark == "\n":
            self.take(sign.end())
        elif mark == "\\":
            self.take(min(sign.end() + 1, len(self.text)))
        elif mark == "](":
            found = _RESOURCE.match(self.text, self.at)
            self.take(found.end() if found is not None else sign.end())
        elif mark == "`":
            self._code_span()
        elif mark == "$":
            self._math()
        elif mark == "<":
            self._angle()
        else:
            self._brace()

    def _code_span(self) -> None:
        run = _RUN.match(self.text, self.at)
        assert run is not None
        width = len(run[0])
        if self._no_run.get(width, -1) < self.at:
            start = self.lines.offsets[self.lines.index(self.at)]
            row = self.text[start : start + 40].lstrip().startswith("|")
            # Code ends in its row of a table.
            end = self.lines.end(self.at) if row else self._paragraph_end()
            for other in _RUN.finditer(self.text, run.end(), end):
                if len(other[0]) == width:
                    self.add(CodeNode(self.text[self.at : other.end()], self.lines.number(self.at)), other.end())
                    self._clean = False
                    return
            self._no_run[width] = end
        self.take(run.end())

    def _math(self) -> None:
        """A formula in a sentence is code, so that nothing in it is read."""
        found = _MATH.match(self.text, self.at) if self.dialect.mdx else None
        if found is not None and _FORMULA.search(found[1]) and "`" not in found[1]:
            self.add(CodeNode(f"`{found[1]}`", self.lines.number(self.at)), found.end())
            self._clean = False
        else:
            self.take(self.at + 1)

    def _paragraph_end(self) -> int:
        if self._paragraph <= self.at:
            blank = _BLANK_LINE.search(self.text, self.at)
            self._paragraph = blank.start() if blank is not None else len(self.text)
        return self._paragraph

    def _find(self, what: re.Pattern[str], start: int) -> re.Match[str] | None:
        """Search to the end of the text, for as long as the budget lasts."""
        found = what.search(self.text, start) if self.budget.left > 0 else None
        self.budget.spend((found.end() if found is not None else len(self.text)) - start)
        return found

    def _angle(self) -> None:
        text, start = self.text, self.at
        if text.startswith("<!--", start):
            end = self._find(_COMMENT_END, start)
            if end is not None:
                self._comment(text[start + 4 : end.start()], end.end())
                return
        auto = _AUTOLINK.match(text, start)
        if auto is not None:
            self.take(auto.end())
            return
        mark = read_mark(text, start, self.budget, jsx=self.dialect.mdx)
        if mark is None or not self._is_element(mark):
            self.take(start + 1)
        elif mark.closing:
            self._close(mark)
        else:
            self._open(mark)

    def _is_element(self, mark: Mark) -> bool:
        return self.dialect.mdx or mark.name.lower() in KNOWN

    def _name(self, mark: Mark) -> str:
        return mark.name if self.dialect.mdx and not mark.name.isupper() else mark.name.lower()

    def _close(self, mark: Mark) -> None:
        ends = _ENDS.match(self.text, mark.end) is not None
        line = self.lines.number(self.at)
        if self.builder.close(self._name(mark), ends=ends, line=line):
            self.at = mark.end
            self._clean = False
        else:
            self.take(mark.end)

    def _open(self, mark: Mark) -> None:
        name, text = self._name(mark), self.text
        if mark.self_closing or name in VOID:
            self._alone(mark, name, ends=_ENDS.match(text, mark.end) is not None)
            return
        end = self._find(_RAW_END[name], mark.end) if name in RAW else None
        if end is not None:
            children = (MarkupText(text[mark.end : end.start()], self.lines.number(self.at)),)
            self._element(mark, name, children, end.end(), block=True)
            return
        self._opening(mark, name)

    def _alone(self, mark: Mark | TagMark, name: str, *, ends: bool) -> None:
        """An element without children; ``ends`` if nothing follows it on its line."""
        self._element(mark, name, (), mark.end, block=self._clean and ends and not self._marker)
        self._clean = False

    def _element(self, mark: Mark | TagMark, name: str, children: tuple[Node, ...], end: int, *, block: bool) -> None:
        """A whole element, which begins here."""
        start = self.at
        element = Element(
            name=name,
            attributes=mark.attributes,
            children=children,
            block=block,
            column=self.column(start),
            line=self.lines.number(start),
            source=self.text[start : mark.end],
        )
        self.add(element, end)

    def _opening(self, mark: Mark | TagMark, name: str) -> None:
        """The beginning of an element; text, if it is never closed."""
        start = self.at
        opening = Opening(
            name=name,
            attributes=mark.attributes,
            source=self.text[start : mark.end],
            line=self.lines.number(start),
            column=self.column(start),
            starts=self._clean,
            after_marker=self._marker,
        )
        if self.builder.open(opening):
            self.at = mark.end
        else:
            self.take(mark.end)

    def _comment(self, content: str, end: int) -> None:
        start = self.at
        block = self._clean and not self._marker and _ENDS.match(self.text, end) is not None
        self.add(Comment(content, block, self.column(start), self.lines.number(start)), end)

    def _tag(self) -> None:
        """A tag of Markdoc; variables and annotations are part of the text."""
        start = self.at
        mark = read_tag(self.text, start, self.budget)
        if mark is None or mark.kind == "other":
            self.take(mark.end if mark is not None else start + 2)
            return
        name = f"%{mark.name}"
        ends = _ENDS_TAG.match(self.text, mark.end) is not None
        if mark.kind == "close":
            if self.builder.close(name, ends=ends, line=self.lines.number(start)):
                self.at = mark.end
                self._clean = False
            else:
                self.take(mark.end)
        elif mark.kind == "alone" or mark.name == "else":
            self._alone(mark, name, ends=ends)
        else:
            self._opening(mark, name)

    def _brace(self) -> None:
        text, start = self.text, self.at
        if text.startswith("{%", start) and self.dialect.markdoc:
            self._tag()
            return
        if not self.dialect.mdx or _HEADING_ID.match(text, start):
            self.take(start + 1)
            return
        named = _COMMENT_ID.match(text, start)
        if named is not None:
            self.add(MarkupText("{" + named[1] + "}", self.lines.number(start)), named.end())
            return
        end = closing_brace(text, start, self.budget)
        if end < 0:
            self.take(start + 1)
            return
        source = text[start + 1 : end - 1].strip()
        if source.startswith("/*") and source.endswith("*/") and source.find("*/") == len(source) - 2:
            self._comment(source[2:-2], end)
            return
        block = self._clean and not self._marker and _CLEAN.match(text, end) is not None and self.lines.ends(end)
        self.add(Expression(source, block, self.column(start), self.lines.number(start)), end)
        self._clean = False
