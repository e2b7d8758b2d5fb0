"""Matches the items of a newer checklist with those of an older one: by id and words, never by order alone.

1. the same id and the same words;
2. the same words, in sections that belong together;
3. the same words anywhere, if only one item on each side has them;
4. the same id, if the words are similar at all;
5. similar words in sections that belong together, if one old item is clearly the most similar.

Sections belong together if they have the same id, else if they share most of their items' words: a section with
a new title is the same section.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from builder.checklist.ids import slug

ALIKE = 0.5
"""The least similarity of two items' words to be the same item after an edit."""
RELATED = 0.25
"""The same for items with the same id."""
CLEARLY = 0.1
"""How much more similar the best match must be than the next."""
MOST_PAIRS = 20_000
"""The number of items in a section above which similarity is not computed."""
LONGEST_COMPARED = 300
"""The number of characters of an item's text that are compared."""


class KnownItem(msgspec.Struct, frozen=True):
    """An item to match."""

    id: str
    section: str
    digest: str
    text: str


class Near(msgspec.Struct, frozen=True):
    """An item matched by similarity, or one with several possible matches."""

    new: str
    candidates: tuple[str, ...]
    """Ids of old items; a single one if it was matched."""


class Matching:
    """Pairs of new and old items by their ids; each old one at most once."""

    def __init__(
        self, old: Iterable[KnownItem], new: Iterable[KnownItem], given: Mapping[str, str] | None = None
    ) -> None:
        """``given`` are pairs that are settled already."""
        self.old = {entry.id: entry for entry in old}
        self.pairs: dict[str, str] = {}
        """The old id by new id."""
        self.near: list[Near] = []
        self._new = list(new)
        for item, before in (given or {}).items():
            self._take(item, before)
        whole_old = list(self.old.values())
        self._by_both()
        self._sections = _paired(whole_old, self._new)
        self._by_words()
        self._by_only_words()
        self._by_id()
        self._by_likeness()

    def waiting(self) -> list[KnownItem]:
        """New items without a match."""
        return [entry for entry in self._new if entry.id not in self.pairs]

    def _take(self, item: str, before: str) -> None:
        self.pairs[item] = before
        del self.old[before]

    def _by_both(self) -> None:
        for item in self.waiting():
            before = self.old.get(item.id)
            if before is not None and before.digest == item.digest:
                self._take(item.id, before.id)

    def _by_words(self) -> None:
        found: dict[tuple[str, str], list[str]] = {}
        for entry in self.old.values():
            found.setdefault((entry.section, entry.digest), []).append(entry.id)
        for item in self.waiting():
            same = found.get((self._sections.get(item.section, ""), item.digest), [])
            if same:
                self._take(item.id, same.pop(0))

    def _by_only_words(self) -> None:
        waiting = self.waiting()
        before = Counter(entry.digest for entry in self.old.values())
        after = Counter(item.digest for item in waiting)
        ids = {entry.digest: entry.id for entry in self.old.values()}
        for item in waiting:
            if before[item.digest] == 1 and after[item.digest] == 1:
                self._take(item.id, ids[item.digest])

    def _by_id(self) -> None:
        for item in self.waiting():
            before = self.old.get(item.id)
            if before is not None and (not before.text or likeness(item.text, before.text) >= RELATED):
                self._take(item.id, before.id)

    def _by_likeness(self) -> None:
        old: dict[str, list[KnownItem]] = {}
        for entry in self.old.values():
            old.setdefault(entry.section, []).append(entry)
        new: dict[str, list[KnownItem]] = {}
        for item in self.waiting():
            new.setdefault(self._sections.get(item.section, ""), []).append(item)
        for section, items in new.items():
            candidates = old.get(section, [])
            if candidates and len(items) * len(candidates) <= MOST_PAIRS:
                for item in items:
                    self._nearest(item, [each for each in candidates if each.id in self.old])

    def _nearest(self, item: KnownItem, candidates: Sequence[KnownItem]) -> None:
        ranked = sorted(((likeness(item.text, each.text), each.id) for each in candidates), key=lambda p: (-p[0], p[1]))
        if not ranked or ranked[0][0] < ALIKE:
            return
        if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < CLEARLY:
            self.near.append(Near(item.id, (ranked[0][1], ranked[1][1])))
            return
        self.near.append(Near(item.id, (ranked[0][1],)))
        self._take(item.id, ranked[0][1])


def _paired(old: Sequence[KnownItem], new: Sequence[KnownItem]) -> dict[str, str]:
    """The old section of each new section."""
    words_old, words_new = _words_by_section(old), _words_by_section(new)
    pairs = {section: section for section in words_new if section in words_old}
    free = [section for section in words_old if section not in pairs]
    holders: dict[str, list[str]] = {}
    for section in free:
        for digest in words_old[section]:
            holders.setdefault(digest, []).append(section)
    taken: set[str] = set()
    for section, digests in words_new.items():
        if section in pairs:
            continue
        shared = Counter(holder for digest in digests for holder in holders.get(digest, ()) if holder not in taken)
        for best, count in shared.most_common(1):
            if count * 2 >= min(len(digests), len(words_old[best])):
                pairs[section] = best
                taken.add(best)
    return pairs


def _words_by_section(entries: Iterable[KnownItem]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for entry in entries:
        found.setdefault(entry.section, set()).add(entry.digest)
    return {section: frozenset(digests) for section, digests in found.items()}


def likeness(one: str, other: str) -> float:
    """The similarity of two texts, from 0 to 1: by their words, or by letter pairs where a word has a typo."""
    first, second = slug(one[:LONGEST_COMPARED]), slug(other[:LONGEST_COMPARED])
    words = frozenset(first.split("-")), frozenset(second.split("-"))
    by_words = len(words[0] & words[1]) / max(1, len(words[0] | words[1]))
    letters = frozenset(_letter_pairs(first)), frozenset(_letter_pairs(second))
    by_letters = 2 * len(letters[0] & letters[1]) / max(1, len(letters[0]) + len(letters[1]))
    return max(by_words, by_letters - 0.15)


def _letter_pairs(text: str) -> Iterator[str]:
    return (text[at : at + 2] for at in range(len(text) - 1))
