"""Words that are in no item: those before code, which may still make them one, and those that give none."""

from __future__ import annotations

import msgspec

from builder.checklist.model import LeftOut
from builder.checklist.sentence_intent import SentenceIntent
from builder.checklist.source_text import TextRun, one_line


class Lead(msgspec.Struct):
    """A paragraph's last sentence that gave no item yet: code after it may make it one."""

    passage: TextRun
    start: int
    end: int
    reading: SentenceIntent


class PassedOver(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch that gives no item. Where it is, is worked out for checklists that are published."""

    passage: TextRun
    start: int
    end: int
    reason: str

    def left_out(self) -> LeftOut:
        """The stretch with its place and its words on one line."""
        text = one_line(self.passage.text[self.start : self.end])
        return LeftOut(self.passage.origin(self.start, self.end), text, self.reason)


def asks(lead: Lead | None) -> bool:
    """Whether words before code ask for something."""
    return lead is not None and lead.reading.sense in ("step", "verify")
