"""Makes the ids of a page's headings unique, once all headings are known."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from msgspec.structs import replace

from builder.article.records import Heading
from builder.article.render.id_styles import PageIds
from builder.article.render.placeholders import with_heading_ids
from builder.content.anchor_styles import AnchorStyle


def with_numbered_ids(headings: Sequence[Heading], style: AnchorStyle) -> tuple[Heading, ...]:
    """The headings of a page, each with an id of its own, and with the aliases that no other heading has.

    Aliases are looked at after all ids, so that no alias takes a heading's own id.
    """
    page = PageIds(style)
    ids = [_id(heading, page) for heading in headings]
    return tuple(
        replace(heading, id=own, aliases=tuple(filter(page.claim, heading.aliases)))
        for heading, own in zip(headings, ids, strict=True)
    )


def _id(heading: Heading, page: PageIds) -> str:
    if not heading.is_given:
        return page.numbered(heading.id)
    page.claim(heading.id)
    return heading.id


def with_anchors(body: str, headings: Sequence[Heading]) -> str:
    """The HTML with the ids and aliases of its headings filled in."""
    if not headings:
        return body
    ids = [escape(heading.id) for heading in headings]
    aliases = [
        "".join(f'<span id="{escape(alias)}" class="alias"></span>' for alias in heading.aliases)
        for heading in headings
    ]
    return with_heading_ids(body, ids, aliases)
