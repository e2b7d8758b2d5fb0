"""From text to tokens: markdown-it, configured as the reference configures it.

Setext headings and indented code are disabled. Without ``allow_indentation``, other blocks still test for indented
code, although there is none: text that is indented by four spaces is then part of a paragraph. (Disabling the rule
alone would remove most of these tests, but not all, so a rule that never matches replaces it.)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock, list_block
from markdown_it.rules_core import StateCore, normalize
from markdown_it.rules_core.smartquotes import process_inlines
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.fragments_join import fragments_join
from markdown_it.token import Token

from builder.caches import bounded_cache
from builder.markdoc.blocks import BlockParser
from builder.markdoc.delimiters import BLANKS, TagEnds
from builder.markdoc.extensions import NO_EXTENSIONS, Extensions
from builder.markdoc.extensions.rules import add_rules
from builder.markdoc.inline import InlineParser
from builder.markdoc.link_targets import normalized
from builder.markdoc.rules.block_tag import TAG_ENDS, block_tag
from builder.markdoc.rules.comments import block_comment, inline_comment
from builder.markdoc.rules.front_matter import front_matter
from builder.markdoc.rules.inline_tag import inline_tag
from builder.markdoc.rules.paragraph import indented_paragraph
from builder.markdoc.spans.source_map import ranges_before

BYTE_ORDER_MARK = "\ufeff"
"""Characters that are blanks for JavaScript, and so for the reference; but not for markdown-it-py."""

MOST_QUOTES = 500
"""A block with more straight quotes keeps them."""

INLINE_ALTERNATIVES: RuleOptionsType = {"alt": ["paragraph", "blockquote"]}


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenizerOptions:
    """Options of the tokenizer."""

    allow_indentation: bool = False
    """Blocks may be indented at will."""
    allow_comments: bool = False
    linkify: bool = False
    """Bare URLs become links."""
    typographer: bool = False
    """Typographic quotes and dashes."""
    extensions: Extensions = NO_EXTENSIONS


@dataclass(frozen=True, slots=True)
class TokenStream:
    """The tokens of one text."""

    tokens: list[Token]
    """Inline tokens have the records of rules in ``meta["pushes"]``."""
    src: str
    """The parsed text: line ends and NUL normalised."""
    env: dict[str, Any]


class _Markdown(MarkdownIt):
    """markdown-it that caches equal targets."""

    def normalizeLink(self, url: str) -> str:
        """The target, percent-encoded."""
        return normalized(url)


def tokenize(text: str, options: TokenizerOptions) -> TokenStream:
    """The tokens of a text."""
    env: dict[str, Any] = {}
    state = StateCore(text, _markdown(options), env)
    state.md.core.process(state)
    return TokenStream(state.tokens, state.src, env)


@bounded_cache(16)
def _markdown(options: TokenizerOptions) -> MarkdownIt:
    """markdown-it with Markdoc's rules; it keeps no state of a text."""
    md = _Markdown("js-default", {"html": False, "linkify": options.linkify, "typographer": options.typographer})
    md.block = BlockParser()
    md.inline = InlineParser()
    block, inline = md.block.ruler, md.inline.ruler
    block.before("paragraph", "annotations", block_tag, INLINE_ALTERNATIVES)
    block.before("hr", "frontmatter", front_matter)
    inline.push("containers", inline_tag)
    md.disable(["lheading", "html_block"])
    md.inline.ruler.disable(["html_inline"])
    if options.allow_indentation:
        md.disable("code")
        block.at("paragraph", indented_paragraph)
        block.at("list", _indented_list, {"alt": ["paragraph", "reference", "blockquote"]})
    else:
        block.at("code", _never)
    if options.allow_comments:
        block.before("table", "comment", block_comment, {"alt": ["paragraph"]})
        inline.push("comment", inline_comment)
    add_rules(md, options.extensions)
    if not options.linkify:
        md.inline.ruler.disable("linkify")
    # It is done once places are noted.
    md.inline.ruler2.disable("fragments_join")
    if not (options.linkify or options.typographer):
        # These rules read whole texts; without them, neighbours are joined when the tree is built.
        md.core.ruler.disable(["text_join", "linkify", "replacements", "smartquotes"])
    md.core.ruler.at("normalize", _normalize)
    md.core.ruler.at("smartquotes", _smartquotes)
    md.core.ruler.at("block", _block)
    md.core.ruler.at("inline", _inline)
    md.block.prepare()
    md.inline.prepare()
    return md


def _never(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    return False


def _indented_list(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A list with any indentation: markdown-it's own test against the list around it does not apply."""
    around = state.listIndent
    state.listIndent = -1
    try:
        return list_block(state, start_line, end_line, silent)
    finally:
        state.listIndent = around


def _normalize(state: StateCore) -> None:
    """Normalizes line ends and NUL characters; markdown-it's own rule replaces every line end, even by itself."""
    if "\r" in state.src or "\0" in state.src:
        normalize(state)


def _block(state: StateCore) -> None:
    state.env[TAG_ENDS] = TagEnds(state.src)
    state.md.block.parse(state.src, state.md, state.env, state.tokens)


def _inline(state: StateCore) -> None:
    parser = state.md.inline
    assert isinstance(parser, InlineParser)
    for token in state.tokens:
        if token.type == "inline":
            children: list[Token] = []
            if BYTE_ORDER_MARK in token.content:
                token.content = token.content.strip(BLANKS)
            pushes = parser.parse_line(token.content, state.md, state.env, children)
            token.meta = {"noted": pushes}
            if state.md.options.linkify or state.md.options.typographer:
                # Rules of core join and split texts afterwards.
                token.meta = {"noted": ranges_before(children, pushes, token.content)}
                _join_fragments(state, token.content, children)
            token.children = children


def _smartquotes(state: StateCore) -> None:
    """Typographic quotes. markdown-it's own rule takes time that grows with the square of the quotes of a block."""
    for token in state.tokens if state.md.options.typographer else ():
        if token.type == "inline" and token.children and 0 < _quotes(token.content) <= MOST_QUOTES:
            process_inlines(token.children, state)


def _quotes(text: str) -> int:
    return text.count('"') + text.count("'")


def _join_fragments(state: StateCore, text: str, tokens: list[Token]) -> None:
    fragments_join(StateInline(text, state.md, state.env, tokens))
