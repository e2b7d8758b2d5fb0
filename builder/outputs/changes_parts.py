"""A long list of changes is cut: the list itself has links, and each of its parts the words that changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

import msgspec
from msgspec.structs import replace

from builder.caches import once
from builder.outputs.changes_records import ChangesRecord, ComparedVersions, comparison
from builder.outputs.output import Known, digest_of
from builder.outputs.render_context import Remember

MOST_PAGES = 50
"""Changed pages and guides on one page: about 60 kB of HTML."""

_IN_NO_FOLDER = "pages"


class ChangesPart(msgspec.Struct, frozen=True, kw_only=True):
    """Some changed pages of one folder."""

    path: str
    """Below the address of the list: ``connectors``, ``connectors/2``."""
    folder: str
    """Title of the folder; empty for pages in none."""
    number: int
    count: int
    """The part's number among those of its folder, from 1, and how many there are."""
    slugs: frozenset[str]
    changes: ChangesRecord
    found: Known[ComparedVersions]


def parts_of(record: ChangesRecord, remember: Remember) -> tuple[ChangesPart, ...]:
    """The parts of a list that is too long for one page; empty for a shorter one."""
    slugs = sorted({*(pair.slug for pair in record.changed), *(guide.slug for guide in record.guides)})
    if len(slugs) <= MOST_PAGES:
        return ()
    folders: dict[str, list[str]] = {}
    for slug in slugs:
        folder = slug.partition("/")[0]
        folders.setdefault(folder if folder in record.groups else "", []).append(slug)
    return tuple(part for folder, members in folders.items() for part in _parts(record, folder, members, remember))


def _parts(record: ChangesRecord, folder: str, slugs: Sequence[str], remember: Remember) -> Iterable[ChangesPart]:
    name = folder or _IN_NO_FOLDER
    while not folder and name in record.groups:
        name += "-"
    chunks = [frozenset(slugs[at : at + MOST_PAGES]) for at in range(0, len(slugs), MOST_PAGES)]
    for number, chunk in enumerate(chunks, 1):
        changes = _only(record, chunk)
        yield ChangesPart(
            path=name if number == 1 else f"{name}/{number}",
            folder=record.groups.get(folder, ""),
            number=number,
            count=len(chunks),
            slugs=chunk,
            changes=changes,
            found=comparison(changes, remember),
        )


def _only(record: ChangesRecord, slugs: frozenset[str]) -> ChangesRecord:
    return replace(
        record,
        added=(),
        removed=(),
        changed=tuple(pair for pair in record.changed if pair.slug in slugs),
        guides=tuple(guide for guide in record.guides if guide.slug in slugs),
    )


def comparison_of(record: ChangesRecord, parts: Sequence[ChangesPart], remember: Remember) -> Known[ComparedVersions]:
    """The comparison of all pages, which takes over those of the parts."""
    return Known(digest_of(record), once(partial(_joined, record, parts))) if parts else comparison(record, remember)


def _joined(record: ChangesRecord, parts: Sequence[ChangesPart]) -> ComparedVersions:
    sections = {
        pair.slug: each
        for part in parts
        for pair, each in zip(part.changes.changed, part.found.value.sections, strict=True)
    }
    upgrade = {each.guide.slug: each for part in parts for each in part.found.value.upgrade}
    return ComparedVersions(
        tuple(sections[pair.slug] for pair in record.changed),
        tuple(upgrade[guide.slug] for guide in record.guides if guide.slug in upgrade),
    )
