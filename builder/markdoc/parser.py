"""From text to tree.

1. :mod:`~builder.markdoc.tokenizer` gives tokens;
2. here each becomes a node, inside the innermost open one;
3. :mod:`~builder.markdoc.tables` turns the lists in ``{% table %}`` into rows.

Tags that do not nest are errors on nodes, never exceptions (MARKDOC, "Mismatched nesting").
"""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

from builder.caches import bounded_cache
from builder.diagnostics.span import Span
from builder.markdoc.delimiters import BLANKS, OPEN, TagEnds
from builder.markdoc.extensions import NO_EXTENSIONS, Extensions
from builder.markdoc.extensions.readings import extend
from builder.markdoc.extensions.rules import ABBREVIATIONS
from builder.markdoc.fences import FencePart, fence_parts, fence_token
from builder.markdoc.grammar import TagContent
from builder.markdoc.link_validation import URL_WITH_TAG, has_tag_in_url
from builder.markdoc.node import Location, Node, NodeError
from builder.markdoc.rules.tag_token import understood
from builder.markdoc.scanner import TagSyntaxError
from builder.markdoc.spans.node_spans import (
    BlockTagWhere,
    BlockWhere,
    DocumentWhere,
    FenceTagWhere,
    FenceWhere,
    FixedWhere,
    InlineWhere,
)
from builder.markdoc.spans.source_map import BlockText, InlineBlock, SourceText
from builder.markdoc.tables import convert_table
from builder.markdoc.token_attributes import BLOCK_TYPES, LEAF_TYPES, annotate, own_attributes
from builder.markdoc.tokenizer import TokenizerOptions, TokenStream, tokenize

DEEPEST = 200
"""Maximum depth of nodes; a deeper tag is a leaf, so that no later stage exhausts the stack."""

CONDITIONAL_TAGS = ("if",)
PROTOCOLS = ("http", "https")

_options = bounded_cache(16)(TokenizerOptions)


def parse(
    text: str,
    *,
    file: str | None = None,
    slots: bool = False,
    allow_indentation: bool = False,
    allow_comments: bool = True,
    linkify: bool = False,
    typographer: bool = False,
    allow_link_validation: bool = False,
    validated_protocols: Sequence[str] = PROTOCOLS,
    location: bool = True,
    conditional_tags: Sequence[str] = CONDITIONAL_TAGS,
    extensions: Extensions = NO_EXTENSIONS,
) -> Node:
    """The tree of a Markdoc text; it has a node of type ``document`` at its top (MARKDOC 2, 3, 7).

    ``file`` goes into the nodes' locations; ``slots`` separates ``{% slot %}`` tags from children;
    ``linkify`` needs the package ``linkify-it-py``;
    ``allow_link_validation`` looks for tags inside URLs; ``extensions`` are read besides the language;
    without ``location`` nodes have no lines.
    Offsets of spans count in ``text`` with its line ends normalised to ``\\n``.
    """
    options = _options(
        allow_indentation=allow_indentation,
        allow_comments=allow_comments,
        linkify=linkify,
        typographer=typographer,
        extensions=extensions,
    )
    stream = tokenize(text, options)
    builder = TreeBuilder(stream, file, slots=slots, location=location)
    if allow_link_validation:
        builder.protocols = tuple(validated_protocols)
    document = builder.build()
    builder.source.complete = True
    for table in builder.tables:
        convert_table(table, conditional_tags)
    arguments = {
        "slots": slots,
        "allow_indentation": allow_indentation,
        "allow_comments": allow_comments,
        "linkify": linkify,
        "typographer": typographer,
        "allow_link_validation": allow_link_validation,
        "validated_protocols": validated_protocols,
        "conditional_tags": conditional_tags,
        "extensions": extensions,
    }
    document.where = DocumentWhere(builder.source, arguments, stream.env.get(ABBREVIATIONS, {}))
    if extensions != NO_EXTENSIONS:
        extend(document, extensions, stream.src)
    builder.source.complete = True
    return document


