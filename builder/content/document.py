"""Stage 3, pure: one text as a Markdoc tree and its front matter."""

from __future__ import annotations

import msgspec

from builder.content.front_matter import PageFrontMatter, read_front_matter
from builder.content.source import Source
from builder.diagnostics.outcome import Outcome
from builder.diagnostics.span import LineIndex
from builder.markdoc import Node, parse


class Document(msgspec.Struct, frozen=True):
    """A parsed text."""

    text: str
    digest: str
    """The source's digest."""
    ast: Node
    front_matter: PageFrontMatter
    lines: LineIndex
    """Turns the tree's spans into lines and columns."""


def parse_document(source: Source, name: str) -> Outcome[Document]:
    """Parse a source; whatever is wrong in its front matter comes as diagnostics.

    ``name`` stands for the file in the tree and in the diagnostics. It is empty for a page, whose
    path is filled in when it takes its place in the site: equal texts are composed once.
    """
    ast = parse(source.text, file=name)
    raw = ast.attributes.get("frontmatter")
    front = read_front_matter(raw, path=name, first_line=2, text=source.text)
    document = Document(source.text, source.digest, ast, front.value, LineIndex(source.text))
    return Outcome(document, front.diagnostics)
