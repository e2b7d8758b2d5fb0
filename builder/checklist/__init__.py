"""What a reader of a guide has to do, taken from the document's own structure by fixed rules.

:mod:`~builder.checklist.extract` gives the procedure and the rules' numbers.
"""

from builder.checklist.binding import BoundImage, Placement, bind
from builder.checklist.extract import extract
from builder.checklist.guide import GuideFacts, HeadingAnchor, why_not_a_guide
from builder.checklist.items import ChecklistDraft
from builder.checklist.words import Words, load_words

__all__ = [
    "BoundImage",
    "ChecklistDraft",
    "GuideFacts",
    "HeadingAnchor",
    "Placement",
    "Words",
    "bind",
    "extract",
    "load_words",
    "why_not_a_guide",
]
