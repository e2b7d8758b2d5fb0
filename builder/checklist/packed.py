"""A checklist kept as bytes, with what many ask of it: few ask for the rest, and sites have thousands."""

from __future__ import annotations

import msgspec

from builder.checklist.model import TO_DO, ChecklistDraft

_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(ChecklistDraft)


class KeptChecklist(msgspec.Struct, frozen=True, array_like=True):
    """A guide's checklist, encoded."""

    data: bytes
    items: int
    """How many it has."""
    to_do: int
    """How many of them a reader ticks."""
    is_guide: bool = True
    """Whether the page is a guide, not only one with procedures in it."""

    def draft(self) -> ChecklistDraft:
        """The checklist itself, made anew each time."""
        return _DECODER.decode(self.data)


def kept(draft: ChecklistDraft, *, is_guide: bool = True) -> KeptChecklist:
    """A checklist, to be kept."""
    return KeptChecklist(
        _ENCODER.encode(draft), len(draft.items), sum(item.kind in TO_DO for item in draft.items), is_guide
    )
