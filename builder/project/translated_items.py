"""Gives the items of a translated guide the ids of the original's, so that ticks carry over. Pure.

An item keeps its author's id. The others belong to the item at the same place: of the whole guide, or of the same
section where only the rest of the guide differs. Their digest is that of the original's words, so that a tick of one
language is one of all, until the original is reworded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from builder.article.records import Facts
from builder.checklist import ChecklistDraft, Item
from builder.checklist.lock import renamed_items
from builder.project.checklists import Checklists


def with_original_items(
    facts: Mapping[str, Facts], originals: Mapping[str, str], checklists: Checklists
) -> Mapping[str, Facts]:
    """The facts of pages, by path; ``originals`` has the path of each translation's original."""
    made: dict[str, Facts] = {}
    for path, original in originals.items():
        own, other = facts.get(path), facts.get(original)
        if own is None or other is None or own.checklist is None or other.checklist is None:
            continue
        draft, model = checklists.checklist(path, own), checklists.checklist(original, other)
        if draft is not None and model is not None:
            made[path] = checklists.with_checklist(own, as_in_original(draft, model))
    return {**facts, **made} if made else facts


def as_in_original(draft: ChecklistDraft, original: ChecklistDraft) -> ChecklistDraft:
    """The checklist of a translation with the ids and digests of the original's items."""
    pairs = dict(_pairs(draft, original))
    known = {item.id: item for item in original.items}
    taken = set(known)
    names: dict[str, str] = {}
    for item in draft.items:
        name = pairs.get(item.id)
        if name is None:
            name, count = item.id, 2
            while name in taken:
                name, count = f"{item.id}-{count}", count + 1
            taken.add(name)
        names[item.id] = name
    renamed = renamed_items(draft, names)
    items = tuple(replace(item, digest=known[item.id].digest) if item.id in known else item for item in renamed.items)
    return replace(renamed, items=items)


def _pairs(draft: ChecklistDraft, original: ChecklistDraft) -> Iterator[tuple[str, str]]:
    """The id of each item that has one in the original, and that one."""
    named = {item.id for item in original.items if item.named}
    own = [item for item in draft.items if not (item.named and item.id in named)]
    others = [item for item in original.items if not (item.named and item.id in {each.id for each in draft.items})]
    yield from ((item.id, item.id) for item in draft.items if item.named and item.id in named)
    if [item.kind for item in own] == [item.kind for item in others]:
        yield from ((mine.id, other.id) for mine, other in zip(own, others, strict=True))
        return
    for mine, other in zip(draft.sections, original.sections, strict=False):
        first, second = _of_section(own, mine.id), _of_section(others, other.id)
        if len(first) == len(second):
            yield from ((item.id, same.id) for item, same in zip(first, second, strict=True))


def _of_section(items: Sequence[Item], section: str) -> list[Item]:
    return [item for item in items if item.section == section]
