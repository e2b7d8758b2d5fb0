"""Tags in their common form are read without the grammar, with the same result."""

from __future__ import annotations

import pytest

from builder.markdoc import grammar
from builder.markdoc.grammar import TagContent, parse_tag_spans
from builder.markdoc.scanner import TagSyntaxError


@pytest.mark.parametrize(
    "content",
    [
        'image src="/a/b.png" alt="" /',
        'image\n\tsrc="é"  n=-2.5 wide=true/',
        "note wide=false",
        "note",
        "/note",
        'note nullable="x"',
        'note 1="x"',
        "note 1=2 null=$b",
        "note nullable=$b falsey=[1]",
        "note null a=1",
        'note a="b" null="c"',
        "note a=1/",
        "note a=$b",
        r'note a="\n"',
    ],
)
def test_the_common_form_gives_what_the_grammar_gives(content: str) -> None:
    assert _read(content) == _read_by_grammar(content)


def _read(content: str) -> TagContent | None:
    try:
        return parse_tag_spans(content)
    except TagSyntaxError:
        return None


def _read_by_grammar(content: str) -> TagContent | None:
    try:
        return grammar._Parser(content).top()
    except TagSyntaxError:
        return None
