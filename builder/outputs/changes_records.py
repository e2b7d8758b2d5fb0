"""The changes of a version as records: pages of two versions, and the comparison of their texts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import msgspec

from builder.article.records import Content, SectionText
from builder.article.section_changes import SectionWords, compared, with_words
from builder.article.sections import passages_of
from builder.caches import once
from builder.outputs.output import Known, digest_of
from builder.outputs.render_context import Remember
from builder.outputs.upgrade import GuidePair, GuideUpgrade, upgrades


class ChangedPair(msgspec.Struct, frozen=True, kw_only=True):
    """A page of two versions."""

    slug: str
    title: str
    url: str
    earlier_title: str
    earlier_url: str
    is_moved: bool
    sections: tuple[SectionText, ...]
    """With digests for texts: a comparison needs no more, and they are known without loading the page."""
    earlier_sections: tuple[SectionText, ...]
    text: Known[Content]
    earlier_text: Known[Content]


class PageEntry(msgspec.Struct, frozen=True):
    """A page that only one of two versions has."""

    slug: str
    title: str
    url: str


class ComparedVersions(msgspec.Struct, frozen=True):
    """Everything that takes the texts of both versions."""

    sections: tuple[tuple[SectionWords, ...], ...]
    """The changed sections of each changed page."""
    upgrade: tuple[GuideUpgrade, ...]


class ChangesRecord(msgspec.Struct, frozen=True, kw_only=True):
    """All changes of a version."""

    version: str
    title: str
    since: str
    since_title: str
    added: tuple[PageEntry, ...]
    changed: tuple[ChangedPair, ...]
    removed: tuple[PageEntry, ...]
    guides: tuple[GuidePair, ...]
    """Guides whose steps may have changed."""
    groups: Mapping[str, str]
    """The title of each part of the site, by the first part of its slugs."""


def comparison(record: ChangesRecord, remember: Remember) -> Known[ComparedVersions]:
    """The comparison of the texts, made at most once."""
    return Known(digest_of(record), once(partial(_compared, record, remember)))


_Sections = tuple[SectionWords, ...]


def _compared(record: ChangesRecord, remember: Remember) -> ComparedVersions:
    """Page by page and guide by guide: an edit compares only what it touches."""
    pairs = {digest_of("sections", pair): pair for pair in record.changed if _differ(pair)}
    made = remember(_Sections, {digest: partial(_compared_pair, pair) for digest, pair in pairs.items()})
    found = {pair.slug: made[digest] for digest, pair in pairs.items()}
    sections = tuple(found.get(pair.slug, ()) for pair in record.changed)
    return ComparedVersions(sections, upgrades(record.guides, remember))


def _differ(pair: ChangedPair) -> bool:
    """Whether a section differs; without that, the texts need not be loaded."""
    return bool(compared(pair.earlier_sections, pair.sections))


def _compared_pair(pair: ChangedPair) -> _Sections:
    changes = compared(pair.earlier_sections, pair.sections)
    return with_words(changes, passages_of(pair.earlier_text.value), passages_of(pair.text.value))
