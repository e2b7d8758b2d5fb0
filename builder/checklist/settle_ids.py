"""The final ids of a checklist's items, which edits of other items don't change."""

from __future__ import annotations

from msgspec.structs import replace

from builder.checklist.draft_builder import DraftBuilder
from builder.checklist.model import Item

DIGITS = 6
"""The number of characters of an item's digest in its id, if other items begin with the same words."""


def settle_ids(out: DraftBuilder) -> None:
    """Distinguish items with the same first words by the rest of their words, not by their order.

    So none takes the id of another when an item is added, removed or moved.
    """
    groups: dict[str, list[Item]] = {}
    for item in out.items:
        if not item.named:
            groups.setdefault(out.namer.base(item.id), []).append(item)
    taken = {item.id for item in out.items if item.named}
    names: dict[str, str] = {}
    counts: dict[str, int] = {}
    """The next number for each name, so that many equal items cost no more than others."""
    for base, items in groups.items():
        alone = base not in taken and len({item.digest for item in items}) == 1
        for item in items:
            name = base if alone else f"{base}-{item.digest[:DIGITS]}"
            unique, count = name, counts.get(name, 2)
            while unique in taken:
                unique, count = f"{name}-{count}", count + 1
            counts[name] = count
            taken.add(unique)
            names[item.id] = unique
    for index, item in enumerate(out.items):
        parent = names.get(item.parent, item.parent) if item.parent else None
        out.items[index] = replace(item, id=names.get(item.id, item.id), parent=parent)
    out.asked[:] = [replace(asked, item=names.get(asked.item, asked.item)) for asked in out.asked]
    for section in out.sections:
        section.items[:] = [names.get(name, name) for name in section.items]
