"""The ids of a page's headings, given when all of them are known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from msgspec.structs import replace

from builder.article.article import Heading
from builder.article.headings import AnchorNames, AnchorStyle
from builder.article.state import PendingHeading

HEADING_HOLE = re.compile("\x00([ha])(\\d+)\x00")
"""Where the heading with that number has its id (``h``), and its aliases (``a``)."""


def named(pending: Sequence[PendingHeading], style: AnchorStyle) -> tuple[Heading, ...]:
    """The headings with their ids and aliases.

    Aliases are given when every heading has its own id, so that none takes another's.
    """
    names = AnchorNames(style)
    ids = [_id(each, names) for each in pending]
    return tuple(_named(each, name, names) for each, name in zip(pending, ids, strict=True))


def _id(pending: PendingHeading, names: AnchorNames) -> str:
    if pending.given:
        names.claim(pending.given)
        return pending.given
    return names.heading(pending.heading.text, pending.direct)


def _named(pending: PendingHeading, name: str, names: AnchorNames) -> Heading:
    alias = names.alias(pending.heading.text, pending.direct)
    return replace(pending.heading, id=name, aliases=(alias,) if alias else ())


def with_anchors(body: str, headings: Sequence[Heading]) -> str:
    """The HTML with its headings' ids and aliases written where they belong."""

    def written(hole: re.Match[str]) -> str:
        heading = headings[int(hole[2])]
        if hole[1] == "h":
            return escape(heading.id)
        return "".join(f'<span id="{escape(alias)}" class="alias"></span>' for alias in heading.aliases)

    return HEADING_HOLE.sub(written, body) if headings else body
