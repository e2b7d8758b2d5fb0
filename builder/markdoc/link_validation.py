"""Finds tags inside URLs, which do not do what their authors expect (``allow_link_validation``)."""

from __future__ import annotations

from collections.abc import Sequence

from builder.markdoc.delimiters import OPEN, TagEnds

URL_WITH_TAG = "The 'href' format cannot contain Markdoc tag or variable. URLs must be static strings."


def has_tag_in_url(content: str, protocols: Sequence[str]) -> bool:
    """Whether the first tag of a block's text is glued to something that holds ``http://`` or the like."""
    ends = TagEnds(content)
    at = content.find(OPEN)
    while at != -1:
        if ends.find(at) != -1:
            start = at
            while start and not content[start - 1].isspace():
                start -= 1
            return any(f"{protocol}://" in content[start:at] for protocol in protocols)
        at = content.find(OPEN, at + len(OPEN))
    return False
