"""A checklist kept as bytes, with its most used properties: the rest is rarely needed, and sites have thousands."""

from __future__ import annotations

import msgspec

from builder.checklist.model import TO_DO, ChecklistDraft

_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(ChecklistDraft)


class KeptChecklist(msgspec.Struct, frozen=True, array_like=True):
    """A guide's checklist, encoded."""

    data: bytes
    items: int
    """The number of items."""
    to_do: int
    """The number of items with a check box."""
    is_guide: bool = True
    """Whether the page is a guide, not only one with procedures in it."""

    def draft(self) -> ChecklistDraft:
        """The checklist itself, decoded at each call."""
        return _DECODER.decode(self.data)


def kept(draft: ChecklistDraft, *, is_guide: bool = True) -> KeptChecklist:
    """Encode a checklist."""
    return KeptChecklist(
        _ENCODER.encode(draft), len(draft.items), sum(item.kind in TO_DO for item in draft.items), is_guide
    )
