"""Compares two versions of a guide, and carries results over from one to the other.

Both work on the published form, so that programs can compare downloaded checklists.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

import msgspec

from builder.checklist.matching import KnownItem, Matching

Change = Literal["added", "changed", "removed", "moved", "pictures"]

CHANGES: tuple[Change, ...] = ("added", "changed", "removed", "moved", "pictures")
COMPARED = ("text", "kind", "optional", "severity")
"""The fields whose change makes an item different."""


JsonItem = Mapping[str, Any]


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """An item that changed."""

    change: Change
    id: str
    """The id in the new version; for a removed item, in the old one."""
    old_id: str | None
    """The old id, if the id changed too."""
    before: str | None
    """The old words."""
    after: str | None
    """The new words."""


def matched_items(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, str]:
    """The old id of each new item that existed before.

    If a single item between the same neighbours is left over on both sides, with the same kind, it is the same item
    reworded, however short it is.
    """
    pairs = Matching(map(_known, old["items"]), map(_known, new["items"])).pairs
    _between_neighbours(old["items"], new["items"], pairs)
    return pairs


def _known(item: Mapping[str, Any]) -> KnownItem:
    return KnownItem(item["id"], item.get("section", ""), item["digest"], item.get("text", ""))


def _between_neighbours(old: Sequence[JsonItem], new: Sequence[JsonItem], pairs: dict[str, str]) -> None:
    """Pair the left-over items that are alone between paired neighbours."""
    places = {item["id"]: index for index, item in enumerate(old)}
    taken = set(pairs.values())
    for index, item in enumerate(new):
        if item["id"] in pairs or "section" not in item:
            continue
        before, after = _neighbour(new, index - 1), _neighbour(new, index + 1)
        if any(each and each not in pairs for each in (before, after)):
            continue
        at = places[pairs[before]] + 1 if before else 0
        end = places[pairs[after]] if after else len(old)
        if end - at == 1 and old[at]["id"] not in taken and old[at].get("kind") == item.get("kind"):
            pairs[item["id"]] = old[at]["id"]
            taken.add(old[at]["id"])


def _neighbour(items: Sequence[Mapping[str, Any]], index: int) -> str:
    return str(items[index]["id"]) if 0 <= index < len(items) else ""


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Difference, ...]:
    """The changes from one ``checklist.json`` to another: in the new one's order, then removed items."""
    pairs = matched_items(old, new)
    before = {item["id"]: item for item in old["items"]}
    places = {item["id"]: index for index, item in enumerate(old["items"])}
    common = [item["id"] for item in new["items"] if item["id"] in pairs]
    moved = out_of_order(common, [places[pairs[name]] for name in common])
    found: list[Difference] = []
    for item in new["items"]:
        name = item["id"]
        if name not in pairs:
            found.append(Difference(change="added", id=name, old_id=None, before=None, after=item["text"]))
            continue
        was = before[pairs[name]]
        old_id = pairs[name] if pairs[name] != name else None
        if any(was[key] != item[key] for key in COMPARED) or _labels(was) != _labels(item):
            found.append(Difference(change="changed", id=name, old_id=old_id, before=was["text"], after=item["text"]))
        if name in moved or (was["section"] != item["section"] and old_id is None):
            found.append(Difference(change="moved", id=name, old_id=old_id, before=was["text"], after=item["text"]))
        if was["assetDigest"] != item["assetDigest"]:
            found.append(Difference(change="pictures", id=name, old_id=old_id, before=was["text"], after=item["text"]))
    kept = set(pairs.values())
    gone = (item for item in old["items"] if item["id"] not in kept)
    found.extend(
        Difference(change="removed", id=item["id"], old_id=None, before=item["text"], after=None) for item in gone
    )
    return tuple(found)


def _labels(item: Mapping[str, Any]) -> list[str]:
    return [option["label"] for option in item["options"]]


def out_of_order(names: Sequence[str], places: Sequence[int]) -> set[str]:
    """The smallest set of names whose move explains the new order: all outside a longest increasing run of places."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, place in enumerate(places):
        at = bisect_left(tails, place)
        before.append(ends[at - 1] if at else -1)
        if at == len(tails):
            tails.append(place)
            ends.append(index)
        else:
            tails[at], ends[at] = place, index
    kept: set[int] = set()
    index = ends[-1] if ends else -1
    while index != -1:
        kept.add(index)
        index = before[index]
    return {name for index, name in enumerate(names) if index not in kept}


def difference_text(found: Iterable[Difference]) -> str:
    """The differences for people: one line each, with the old words below if they changed."""
    lines: list[str] = []
    for one in found:
        lines.append(f"{one.change:<8} {one.id}" + (f" (was {one.old_id})" if one.old_id else ""))
        if one.change in ("removed", "changed"):
            lines.append(f"    - {one.before}")
        if one.change in ("added", "changed"):
            lines.append(f"    + {one.after}")
    return "\n".join(lines) + "\n" if lines else "No differences.\n"


def difference_data(found: Iterable[Difference]) -> dict[str, Any]:
    """The differences for programs."""
    listed = [
        {"change": one.change, "id": one.id, "oldId": one.old_id, "before": one.before, "after": one.after}
        for one in found
    ]
    counts = Counter(one["change"] for one in listed)
    return {"schemaVersion": 1, "differences": listed, "counts": {change: counts[change] for change in CHANGES}}
