"""Stage 3, pure: one text as a Markdoc tree and its front matter."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from builder.content.field_names import NO_FIELDS
from builder.content.front_matter import PageFrontMatter, read_front_matter
from builder.content.markdown_options import LANGUAGE_ALONE, MarkdownOptions
from builder.content.parse_arguments import parse_arguments
from builder.content.paths import join, parent
from builder.content.project_files import PARTIALS_FOLDER
from builder.content.source import Source
from builder.diagnostics.outcome import Outcome
from builder.diagnostics.span import LineIndex
from builder.markdoc import Node, parse
from builder.markdoc.spans.node_spans import DocumentWhere


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A parsed text."""

    text: str
    digest: str
    """The source's digest."""
    ast: Node
    front_matter: PageFrontMatter
    lines: LineIndex
    """Converts the tree's spans into lines and columns."""
    abbreviations: Mapping[str, str] = {}
    """Titles by abbreviation, as the text defines them."""


_PARTIAL = "partial"


def _spell_partials(ast: Node, folder: str) -> None:
    """Normalise the file of each partial tag to the name of the partial: relative to the partials' folder, with a
    leading slash.

    ``folder`` is the folder of the partial that contains the tag, empty for a page.
    """
    for node in ast.walk():
        file = node.attributes.get("file") if node.tag == _PARTIAL else None
        if isinstance(file, str) and file and not file.startswith("/"):
            node.attributes["file"] = partial_name(file, folder)


def partial_name(file: str, folder: str = "") -> str:
    """The name of a partial: ``a.md`` → ``/a.md``; ``../partials/v1/a.md`` as pages write it → ``/v1/a.md``.

    In a partial of a ``folder``, ``./b.md`` and ``../b.md`` are relative to that folder.
    """
    steps = file.split("/")
    climbs = next((index for index, step in enumerate(steps) if step not in (".", "..")), len(steps))
    if climbs and folder:
        return f"/{join(folder, file) or file}"
    rest = steps[climbs:]
    if climbs and rest[:2] == ["content", PARTIALS_FOLDER]:
        rest = rest[1:]
    if climbs and rest[:1] == [PARTIALS_FOLDER]:
        rest = rest[1:]
    return "/" + "/".join(rest)


def parse_document(
    source: Source, name: str, options: MarkdownOptions = LANGUAGE_ALONE, fields: Mapping[str, str] = NO_FIELDS
) -> Outcome[Document]:
    """Parse a source; problems of its front matter are returned as diagnostics.

    ``name`` identifies the file in the tree and in diagnostics. It is empty for a page, whose path is filled in when it
    is placed in the site, so that equal texts are composed once. ``fields`` are other names of front matter fields.
    """
    ast = parse(source.text, file=name, **parse_arguments(options))
    if _PARTIAL in source.text:
        _spell_partials(ast, parent(name))
    raw = ast.attributes.get("frontmatter")
    front = read_front_matter(raw, path=name, first_line=2, text=source.text, fields=fields)
    abbreviations = ast.where.abbreviations if isinstance(ast.where, DocumentWhere) else {}
    document = Document(
        text=source.text,
        digest=source.digest,
        ast=ast,
        front_matter=front.value,
        lines=LineIndex(source.text),
        abbreviations=abbreviations,
    )
    return Outcome(document, front.diagnostics)
