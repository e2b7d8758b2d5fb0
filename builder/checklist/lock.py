"""Ids that survive edits: ``checklist.lock.json`` records the item of each id.

Ids that authors wrote stay. The others are matched by :mod:`~builder.checklist.matching`. Uncertain and ambiguous
matches are reported. All other items are new, and get no id that another item has or had.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
from msgspec.structs import replace

from builder.checklist.matching import KnownItem, Matching
from builder.checklist.model import ChecklistDraft, Item
from builder.content.project_files import LOCK_FILE
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.outcome import Outcome
from builder.diagnostics.place import Place, diagnostic_at, in_file

LOCK_VERSION = 1


class Locked(msgspec.Struct, frozen=True):
    """An item in the lock file."""

    id: str
    section: str
    digest: str
    text: str


def lock_entries(draft: ChecklistDraft) -> list[dict[str, str]]:
    """The entries that the lock file keeps for a guide's items, in order."""
    return [{"id": item.id, "section": item.section, "digest": item.digest, "text": item.text} for item in draft.items]


def lock_data(guides: Mapping[str, ChecklistDraft]) -> dict[str, Any]:
    """The lock file's content; ``guides`` by their path in the project."""
    return {"version": LOCK_VERSION, "guides": {path: lock_entries(guides[path]) for path in sorted(guides)}}


def read_lock(data: object) -> dict[str, tuple[Locked, ...]]:
    """The lock file's guides by path. Raises ValueError for invalid data."""
    guides = data.get("guides") if isinstance(data, dict) and data.get("version") == LOCK_VERSION else None
    if not isinstance(guides, dict):
        raise ValueError(f"a lock file has 'version': {LOCK_VERSION} and 'guides'")
    return {str(path): tuple(_locked(entry) for entry in entries) for path, entries in guides.items()}


def _locked(entry: object) -> Locked:
    if not isinstance(entry, dict) or not all(
        isinstance(entry.get(name), str) for name in ("id", "section", "digest", "text")
    ):
        raise ValueError("an item of a lock file has the texts 'id', 'section', 'digest' and 'text'")
    return Locked(entry["id"], entry["section"], entry["digest"], entry["text"])


def with_locked_ids(draft: ChecklistDraft, locked: Sequence[Locked]) -> Outcome[ChecklistDraft]:
    """The checklist with the ids that its items had before, and the decisions on the way."""
    old = [KnownItem(entry.id, entry.section, entry.digest, entry.text) for entry in locked]
    known = {entry.id for entry in old}
    named = {item.id: item.id for item in draft.items if item.named and item.id in known}
    new = [KnownItem(i.id, i.section, i.digest, i.text) for i in draft.items if not i.named or i.id in named]
    matching = Matching(old, new, named)
    renamed = renamed_items(draft, _names(draft.items, matching))
    diagnostics = (*_reports(draft.items, matching), *_stale(renamed, locked))
    return Outcome(replace(renamed, diagnostics=(*draft.diagnostics, *diagnostics)), diagnostics)


def _names(items: Sequence[Item], matching: Matching) -> dict[str, str]:
    """The id of each item: the old one that it keeps, else its own, unless that is or was another item's."""
    taken = {*matching.pairs.values(), *matching.old}
    names = dict(matching.pairs)
    for item in items:
        if item.id in names:
            continue
        name, count = item.id, 2
        while name in taken and not item.named:
            name, count = f"{item.id}-{count}", count + 1
        names[item.id] = name
        taken.add(name)
    return names


def _reports(items: Sequence[Item], matching: Matching) -> Iterator[Diagnostic]:
    """Diagnostics for items matched by similarity, and for items that match several old ones."""
    by_id = {item.id: item for item in items}
    for near in matching.near:
        item = by_id[near.new]
        if len(near.candidates) == 1:
            message = f"'{item.text}' is treated as an edit of '{near.candidates[0]}' and keeps its id."
            yield _report("checklist-lock-matched", message, item)
        else:
            first, second = near.candidates
            message = (
                f"'{item.text}' may be an edit of '{first}' or of '{second}' in the lock file, so it has a new id."
            )
            yield _report("checklist-lock-ambiguous", message, item)


def _report(code: str, message: str, item: Item) -> Diagnostic:
    origin = item.origin
    place = Place(line=origin.line, column=origin.column, end_line=0, end_column=0, path=origin.path, via=origin.via)
    return diagnostic_at(code, place, message, subject=item.id)


def _stale(draft: ChecklistDraft, locked: Sequence[Locked]) -> tuple[Diagnostic, ...]:
    now = {(item.id, item.digest) for item in draft.items}
    then = {(entry.id, entry.digest) for entry in locked}
    if now == then:
        return ()
    message = (
        f"'{LOCK_FILE}' is out of date: {len(now - then)} items are new or edited, {len(then - now)} are "
        "removed or edited."
    )
    return (diagnostic_at("checklist-lock-stale", in_file(""), message, subject=LOCK_FILE),)


def renamed_items(draft: ChecklistDraft, names: Mapping[str, str]) -> ChecklistDraft:
    items = tuple(
        replace(item, id=names[item.id], parent=names.get(item.parent) if item.parent else None) for item in draft.items
    )
    sections = tuple(replace(s, items=tuple(names[name] for name in s.items)) for s in draft.sections)
    values = tuple(
        replace(v, found_at=tuple(names[n] for n in v.found_at), used_at=tuple(names[n] for n in v.used_at))
        for v in draft.values
    )
    return replace(draft, items=items, sections=sections, values=values)
