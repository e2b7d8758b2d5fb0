"""Guesses the facts of a page before it is composed: enough for its place in the site."""

from __future__ import annotations

import re
from collections.abc import Mapping

from builder.article.records import Facts
from builder.content.field_names import NO_FIELDS
from builder.content.front_matter import read_front_matter
from builder.content.source import Source

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_FIRST_HEADING = re.compile(r"^# +(.+?)[ #]*$", re.MULTILINE)


def provisional_facts(source: Source, fields: Mapping[str, str] = NO_FIELDS) -> Facts:
    """The facts that the front matter gives: title, slug, edition, order. All others are empty."""
    head = _FRONT_MATTER.match(source.text)
    front = read_front_matter(head[1] if head else None, path="", text=source.text, fields=fields).value
    title = front.values.get("title")
    heading = _FIRST_HEADING.search(source.text, head.end() if head else 0)
    return Facts(
        digest="",
        source_digest=source.digest,
        title=title.strip() if isinstance(title, str) and title.strip() else heading[1] if heading else "",
        front_matter=dict(front.values),
        front_matter_places=front.value_places(),
        headings=(),
        anchors=(),
        references=(),
        partials=(),
        diagnostics=(),
        words=0,
        checklist=None,
        guide_reason="",
        tags=(),
        content_digest="",
    )
