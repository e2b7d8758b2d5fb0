"""Gives the headings of a page their ids, once all headings are known."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from builder.article.records import Heading
from builder.article.render.id_styles import AnchorNames, AnchorStyle
from builder.article.render.placeholders import with_heading_ids
from builder.article.render.render_state import PendingHeading


def named(pending: Sequence[PendingHeading], style: AnchorStyle) -> tuple[Heading, ...]:
    """The headings with ids and aliases.

    Aliases are given after all ids, so that no alias takes a heading's own id.
    """
    names = AnchorNames(style)
    ids = [_id(each, names) for each in pending]
    return tuple(_named(each, name, names) for each, name in zip(pending, ids, strict=True))


def _id(pending: PendingHeading, names: AnchorNames) -> str:
    if pending.given:
        names.claim(pending.given)
        return pending.given
    return names.heading(pending.text, pending.direct)


def _named(pending: PendingHeading, name: str, names: AnchorNames) -> Heading:
    alias = names.alias(pending.text, pending.direct)
    return Heading(
        level=pending.level,
        text=pending.text,
        id=name,
        aliases=(alias,) if alias else (),
        place=pending.place,
        nested=pending.nested,
        in_tag=pending.in_tag,
    )


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
