"""The steps of guides that are new, other or gone in a version: to do for readers who followed the version before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any, Literal

import msgspec

from builder.article.word_changes import WordRun, word_changes
from builder.checklist import TO_DO, Difference, differences
from builder.outputs.checklists import guide_of
from builder.outputs.output import Known, digest_of
from builder.outputs.render_context import Remember, RenderContext
from builder.structure.changes import Earlier
from builder.structure.page import Page

UpgradeKind = Literal["new", "reworded", "changed", "images", "gone"]
KINDS: Mapping[str, UpgradeKind] = {"added": "new", "changed": "reworded", "pictures": "images", "removed": "gone"}
"""Keyed by the change of an item. A step that only moved need not be done again; a step with the same words is
``changed`` if its kind changed, or whether it is optional.
"""


class GuidePair(msgspec.Struct, frozen=True, kw_only=True):
    """A guide of two versions whose checklists may differ."""

    slug: str
    title: str
    url: str
    earlier_url: str
    before: Known[Mapping[str, Any]]
    after: Known[Mapping[str, Any]]


class UpgradeStep(msgspec.Struct, frozen=True, kw_only=True):
    """One step to look at."""

    kind: UpgradeKind
    id: str
    url: str
    """The URL of the step; for a removed step, its URL in the previous version."""
    text: str
    words: tuple[WordRun, ...] = ()
    """For a reworded step, the words that changed."""


class GuideUpgrade(msgspec.Struct, frozen=True):
    """The steps of a guide to look at, in the order of the guide; those that are gone come last."""

    guide: GuidePair
    steps: tuple[UpgradeStep, ...]


def guide_pairs(emission: RenderContext, earlier: Earlier, version: str) -> Iterator[GuidePair]:
    """The guides of a version that were guides before, and whose steps or images may have changed."""
    for page in emission.site.pages:
        if page.version != version or not page.facts.is_guide:
            continue
        before = earlier.page(page)
        if before is None or _steps(emission, before) == _steps(emission, page):
            continue
        old, new = guide_of(emission, before), guide_of(emission, page)
        if old is not None and new is not None:
            yield GuidePair(
                slug=page.slug,
                title=page.title,
                url=emission.href(page.url),
                earlier_url=emission.href(before.url),
                before=old,
                after=new,
            )


def _steps(emission: RenderContext, page: Page) -> object:
    """Everything by which the steps of a guide may differ."""
    images = emission.site.images
    shown = (
        images[resolution.path].digest if resolution.path in images else resolution.path
        for reference, resolution in zip(page.facts.references, emission.site.resolutions[page.path], strict=True)
        if reference.kind == "image"
    )
    return page.facts.checklist, tuple(shown)


def upgrades(pairs: Iterable[GuidePair], remember: Remember) -> tuple[GuideUpgrade, ...]:
    """The guides with steps to look at."""
    by_digest = {digest_of("steps", pair): pair for pair in pairs}
    wanted = {digest: partial(_upgrade_steps, pair) for digest, pair in by_digest.items()}
    steps = remember(tuple[UpgradeStep, ...], wanted)
    return tuple(GuideUpgrade(pair, steps[digest]) for digest, pair in by_digest.items() if steps[digest])


def _upgrade_steps(pair: GuidePair) -> tuple[UpgradeStep, ...]:
    return tuple(_steps_between(pair))


def _steps_between(pair: GuidePair) -> Iterator[UpgradeStep]:
    old, new = pair.before.value, pair.after.value
    steps = {item["id"]: item for item in new["items"]}
    gone = {item["id"]: item for item in old["items"]}
    listed: set[str] = set()
    for one in differences(old, new):
        kind = KINDS.get(one.change)
        item = (gone if kind == "gone" else steps)[one.id]
        # A step with other words and another image is one step to look at.
        if kind is None or item["kind"] not in TO_DO or (kind == "images" and one.id in listed):
            continue
        listed.add(one.id)
        yield _upgrade_step(kind, one, item["url"])


def _upgrade_step(kind: UpgradeKind, one: Difference, url: str) -> UpgradeStep:
    words = word_changes(one.before or "", one.after or "") if kind == "reworded" else ()
    if kind == "reworded" and not words:
        kind = "changed"
    return UpgradeStep(kind=kind, id=one.id, url=url, text=one.after or one.before or "", words=words)


def upgrade_data(found: GuideUpgrade) -> dict[str, Any]:
    """The steps of a guide for programs."""
    return {
        "slug": found.guide.slug,
        "title": found.guide.title,
        "url": found.guide.url,
        "before": found.guide.earlier_url,
        "steps": [{"kind": step.kind, "id": step.id, "url": step.url, "text": step.text} for step in found.steps],
    }
