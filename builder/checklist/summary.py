"""The summary of a checklist: all that the whole site asks of it. The checklist itself is loaded when asked for."""

from __future__ import annotations

import msgspec

from builder.checklist.model import TO_DO, ChecklistDraft
from builder.digests import bytes_digest

_ENCODE = msgspec.msgpack.Encoder().encode
PUBLISHED = 64
"""The number of bytes of a checklist's digest. It is part of a guide's published digest, so it can't be changed."""


class ChecklistSummary(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """The few things that menus, indexes and comparisons ask of a checklist."""

    digest: str
    """The digest of the whole checklist, which is stored under this digest."""
    listed: str
    """Digest of all that lists of the site repeat of its items: id, kind, words, anchor."""
    items: int
    """The number of items."""
    to_do: int
    """The number of items with a check box."""
    is_guide: bool
    """Whether the page is a guide, not only one with procedures in it."""


def encoded_checklist(draft: ChecklistDraft) -> bytes:
    """A checklist as it is stored."""
    return _ENCODE(draft)


def summary_of(draft: ChecklistDraft, data: bytes, *, is_guide: bool) -> ChecklistSummary:
    """The summary of a checklist; ``data`` is the checklist as it is stored."""
    return ChecklistSummary(
        digest=bytes_digest(data),
        listed=bytes_digest(_ENCODE([(item.id, item.kind, item.text, item.anchor) for item in draft.items])),
        items=len(draft.items),
        to_do=sum(item.kind in TO_DO for item in draft.items),
        is_guide=is_guide,
    )


def published_digest(data: bytes) -> str:
    """The digest of a checklist as it is stored, as part of the published digest of its guide."""
    return bytes_digest(data, PUBLISHED)
