"""The token that a tag's text becomes."""

from __future__ import annotations

from typing import Any

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from builder.markdoc.grammar import TagContent, parse_tag
from builder.markdoc.scanner import TagSyntaxError

TAG_CONTENTS = "markdoc_tags"
"""The key of the environment under which the contents understood so far are kept."""


def push_tag(state: StateBlock | StateInline, content: str) -> Token:
    """Push the token for the trimmed text between two delimiters."""
    found = understood(state.env, content)
    if isinstance(found, TagSyntaxError):
        token = state.push("error", "", 0)
        token.info = content
        token.meta = {"error": found}
        return token
    nesting = 1 if found.kind == "tag_open" else -1 if found.kind == "tag_close" else 0
    token = state.push(found.kind, "", nesting)  # type: ignore[arg-type]
    token.info = content
    token.meta = {"tag": found}
    return token


def understood(env: Any, content: str) -> TagContent | TagSyntaxError:
    """The content, understood once a document."""
    known: dict[str, TagContent | TagSyntaxError] = env.setdefault(TAG_CONTENTS, {})
    found = known.get(content)
    if found is None:
        try:
            found = parse_tag(content)
        except TagSyntaxError as error:
            found = error
        known[content] = found
    return found
