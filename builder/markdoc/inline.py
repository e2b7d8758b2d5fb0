"""The inline parser: markdown-it's rules, each tried only at characters where it can match.

It gives the same tokens as markdown-it, and records which range of the text each rule read, so that the place of any
token can be computed on demand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, TypeAlias
from unicodedata import category

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isWhiteSpace
from markdown_it.parser_inline import ParserInline, RuleFuncInlineType
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token
from markdown_it.utils import EnvType

from builder.markdoc.tokens import make_token

Push: TypeAlias = tuple[int, int, int, int]
"""Tokens from ``first`` to before ``behind`` were pushed by a rule that matched the text ``[start, end)``."""

RULE_CHARACTERS: Mapping[str, str] = {
    "linkify": ":",
    "newline": "\n",
    "escape": "\\",
    "backticks": "`",
    "strikethrough": "~",
    "emphasis": "*_",
    "link": "[",
    "footnote_ref": "[",
    "image": "!",
    "autolink": "<",
    "html_inline": "<",
    "entity": "&",
    "containers": "{",
    "comment": "<",
}
"""The characters at which each rule can match."""

STOPS = "]"
"""Another character at which skipping stops: the end of a link's label."""


class LineState(StateInline):
    """markdown-it's state of one block's text, which also records the range of text behind each token."""

    def __init__(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> None:
        super().__init__(src, md, env, tokens)
        self.pushes: list[Push] = []

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        if nesting < 0 and not self._prev_delimiters:
            # A closing tag that nothing opened has taken the list of emphasis marks to go back to.
            self._prev_delimiters.append([])
        if self.pending:
            self.pushPending()
        meta = None
        if nesting < 0:
            self.level -= 1
            self.delimiters = self._prev_delimiters.pop()
        token = make_token(ttype, tag, nesting, self.level)
        if nesting > 0:
            self.level += 1
            self._prev_delimiters.append(self.delimiters)
            self.delimiters = []
            meta = {"delimiters": self.delimiters}
        self.pendingLevel = self.level
        self.tokens.append(token)
        self.tokens_meta.append(meta)
        return token

    def pushPending(self) -> Token:
        token = make_token("text", "", 0, self.pendingLevel, self.pending)
        self.tokens.append(token)
        self.pending = ""
        return token

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:
        """Whether a run of emphasis marks may open or close, by the characters before and after it.

        As in the reference, a symbol that is not ASCII counts as a letter: ``**5€**each`` is bold. Later
        versions of CommonMark, and markdown-it-py with them, count it as punctuation.
        """
        src, behind = self.src, start
        while behind < self.posMax and src[behind] == src[start]:
            behind += 1
        before = _kind(src[start - 1]) if start > 0 else BLANK
        after = _kind(src[behind]) if behind < self.posMax else BLANK
        opens = after is LETTER or (after is PUNCTUATION and before is not LETTER)
        closes = before is LETTER or (before is PUNCTUATION and after is not LETTER)
        return Scanned(
            opens and (canSplitWord or not closes or before is PUNCTUATION),
            closes and (canSplitWord or not opens or after is PUNCTUATION),
            behind - start,
        )


LETTER, PUNCTUATION, BLANK = "letter", "punctuation", "blank"


def _kind(character: str) -> str:
    """The class of a character for emphasis; one beyond the first plane is a letter, as JavaScript sees it."""
    code = ord(character)
    if isWhiteSpace(code):
        return BLANK
    if isMdAsciiPunct(code) or (code > 0x7F and code <= 0xFFFF and category(character)[0] == "P"):
        return PUNCTUATION
    return LETTER


class InlineParser(ParserInline):
    """markdown-it's inline parser with a table of rules by character."""

    def __init__(self) -> None:
        super().__init__()
        self._rules: dict[str, list[RuleFuncInlineType]] = {}
        self._next: re.Pattern[str] = re.compile("")

    def prepare(self) -> None:
        """Make the table from the rules enabled now."""
        active = self.ruler.get_active_rules()
        rules = dict(zip(active, self.ruler.getRules(""), strict=True))
        self._rules = {}
        for name in active:
            for character in RULE_CHARACTERS.get(name, ""):
                self._rules.setdefault(character, []).append(rules[name])
        self._next = re.compile("[" + re.escape("".join(self._rules) + STOPS) + "]")

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """Called by markdown-it for the label of an image, whose tokens are never used: returns none."""
        return tokens

    def parse_line(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Push]:
        """Parse a block's text into ``tokens``; returns the range of text that each rule read."""
        if self._next.search(src) is None:
            # Nothing in it can be markup: most blocks of a reference page are such.
            if src:
                tokens.append(make_token("text", "", 0, 0, src))
            return []
        state = LineState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.pushes

    def tokenize(self, state: StateInline) -> None:
        """Like markdown-it's, but plain text is skipped with one search."""
        src, end = state.src, state.posMax
        deepest = state.md.options["maxNesting"]
        tokens = state.tokens
        assert isinstance(state, LineState)
        pushes = state.pushes
        search = self._next.search
        table = self._rules
        while state.pos < end:
            pos = state.pos
            match = search(src, pos, end)
            if match is None:
                state.append_pending(src[pos:end])
                state.pos = end
                break
            start = match.start()
            if start > pos:
                state.append_pending(src[pos:start])
                state.pos = start
            before = len(tokens)
            if state.level < deepest and any(rule(state, False) for rule in table.get(src[start], ())):
                if len(tokens) > before:
                    pushes.append((before, len(tokens), start, state.pos))
                continue
            state.append_pending(src[start])
            state.pos = start + 1
        if state.pending:
            state.pushPending()

    def skipToken(self, state: StateInline) -> None:
        """As markdown-it's: pass over one token without making any."""
        pos = state.pos
        known = state.cache.get(pos)
        if known is not None:
            state.pos = known
            return
        self._skip(state, pos)
        state.cache[pos] = state.pos

    def _skip(self, state: StateInline, pos: int) -> None:
        if state.level >= state.md.options["maxNesting"]:
            state.pos = state.posMax
            return
        match = self._next.search(state.src, pos, state.posMax)
        if match is None:
            state.pos = state.posMax
        elif match.start() > pos:
            state.pos = match.start()
        elif not self._skipped_by_rule(state, state.src[pos]):
            state.pos = pos + 1

    def _skipped_by_rule(self, state: StateInline, character: str) -> bool:
        for rule in self._rules.get(character, ()):
            state.level += 1
            matched = rule(state, True)
            state.level -= 1
            if matched:
                return True
        return False
