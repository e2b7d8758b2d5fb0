"""Ids that outlive edits: ``checklist.lock.json`` remembers what each id stood for.

Items are matched to those of the lock file in a fixed order, each old one at most once:

1. by an id that the author wrote: nothing is looked up;
2. by their words, in the same section, then in any, when one old item has them;
3. by the id that their section and first words give;
4. in the same section, by the likeness of their words, when one old item is clearly the nearest.

What is matched by likeness, or could be several, is said in a diagnostic; the rest are new.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from msgspec.structs import replace

from builder.checklist.ids import slug
from builder.checklist.model import ChecklistDraft, Item
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.outcome import Outcome
from builder.diagnostics.place import Place, diagnostic_at, in_file

LOCK_FILE = "checklist.lock.json"
LOCK_VERSION = 1
ALIKE = 0.5
"""Share of words in common from which two items may be the same one, edited."""
CLEARLY = 0.1
"""By how much the nearest must be nearer than the next."""
MOST_PAIRS = 20_000
"""In one section; beyond, likeness is not looked for."""


class Locked(msgspec.Struct, frozen=True):
    """One item as the lock file remembers it."""

    id: str
    section: str
    digest: str
    text: str


def lock_entries(draft: ChecklistDraft) -> list[dict[str, str]]:
    """What the lock file keeps of a guide's items, in order."""
    return [{"id": item.id, "section": item.section, "digest": item.digest, "text": item.text} for item in draft.items]


def lock_data(guides: Mapping[str, ChecklistDraft]) -> dict[str, Any]:
    """The lock file's content; ``guides`` by their path in the project."""
    return {"version": LOCK_VERSION, "guides": {path: lock_entries(guides[path]) for path in sorted(guides)}}


def read_lock(data: object) -> dict[str, tuple[Locked, ...]]:
    """The lock file's guides by path. Raises ValueError for data of another form."""
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
    """The checklist with the ids that its items had, and what was decided on the way."""
    matching = _Matching(draft.items, locked)
    matching.by_words()
    matching.by_id()
    matching.by_likeness()
    names = matching.names()
    renamed = _renamed(draft, names)
    diagnostics = (*matching.diagnostics, *_stale(renamed, locked))
    return Outcome(replace(renamed, diagnostics=(*draft.diagnostics, *diagnostics)), diagnostics)


class _Matching:
    """The items that wait for an old one, and the old ones that wait for an item."""

    def __init__(self, items: Sequence[Item], locked: Sequence[Locked]) -> None:
        self._items = items
        self._old = {entry.id: entry for entry in locked}
        self._given: dict[str, str] = {}
        """The new id of an item → the old one it keeps."""
        self.diagnostics: list[Diagnostic] = []
        for item in items:
            if item.named and item.id in self._old:
                self._take(item, item.id)

    def names(self) -> dict[str, str]:
        """The id that each renamed item keeps, by the one that it had; never one that another item has."""
        taken = set(self._given.values())
        names = dict(self._given)
        for item in self._items:
            if item.id in names:
                continue
            name, count = item.id, 2
            while name in taken:
                name, count = f"{item.id}-{count}", count + 1
            names[item.id] = name
            taken.add(name)
        return names

    def by_words(self) -> None:
        """Equal words: in the same section first, then anywhere, if there is but one such."""
        for keyed in (True, False):
            old: dict[tuple[str, str], list[Locked]] = {}
            for entry in self._old.values():
                old.setdefault((entry.section if keyed else "", entry.digest), []).append(entry)
            for item in self._waiting():
                found = old.get((item.section if keyed else "", item.digest), [])
                if found and (keyed or len(found) == 1):
                    self._take(item, found.pop(0).id)

    def by_id(self) -> None:
        """The same section and first words: only what follows them was edited."""
        for item in self._waiting():
            if item.id in self._old:
                self._take(item, item.id)

    def by_likeness(self) -> None:
        """Similar words in the same section, if one old item is clearly the nearest."""
        old: dict[str, list[tuple[Locked, frozenset[str]]]] = {}
        for entry in self._old.values():
            old.setdefault(entry.section, []).append((entry, _words(entry.text)))
        waiting: dict[str, list[Item]] = {}
        for item in self._waiting():
            waiting.setdefault(item.section, []).append(item)
        for section, items in waiting.items():
            candidates = old.get(section, [])
            if candidates and len(items) * len(candidates) <= MOST_PAIRS:
                for item in items:
                    self._nearest(item, candidates)

    def _nearest(self, item: Item, candidates: Iterable[tuple[Locked, frozenset[str]]]) -> None:
        words = _words(item.text)
        ranked = sorted(
            ((_likeness(words, theirs), entry.id) for entry, theirs in candidates if entry.id in self._old),
            key=lambda pair: (-pair[0], pair[1]),
        )
        if not ranked or ranked[0][0] < ALIKE:
            return
        if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < CLEARLY:
            message = f"'{item.text}' may be '{ranked[0][1]}' or '{ranked[1][1]}' of the lock file; it has a new id."
            self._say("checklist-lock-ambiguous", message, item)
            return
        old = ranked[0][1]
        self._say("checklist-lock-matched", f"'{item.text}' is taken for '{old}', edited.", item)
        self._take(item, old)

    def _waiting(self) -> list[Item]:
        return [item for item in self._items if item.id not in self._given and not item.named]

    def _take(self, item: Item, old: str) -> None:
        self._given[item.id] = old
        del self._old[old]

    def _say(self, code: str, message: str, item: Item) -> None:
        place = item.origin
        self.diagnostics.append(
            diagnostic_at(code, Place(place.line, place.column, 0, 0, place.path, place.via), message, subject=item.id)
        )


def _words(text: str) -> frozenset[str]:
    return frozenset(slug(text).split("-"))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, len(one | other))


def _stale(draft: ChecklistDraft, locked: Sequence[Locked]) -> tuple[Diagnostic, ...]:
    now = {(item.id, item.digest) for item in draft.items}
    then = {(entry.id, entry.digest) for entry in locked}
    if now == then:
        return ()
    message = (
        f"'{LOCK_FILE}' is behind: {len(now - then)} items are new or edited, {len(then - now)} are gone or edited."
    )
    return (diagnostic_at("checklist-lock-stale", in_file(""), message, subject=LOCK_FILE),)


def _renamed(draft: ChecklistDraft, names: Mapping[str, str]) -> ChecklistDraft:
    items = tuple(
        replace(item, id=names[item.id], parent=names.get(item.parent) if item.parent else None) for item in draft.items
    )
    sections = tuple(replace(s, items=tuple(names[name] for name in s.items)) for s in draft.sections)
    values = tuple(
        replace(v, found_at=tuple(names[n] for n in v.found_at), used_at=tuple(names[n] for n in v.used_at))
        for v in draft.values
    )
    return replace(draft, items=items, sections=sections, values=values)
