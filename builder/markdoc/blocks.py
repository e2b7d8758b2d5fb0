"""The block parser: markdown-it's rules, each tried only at lines that can begin its block.

It gives the same tokens as markdown-it. A line's first character selects the rules; for a table, that of the line
below.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock, RuleFuncBlockType
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from markdown_it.utils import EnvType

from builder.markdoc.tokens import make_token

RULE_CHARACTERS: Mapping[str, str] = {
    "fence": "`~",
    "blockquote": ">",
    "hr": "*-_",
    "list": "*-+0123456789",
    "reference": "[",
    "footnote_def": "[",
    "abbreviation": "*",
    "heading": "#",
    "annotations": "{",
    "frontmatter": "-",
    "comment": "<",
}
"""The first characters of the lines at which each rule can match; rules not listed here can match at all lines."""

TABLE = "table"
BELOW_TABLE_HEAD = frozenset("|-:")
"""The first characters of the line below a table's head."""

NEVER = "code"
"""A rule that never matches in this language; other rules check indents because it exists."""


class BlockState(StateBlock):
    """markdown-it's state of one text, which makes its tokens faster."""

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        if nesting < 0:
            self.level -= 1
        token = make_token(ttype, tag, nesting, self.level)
        token.block = True
        if nesting > 0:
            self.level += 1
        self.tokens.append(token)
        return token


class BlockRuler(Ruler[RuleFuncBlockType]):
    """markdown-it's rules, each chain as one rule that tries those that can match."""

    def __init__(self) -> None:
        super().__init__()
        self._chains: dict[str, list[RuleFuncBlockType]] = {}

    def prepare(self) -> None:
        """Build the chains from the enabled rules."""
        enabled = [rule for rule in self.__rules__ if rule.enabled and rule.name != NEVER]
        self._chains.clear()
        for chain in {"", *(name for rule in enabled for name in rule.alt)}:
            members = [(rule.name, rule.fn) for rule in enabled if not chain or chain in rule.alt]
            self._chains[chain] = [_chain(members)]

    def getRules(self, chainName: str = "") -> list[RuleFuncBlockType]:
        """The rules of a chain, as one."""
        return self._chains.get(chainName, [])


class BlockParser(ParserBlock):
    """markdown-it's block parser with rules by a line's first character."""

    def __init__(self) -> None:
        super().__init__()
        ruler = BlockRuler()
        ruler.__rules__ = self.ruler.__rules__
        self.ruler = ruler

    def prepare(self) -> None:
        """Build the chains from the enabled rules."""
        assert isinstance(self.ruler, BlockRuler)
        self.ruler.prepare()

    def parse(self, src: str, md: MarkdownIt, env: EnvType, outTokens: list[Token]) -> list[Token] | None:
        """The tokens of a text's blocks."""
        if not src:
            return None
        state = BlockState(src, md, env, outTokens)
        self.tokenize(state, state.line, state.lineMax)
        return state.tokens


def _chain(members: Sequence[tuple[str, RuleFuncBlockType]]) -> RuleFuncBlockType:
    """One rule that is equivalent to these, in their order."""
    without_table = [(name, rule) for name, rule in members if name != TABLE]
    has_table = len(without_table) < len(members)
    rules, rules_with_table = _by_character(without_table), _by_character(members)
    anywhere, anywhere_with_table = _anywhere(without_table), _anywhere(members)

    def chain(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
        src, starts, shifts = state.src, state.bMarks, state.tShift
        begin = starts[start_line] + shifts[start_line]
        character = src[begin : begin + 1]
        matching = rules.get(character, anywhere)
        if has_table and start_line + 1 < end_line:
            below = starts[start_line + 1] + shifts[start_line + 1]
            if src[below : below + 1] in BELOW_TABLE_HEAD:
                matching = rules_with_table.get(character, anywhere_with_table)
        matched = False
        for rule in matching:
            matched = rule(state, start_line, end_line, silent)
            if matched:
                break
        return matched

    return chain


def _anywhere(members: Sequence[tuple[str, RuleFuncBlockType]]) -> list[RuleFuncBlockType]:
    return [rule for name, rule in members if name not in RULE_CHARACTERS]


def _by_character(members: Sequence[tuple[str, RuleFuncBlockType]]) -> dict[str, list[RuleFuncBlockType]]:
    return {
        character: [rule for name, rule in members if character in RULE_CHARACTERS.get(name, character)]
        for character in "".join(RULE_CHARACTERS.values())
    }
