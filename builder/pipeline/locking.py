"""Checklists with the ids that the project's lock file remembers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from msgspec.structs import replace

from builder.article.records import Facts
from builder.checklist import LOCK_FILE, kept, read_lock, with_locked_ids
from builder.content.source import Source, read_source_if_there
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.outcome import Outcome
from builder.diagnostics.span import LineIndex


def with_lock(project: Path, facts: Mapping[str, Facts]) -> Outcome[Mapping[str, Facts]]:
    """The facts, by page path, of all pages; guides that the lock file knows have its ids.

    A lock file that can't be used is a diagnostic, and the ids are those that the guides' words give.
    """
    read = read_source_if_there(project, LOCK_FILE)
    if read.value is None:
        return Outcome(facts, read.diagnostics)
    try:
        guides = read_lock(json.loads(read.value.text))
    except json.JSONDecodeError as error:
        return Outcome(facts, (_invalid(read.value, error.msg, error.pos),))
    except (ValueError, RecursionError) as error:
        return Outcome(facts, (_invalid(read.value, str(error), 0),))
    locked = dict(facts)
    for path, entries in guides.items():
        known = facts.get(path)
        if known is not None and known.checklist is not None:
            outcome = with_locked_ids(known.checklist.draft(), entries)
            locked[path] = replace(
                known,
                checklist=kept(outcome.value, is_guide=known.is_guide),
                diagnostics=(*known.diagnostics, *outcome.diagnostics),
            )
    return Outcome(locked)


def _invalid(source: Source, reason: str, offset: int) -> Diagnostic:
    place = LineIndex(source.text).position(offset)
    message = f"'{LOCK_FILE}' can't be used: {reason}."
    return Diagnostic(
        "checklist-lock-invalid", "error", message, LOCK_FILE, place.line, place.column, subject=LOCK_FILE
    )
