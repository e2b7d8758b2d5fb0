"""``checklist.json`` of each guide, each version's index of guides, and their schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from importlib.resources import files
from typing import Any

import msgspec

from builder.checklist import BoundImage, ChecklistDraft, ChecklistPlacement, GuidePlace, bind
from builder.outputs.output import Known, Output, data_output, digest_of, indented_json
from builder.outputs.render_context import RenderContext, addresses, known_for_last, once_a_page
from builder.structure.page import Page
from builder.theme.context import ChecklistLinks

CHECKLIST = "checklist.json"
INDEX = "checklists.json"
SCHEMA = "schema/checklist-2.json"
SCHEMA_1 = "schema/checklist-1.json"
RESULTS_SCHEMA = "schema/results-1.json"


class ChecklistRecord(msgspec.Struct, frozen=True):
    """All values in the checklist of a page."""

    checklist: Known[ChecklistDraft]
    guide: GuidePlace
    links: dict[str, str]
    """The published URL by target."""
    images: dict[str, BoundImage]
    """Image files by source."""


def checklists(emission: RenderContext) -> Iterator[Output]:
    """One checklist per guide."""
    for page in emission.scope.pages:
        yield from page_checklist(emission, page)


class _FileRecord(msgspec.Struct, frozen=True):
    guide: Known[Mapping[str, Any]]


def page_checklist(emission: RenderContext, page: Page) -> Iterator[Output]:
    """The checklist of one page, if it is a guide."""
    guide = guide_of(emission, page)
    if guide is not None:
        yield emission.recipe.output(checklist_path(page), partial(_FileRecord, guide), _encoded)


def checklist_path(page: Page) -> str:
    """The path of a guide's checklist."""
    return checklist_in(page.folder)


def checklist_in(folder: str) -> str:
    """The path of the checklist of the page with that folder.

    The home page of an unversioned site has another one, because the site's is there.
    """
    return f"{folder or 'index'}/{CHECKLIST}"


@once_a_page
def guide_of(emission: RenderContext, page: Page) -> Known[Mapping[str, Any]] | None:
    """The checklist of a page, for all records that contain it; ``None`` if the page is not a guide."""
    if page.facts.checklist is None:
        return None
    digest = digest_of(_record(emission, page))
    return Known(digest, partial(_guide_data, emission, page))


@known_for_last
def _guide_data(emission: RenderContext, page: Page) -> Mapping[str, Any]:
    """The files of one page are rendered one after the other."""
    return checklist_data(emission, page)


def checklist_indexes(emission: RenderContext) -> Iterator[Output]:
    """One index of guides per version, and the schemas of checklists and their results."""
    for name, file in ((SCHEMA, "schema.json"), (SCHEMA_1, "schema-1.json"), (RESULTS_SCHEMA, "results.schema.json")):
        yield data_output(name, files("builder.checklist").joinpath(file).read_bytes())
    for version in emission.scope.versions:
        yield version_index(emission, version.name)


def version_index(emission: RenderContext, version: str) -> Output:
    """The index of one version."""
    pages = [page for page in emission.site.pages if page.version == version]
    data = _json({"schemaVersion": 1, "version": version, **_index(emission, pages)})
    return data_output(f"{version}/{INDEX}".lstrip("/"), data)


def checklist_data(emission: RenderContext, page: Page) -> dict[str, Any]:
    """The content of the ``checklist.json`` of a page that has one."""
    return _bound(_record(emission, page))


def _guide_id(emission: RenderContext, page: Page) -> str:
    """The slug of a guide; that of its original for a translation, so that both have the same results."""
    original = emission.site.translations.original(page) if emission.site.settings.languages else None
    return (original or page).slug or "index"


def _record(emission: RenderContext, page: Page) -> ChecklistRecord:
    site, summary = emission.site, page.facts.checklist
    checklist = Known(summary.digest if summary is not None else "", partial(emission.draft, page))
    description = page.facts.front_matter.get("description")
    guide = GuidePlace(
        schema=emission.href("/" + SCHEMA),
        program=emission.program,
        id=_guide_id(emission, page),
        title=page.title,
        description=description if isinstance(description, str) else "",
        slug="/" + page.slug,
        version=page.version,
        edition=site.settings.edition,
        url=emission.href(page.url),
        path=page.path,
        source_digest=page.facts.source_digest,
        includes=tuple(site.tree.partials[name].path for name in page.facts.partials if name in site.tree.partials),
        digest=page.facts.digest,
        kind="guide" if page.facts.is_guide else "page",
        reason=page.facts.guide_reason,
    )
    links: dict[str, str] = {}
    images: dict[str, BoundImage] = {}
    for reference, resolution, url in zip(
        page.facts.references, site.resolutions[page.key], addresses(emission, page), strict=True
    ):
        if reference.kind == "link":
            links[reference.target] = url
        else:
            info = site.images.get(resolution.path)
            known = BoundImage(url, 0, 0, "") if info is None else BoundImage(url, info.width, info.height, info.digest)
            images[reference.target] = known
    return ChecklistRecord(checklist, guide, links, images)


def _bound(record: ChecklistRecord) -> dict[str, Any]:
    return bind(
        record.checklist.value, ChecklistPlacement(record.guide, record.links.__getitem__, record.images.__getitem__)
    )


def _encoded(record: _FileRecord) -> bytes:
    return _json(record.guide.value)


def checklist_links(emission: RenderContext, page: Page) -> ChecklistLinks | None:
    """The links of a page to its checklist."""
    checklist = page.facts.checklist
    if checklist is None or not checklist.is_guide:
        return None
    return ChecklistLinks(emission.href("/" + checklist_path(page)), checklist.to_do)


def guide_entry(emission: RenderContext, page: Page) -> dict[str, Any]:
    """The entry of a guide in an index."""
    checklist = page.facts.checklist
    return {
        "id": page.slug or "index",
        "title": page.title,
        "version": page.version,
        "url": emission.href(page.url),
        "checklist": emission.href("/" + checklist_path(page)),
        "items": checklist.items if checklist is not None else 0,
        "digest": page.facts.digest,
    }


def _index(emission: RenderContext, pages: list[Page]) -> dict[str, Any]:
    guides = [
        {**guide_entry(emission, page), "reason": page.facts.guide_reason} for page in pages if page.facts.is_guide
    ]
    others = [_other_entry(emission, page) for page in pages if not page.facts.is_guide]
    return {"guides": guides, "notGuides": others}


def _other_entry(emission: RenderContext, page: Page) -> dict[str, Any]:
    """The entry of a page that is not a guide; its procedures have a checklist too."""
    found: dict[str, Any] = {
        "title": page.title,
        "url": emission.href(page.url),
        "reason": page.facts.guide_reason,
    }
    if page.facts.checklist is not None:
        found["checklist"] = emission.href("/" + checklist_path(page))
        found["items"] = page.facts.checklist.items
    return found


def _json(data: Mapping[str, Any]) -> bytes:
    return indented_json(data, order="sorted")
