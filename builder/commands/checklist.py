"""``handrail checklist``: a guide's checklist in several forms, compared, carried over, locked."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from builder.checklist import (
    ChecklistDraft,
    Upgrade,
    differences,
    load,
    load_results,
    lock_data,
    upgrade,
)
from builder.checklist.compare import difference_data, difference_text
from builder.checklist.formats import FORMATS
from builder.diagnostics.suggest import nearest


class ChecklistFault(Exception):
    """What was asked for can't be given; the text says why, for the user."""


@dataclass(frozen=True, slots=True)
class GuideName:
    """One guide of the project."""

    version: str
    """Empty in an unversioned site."""
    slug: str
    """Without slashes at its ends."""


def chosen(guides: Sequence[GuideName], slug: str, version: str, default: str) -> GuideName:
    """The guide that a slug and a version name; without a version that of ``default``, else the only one.

    Raises ChecklistFault where there is none, with what may have been meant.
    """
    name = slug.strip("/")
    found = [guide for guide in guides if guide.slug == name and (not version or guide.version == version)]
    if not found:
        near = nearest(name, {guide.slug for guide in guides})
        hint = f" Did you mean '{near[0]}'?" if near and near[0] != name else ""
        where = f" in {version}" if version else ""
        raise ChecklistFault(f"There is no guide '{name}'{where}.{hint}")
    return next((guide for guide in found if guide.version == default), found[-1])


def listed(guides: Sequence[tuple[GuideName, str, int]]) -> str:
    """The project's guides, a line each: version, slug, number of items, title."""
    return "".join(f"{name.version}\t{name.slug or 'index'}\t{count}\t{title}\n" for name, title, count in guides)


def printed(data: Mapping[str, Any], form: str) -> str:
    """A checklist in one of the forms ``json``, ``markdown``, ``csv``, ``howto``."""
    return FORMATS[form](data)


def compared(old: Mapping[str, Any], new: Mapping[str, Any], *, as_json: bool) -> str:
    """What changed from one version of a guide to another."""
    found = differences(old, new)
    if as_json:
        return json.dumps(difference_data(found), indent=2, ensure_ascii=False) + "\n"
    return difference_text(found)


def upgraded(results: str, old: Mapping[str, Any] | None, new: Mapping[str, Any]) -> tuple[str, str]:
    """A results file carried to another version of its guide, and what became of it in a few words.

    Raises ChecklistFault for results that can't be read or are another guide's.
    """
    try:
        carried = upgrade(load_results(results), load(old) if old is not None else None, load(new))
    except ValueError as error:
        raise ChecklistFault(f"The results can't be carried over: {error}.") from error
    return carried.results.text(), _said(carried)


def _said(carried: Upgrade) -> str:
    parts = (
        (len(carried.carried), "carried over"),
        (len(carried.changed), "changed and to be done again"),
        (len(carried.dropped), "gone"),
        (len(carried.added), "new"),
    )
    return ", ".join(f"{count} {what}" for count, what in parts)


def lock_text(guides: Mapping[str, ChecklistDraft]) -> str:
    """The lock file for a project's guides, by their paths."""
    return json.dumps(lock_data(guides), indent=1, ensure_ascii=False, sort_keys=True) + "\n"
