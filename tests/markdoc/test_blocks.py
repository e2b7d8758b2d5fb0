"""Rules tried by a line's first character give the same blocks as all rules tried at each line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it.parser_block import ParserBlock
from markdown_it.rules_core import StateCore

from builder.markdoc.tokenizer import TokenizerOptions, _markdown

OPTIONS = (
    TokenizerOptions(),
    TokenizerOptions(allow_comments=True),
    TokenizerOptions(allow_indentation=True, allow_comments=True),
)

PIECES = (
    *(
        "- ",
        "* ",
        "+ ",
        "1. ",
        "2) ",
        "> ",
        "# ",
        "###### ",
        "    ",
        "  ",
        "\t",
        "---",
        "***",
        "___",
        "```",
        "~~~",
        "a",
        "b c",
    ),
    *(
        "| a | b |",
        "|---|:-:|",
        "--|--",
        ":-",
        "[x]: /y",
        "[x]",
        "{% a %}",
        "{% /a %}",
        "{% a",
        "%}",
        "<!-- c -->",
        "<!--",
        "-->",
    ),
    *("9", "1.", "é", "\u00a0", "=", "==", "\\", "-"),
)
LINES = st.lists(st.lists(st.sampled_from(PIECES), max_size=4).map("".join), max_size=9)


@pytest.mark.parametrize("options", OPTIONS)
@given(LINES)
@example(["a", "---|---", "b | c"])
@example(["> | a |", "> |---|", "> | b |"])
@example(["- | a |", "  |---|", "  | b |"])
@example(["<!-- a --> # b", "|---|"])
def test_rules_by_first_character_give_the_tokens_of_all_rules(options: TokenizerOptions, lines: list[str]) -> None:
    text = "\n".join(lines)
    assert _tokens(text, options, whole=False) == _tokens(text, options, whole=True)


def _tokens(text: str, options: TokenizerOptions, *, whole: bool) -> list[Mapping[str, Any]]:
    md = _markdown.__wrapped__(options)
    if whole:
        rules = md.block.ruler.__rules__
        md.block = ParserBlock()
        md.block.ruler.__rules__ = rules
        md.block.ruler.__cache__ = None
    env: dict[str, Any] = {}
    state = StateCore(text, md, env)
    md.core.process(state)
    return [token.as_dict(meta_serializer=repr) for token in state.tokens]
