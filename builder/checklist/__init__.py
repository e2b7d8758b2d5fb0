"""Checklists: everything that a reader of a guide has to do, taken from the document's structure by fixed rules.

:mod:`~builder.checklist.extract` gives the procedure and the rules' numbers. Programs that walk a
published checklist begin with :func:`load`::

    checklist = load(Path("checklist.json").read_text("utf-8"))
    results = new_results(checklist)
    for item in checklist:
        if item.to_do:
            results = results.record(checklist, item.id, "pass")
"""

from builder.checklist.blocks import Reader, TextPart, stretch
from builder.checklist.detect_guide import GuideFacts, HeadingAnchor, why_nothing_asks
from builder.checklist.diff import Difference, differences
from builder.checklist.extract import Extracted, extract
from builder.checklist.lexicon_file import Lexicon, load_words
from builder.checklist.lock import lock_data, read_lock, with_locked_ids
from builder.checklist.model import TO_DO, ChecklistDraft, Item
from builder.checklist.reader import Checklist, LoadedItem, load
from builder.checklist.results import Result, Results, Upgrade, load_results, new_results, upgrade
from builder.checklist.source_text import SourceFrame
from builder.checklist.summary import ChecklistSummary, encoded_checklist, published_digest, summary_of
from builder.checklist.to_json import BoundImage, ChecklistPlacement, GuidePlace, bind

__all__ = [
    "TO_DO",
    "BoundImage",
    "Checklist",
    "ChecklistDraft",
    "ChecklistPlacement",
    "ChecklistSummary",
    "Difference",
    "Extracted",
    "GuideFacts",
    "GuidePlace",
    "HeadingAnchor",
    "Item",
    "Lexicon",
    "LoadedItem",
    "Reader",
    "Result",
    "Results",
    "SourceFrame",
    "TextPart",
    "Upgrade",
    "bind",
    "differences",
    "encoded_checklist",
    "extract",
    "load",
    "load_results",
    "load_words",
    "lock_data",
    "new_results",
    "published_digest",
    "read_lock",
    "stretch",
    "summary_of",
    "upgrade",
    "why_nothing_asks",
    "with_locked_ids",
]
