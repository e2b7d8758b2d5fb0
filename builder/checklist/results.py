"""The progress of a reader: results of a checklist's items, separate from the checklist.

Values that the checklist marks as secret are refused, so that no results file can leak them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Literal, get_args

import msgspec
from msgspec.structs import replace

from builder.checklist.diff import matched_items
from builder.checklist.reader import Checklist

Status = Literal["pass", "fail", "notapplicable", "notchecked"]

STATUSES: tuple[Status, ...] = get_args(Status)
CHANGED_NOTE = "The item changed; it was {status}."


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """The result of one item."""

    item_id: str
    item_digest: str
    """Digest of the item's words when it was done."""
    status: Status
    at: str | None = None
    """Time of the result, as ISO 8601."""
    by: str | None = None
    note: str | None = None


class Results(msgspec.Struct, frozen=True):
    """The results of one run through a guide."""

    guide_id: str
    guide_digest: str
    results: Mapping[str, Result] = msgspec.field(default_factory=dict)
    """Keyed by item id, in the order in which they were recorded."""
    values: Mapping[str, str] = msgspec.field(default_factory=dict)
    """Collected values by id; never a secret one."""

    def record(
        self,
        checklist: Checklist,
        item_id: str,
        status: Status,
        *,
        at: str | None = None,
        by: str | None = None,
        note: str | None = None,
    ) -> Results:
        """These results with one more. Raises KeyError for an unknown item, ValueError for an unknown status."""
        if status not in STATUSES:
            raise ValueError(f"'{status}' is not a status; use one of {', '.join(STATUSES)}")
        result = Result(item_id=item_id, item_digest=checklist[item_id].digest, status=status, at=at, by=by, note=note)
        return replace(self, results={**self.results, item_id: result})

    def collect(self, checklist: Checklist, value_id: str, text: str) -> Results:
        """These results with a collected value. Raises KeyError for an unknown value, ValueError for a secret one."""
        if checklist.value(value_id)["secret"]:
            raise ValueError(f"'{value_id}' is secret: results never contain it")
        return replace(self, values={**self.values, value_id: text})

    def data(self) -> dict[str, Any]:
        """The content of the results file, valid against ``results.schema.json``."""
        listed = [
            {
                "itemId": one.item_id,
                "itemDigest": one.item_digest,
                "status": one.status,
                "at": one.at,
                "by": one.by,
                "note": one.note,
            }
            for one in self.results.values()
        ]
        found: dict[str, Any] = {"guideId": self.guide_id, "guideDigest": self.guide_digest, "results": listed}
        if self.values:
            found["values"] = dict(self.values)
        return found

    def text(self) -> str:
        """The text of the results file."""
        return json.dumps(self.data(), indent=2, ensure_ascii=False) + "\n"


def new_results(checklist: Checklist) -> Results:
    """Empty results for a checklist."""
    return Results(checklist.id, checklist.digest)


def load_results(source: str | bytes | Mapping[str, Any]) -> Results:
    """Results from the text of their file. Raises ValueError for data that is not valid against
    ``results.schema.json``.
    """
    data = source if isinstance(source, Mapping) else json.loads(source)
    try:
        results = [
            Result(
                item_id=_text(one["itemId"]),
                item_digest=_text(one["itemDigest"]),
                status=one["status"],
                at=_optional(one.get("at")),
                by=_optional(one.get("by")),
                note=_optional(one.get("note")),
            )
            for one in data["results"]
        ]
        values = {_text(name): _text(text) for name, text in data.get("values", {}).items()}
        guide, digest = _text(data["guideId"]), _text(data["guideDigest"])
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"these are not the results of a checklist: {error}") from error
    for one in results:
        if one.status not in STATUSES:
            raise ValueError(f"'{one.item_id}': '{one.status}' is not a status; use one of {', '.join(STATUSES)}")
    return Results(guide, digest, {one.item_id: one for one in results}, values)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"expected text, not {value!r}")
    return value


def _optional(value: object) -> str | None:
    return None if value is None else _text(value)


class Upgrade(msgspec.Struct, frozen=True, kw_only=True):
    """Results carried over to another version of their guide."""

    results: Results
    carried: tuple[str, ...]
    """Ids of items whose result is kept."""
    changed: tuple[str, ...]
    """Ids of items whose words changed, so that they must be done or checked again."""
    dropped: tuple[str, ...]
    """Old ids of removed items."""
    added: tuple[str, ...]
    """Ids of new items."""


def upgrade(results: Results, old: Checklist | None, new: Checklist) -> Upgrade:
    """Carry results over. An item keeps its result while its words, and so its digest, are the same.

    ``old`` is the checklist of the results; without it, items are matched by id and digest only. Raises ValueError for
    results of another guide.
    """
    if results.guide_id != new.id:
        raise ValueError(f"the results are of the guide '{results.guide_id}', not of '{new.id}'")
    known = {"items": [{"id": one.item_id, "digest": one.item_digest} for one in results.results.values()]}
    pairs = matched_items(old.data if old is not None else known, new.data)
    kept: dict[str, Result] = {}
    carried: list[str] = []
    changed: list[str] = []
    added: list[str] = []
    for item in new:
        before = results.results.get(pairs.get(item.id, ""))
        if before is None:
            if item.id not in pairs:
                added.append(item.id)
            continue
        if before.item_digest == item.digest:
            kept[item.id] = replace(before, item_id=item.id)
            carried.append(item.id)
        else:
            note = CHANGED_NOTE.format(status=before.status)
            kept[item.id] = Result(
                item_id=item.id, item_digest=item.digest, status="notchecked", at=None, by=None, note=note
            )
            changed.append(item.id)
    taken = {pairs[name] for name in kept}
    dropped = tuple(name for name in results.results if name not in taken)
    asked = {value["id"] for value in new.data["collect"] if not value["secret"]}
    values = {name: text for name, text in results.values.items() if name in asked}
    return Upgrade(
        results=Results(new.id, new.digest, kept, values),
        carried=tuple(carried),
        changed=tuple(changed),
        dropped=dropped,
        added=tuple(added),
    )
