"""The project's ``checklist.lock.json``: lasting ids of checklist items."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec.structs import replace

from builder.article.records import Facts
from builder.checklist import read_lock, with_locked_ids
from builder.checklist.lock import Locked
from builder.content.project_files import LOCK_FILE
from builder.content.source import Source, read_source_if_there
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.outcome import Outcome
from builder.diagnostics.place import diagnostic_at, in_file
from builder.diagnostics.span import LineIndex
from builder.project.checklists import Checklists


class ChecklistLock(msgspec.Struct, frozen=True):
    """The content of a lock file."""

    guides: Mapping[str, Sequence[Locked]] = msgspec.field(default_factory=dict)
    """Keyed by page path."""

    def apply(self, facts: Mapping[str, Facts], checklists: Checklists) -> Mapping[str, Facts]:
        """The facts of pages, by path; guides get the ids of the lock file; ``checklists`` has theirs."""
        locked: dict[str, Facts] = {}
        for path, known in self.guides.items():
            draft = checklists.checklist(path, facts[path]) if path in facts else None
            if draft is not None:
                outcome = with_locked_ids(draft, known)
                found = (*facts[path].diagnostics, *outcome.diagnostics)
                locked[path] = checklists.with_checklist(replace(facts[path], diagnostics=found), outcome.value)
        return {**facts, **locked} if locked else facts


def read_checklist_lock(project: Path, shared: Sequence[str] = ()) -> Outcome[ChecklistLock]:
    """The lock file of a project; empty, with a diagnostic, if it can't be used."""
    read = read_source_if_there(project, LOCK_FILE, shared)
    if read.value is None:
        return Outcome(ChecklistLock(), read.diagnostics)
    try:
        return Outcome(ChecklistLock(read_lock(json.loads(read.value.text))))
    except json.JSONDecodeError as error:
        return Outcome(ChecklistLock(), (_invalid(read.value, error.msg, error.pos),))
    except (ValueError, RecursionError) as error:
        return Outcome(ChecklistLock(), (_invalid(read.value, str(error), 0),))


def _invalid(source: Source, reason: str, offset: int) -> Diagnostic:
    place = LineIndex(source.text).position(offset)
    message = f"'{LOCK_FILE}' can't be used: {reason}."
    return diagnostic_at(
        "checklist-lock-invalid", in_file(LOCK_FILE, place.line, place.column), message, subject=LOCK_FILE
    )