class TreeBuilder:
    """One run over the tokens of one text."""

    def __init__(self, stream: TokenStream, file: str | None, *, slots: bool, location: bool) -> None:
        self.stream = stream
        self.source = SourceText(stream.src)
        self.file = file
        self.slots = slots
        self.with_location = location
        self.protocols: tuple[str, ...] = ()
        self.document = Node("document")
        self.document.where = BlockWhere(self.source)
        self.open: list[Node] = [self.document]
        self.tables: list[Node] = []
        self.mismatches: dict[int, Span] = {}
        """The place of a closing that belongs to another tag, by the identity of the open node."""
        self.row_end = -1
        """Offset in a table's line after the cells read so far."""

    def build(self) -> Node:
        for token in self.stream.tokens:
            self._block(token)
        end = Span(len(self.stream.src), len(self.stream.src))
        if len(self.open) > 1 or self.slots:
            self.source.nests = False
        for node in self.open[1:]:
            node.errors.append(
                NodeError(
                    id="missing-closing",
                    level="critical",
                    message=f"Node '{node.tag or node.type}' is missing closing",
                    span=node.opening_span if node.type == "tag" else None,
                    related=self.mismatches.get(id(node), end),
                )
            )
        return self.document

    # Blocks

    def _block(self, token: Token) -> None:
        kind = token.type
        if kind == "frontmatter":
            self.document.attributes["frontmatter"] = token.content
            return
        if token.hidden:
            return
        if kind == "annotation":
            self._misplaced_annotation(self._token_span(token))
            return
        if kind == "inline":
            self._inline(token)
            return
        if kind == "fence":
            self._fence(token)
            return
        node = self._opened_or_closed(token)
        if node is None:
            return
        if node.type in ("tag", "error", "text") or kind == "comment":
            self._place_block_tag(node, token)
        elif token.nesting < 0:
            node.where = FixedWhere(self._end_of(self.open[-1]))
        else:
            node.where = BlockWhere(self.source)
        if kind == "tr_open":
            self.row_end = -1
            self.source.nests = False

    def _place_block_tag(self, node: Node, token: Token) -> None:
        start, end = token.meta["span"]
        where = node.where = BlockTagWhere(self.source, start, end, token.info, closes_itself=token.type == "tag")
        error = token.meta.get("error")
        if isinstance(error, TagSyntaxError):
            node.errors = [_syntax_error(error, where.inner(Span(error.start, error.end)))]

    def _misplaced_annotation(self, span: Span) -> None:
        parent = self.open[-1]
        message = f"Can't apply inline annotations to '{parent.type}'"
        parent.errors.append(NodeError(id="no-inline-annotations", level="error", message=message, span=span))

    def _opened_or_closed(self, token: Token) -> Node | None:
        """The node that a token makes; none if it closes the innermost one."""
        kind = token.type
        content: TagContent | None = token.meta.get("tag")
        if token.nesting > 0:
            type_name = BLOCK_TYPES[kind[:-5]]
        elif token.nesting < 0:
            type_name = BLOCK_TYPES[kind[:-6]]
        else:
            type_name = LEAF_TYPES.get(kind, kind)
        name = content.name if content is not None else None
        errors: list[NodeError] = []
        if token.nesting < 0:
            parent = self.open[-1]
            if parent.type == type_name and parent.tag == name:
                self._close(parent, token)
                return None
            message = f"Node '{type_name}' is missing opening"
            errors.append(NodeError(id="missing-opening", level="critical", message=message))
            self.mismatches.setdefault(id(parent), self._token_span(token))
            self.source.nests = False
        node = Node(type_name, own_attributes(token, type_name), tag=name)
        node.errors = errors
        self._locate(node, token.map)
        if content is not None and type_name == "tag" and content.attributes:
            annotate(node, content.attributes)
        self._attach(node)
        if token.nesting > 0 and len(self.open) < DEEPEST:
            self.open.append(node)
        return node

    def _end_of(self, parent: Node) -> Span:
        """Where a node's content ends so far: after its last child except the one just made."""
        before = parent.children[-2].span if len(parent.children) > 1 else parent.opening_span
        end = before.end if before is not None else 0
        return Span(end, end)

    def _token_span(self, token: Token) -> Span:
        meta = token.meta.get("span")
        if meta is not None:
            return Span(*meta)
        start = self.source.line_start(token.map[0]) if token.map else len(self.stream.src)
        return Span(start, start)

    def _close(self, node: Node, token: Token) -> None:
        if token.map and self.with_location:
            node.lines.extend(token.map)
        if isinstance(node.where, BlockTagWhere) and "span" in token.meta:
            node.where.close_end = token.meta["span"][1]
        self.open.pop()

    def _locate(self, node: Node, lines: list[int] | None) -> None:
        if not self.with_location:
            return
        # The reference shares the list with the parent where a token has no lines.
        node.lines = lines if lines is not None else self.open[-1].lines
        node.file = self.file

    def _attach(self, node: Node) -> None:
        parent = self.open[-1]
        if node.type == "tag" and node.tag == "table":
            self.tables.append(node)
        if self.slots and node.tag == "slot" and isinstance(node.attributes.get("primary"), str):
            parent.slots[node.attributes["primary"]] = node
        else:
            parent.children.append(node)

    # Fences

    def _fence(self, token: Token) -> None:
        node = Node("fence", own_attributes(token, "fence"))
        info = token.info
        self._locate(node, token.map)
        node.where = FenceWhere(self.source, info)
        content = self._fence_tag(node, info) if OPEN in info else None
        if content is not None:
            node.tag = content.name
            if content.attributes:
                annotate(node, content.attributes)
        self._attach(node)
        if content is not None and any(a.name == "process" and not a.value for a in content.attributes or ()):
            return
        first_line = token.map[0] if token.map else 0
        block = BlockText(self.source, token.content, first_line + 1)
        self.open.append(node)
        for part in fence_parts(token.content, first_line):
            self._fence_part(part, block)
        # As in the reference, this closes the innermost node: the fence, or a tag left open in it.
        self.open.pop()

    def _fence_tag(self, node: Node, info: str) -> TagContent | None:
        start = info.index(OPEN)
        end = TagEnds(info).find(start)
        # As in the reference, a tag without an end is as wrong as an empty one.
        found = understood(self.stream.env, info[start + len(OPEN) : end].strip(BLANKS) if end != -1 else "")
        if isinstance(found, TagSyntaxError):
            message = f"Syntax error in fence tag: {found}"
            node.errors.append(NodeError(id="fence-tag-error", level="error", message=message))
            return None
        return found

    def _fence_part(self, part: FencePart, block: BlockText) -> None:
        if part.content is None:
            if part.text:
                node = Node("text", {"content": part.text})
                self._locate(node, None)
                node.where = FenceTagWhere(block, part.start, part.start + len(part.text))
                self._attach(node)
            return
        found = understood(self.stream.env, part.content)
        token = fence_token(found, part)
        if token.type == "annotation":
            self._misplaced_annotation(block.span(part.start, part.end))
            return
        closing = self.open[-1]
        opened = self._opened_or_closed(token)
        if opened is None:
            if isinstance(closing.where, FenceTagWhere):
                closing.where.close_end = part.end
            return
        opened.where = FenceTagWhere(block, part.start, part.end)
        opened.character = part.columns
        if isinstance(found, TagSyntaxError):
            where = opened.where
            opened.errors = [self._fence_syntax_error(found, part, where.inner(Span(found.start, found.end)))]

    def _fence_syntax_error(self, error: TagSyntaxError, part: FencePart, span: Span) -> NodeError:
        line, column = part.line, part.columns[0]
        location = Location(
            file=self.file,
            start_line=line,
            end_line=line + 1,
            start_character=error.start + column,
            end_character=error.end + column,
        )
        return _syntax_error(error, span, location)

    # Inline

    def _inline(self, token: Token) -> None:
        parent = self.open[-1]
        node = Node("inline")
        self._locate(node, token.map)
        node.where = BlockWhere(self.source)
        if self.protocols and has_tag_in_url(token.content, self.protocols):
            node.errors.append(NodeError(id="href-format-invalid", level="error", message=URL_WITH_TAG))
        self._attach(node)
        children = token.children or []
        block = InlineBlock(self._block_text(token, parent), children, token.meta.get("noted", ()))
        self.open.append(node)
        index = 0
        while index < len(children):
            index = self._inline_token(children, index, block, parent)
        # As in the reference, this closes the innermost node: this one, or a tag left open in it.
        self.open.pop()

    def _block_text(self, token: Token, parent: Node) -> BlockText:
        first_line = token.map[0] if token.map else 0
        after = -1
        content = token.content
        if parent.type in ("td", "th"):
            line = self.source.line(first_line)
            escaped = content.replace("|", "\\|")
            at = line.find(escaped, max(self.row_end, 0))
            after = self.source.line_start(first_line) + max(at, self.row_end, 0)
            self.row_end = max(at, 0) + len(escaped)
        elif parent.type == "heading":
            line = self.source.line(first_line)
            marks = line.find("#")
            after = self.source.line_start(first_line) + marks + parent.attributes.get("level", 1) if marks >= 0 else -1
        return BlockText(self.source, content, first_line, after, is_cell=parent.type in ("td", "th"))

    def _inline_token(self, tokens: Sequence[Token], index: int, block: InlineBlock, parent: Node) -> int:
        """Make the node of one token, or of a run of texts; the index of the next."""
        token = tokens[index]
        kind = token.type
        if kind in ("text", "text_special"):
            return self._text(tokens, index, block)
        if kind == "annotation":
            annotate(parent, token.meta["tag"].attributes)
            if isinstance(parent.where, (BlockWhere, InlineWhere)):
                parent.where.annotated.append(InlineWhere(block, index, index))
            return index + 1
        innermost = self.open[-1]
        node = self._opened_or_closed(token)
        if node is None:
            if isinstance(innermost.where, InlineWhere):
                innermost.where.last = index
        else:
            node.inline = True
            where = node.where = InlineWhere(block, index, index, 1 if kind.startswith("strong") else 0)
            error = token.meta.get("error")
            if isinstance(error, TagSyntaxError):
                node.errors = [_syntax_error(error, where.inner(Span(error.start, error.end)))]
        return index + 1

    def _text(self, tokens: Sequence[Token], index: int, block: InlineBlock) -> int:
        end = index + 1
        while end < len(tokens) and tokens[end].type in ("text", "text_special"):
            end += 1
        content = tokens[index].content if end == index + 1 else "".join(t.content for t in tokens[index:end])
        if content:
            node = Node("text", {"content": content})
            node.inline = True
            self._locate(node, None)
            node.where = InlineWhere(block, index, end - 1)
            self._attach(node)
        return end


def _syntax_error(error: TagSyntaxError, span: Span, location: Location | None = None) -> NodeError:
    return NodeError(id="parse-error", level="critical", message=str(error), location=location, span=span)
