"""``checklist.json`` beside each guide, each version's index of them, and the schema they meet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from importlib.resources import files
from typing import Any

import msgspec

from builder.checklist import BoundImage, KeptChecklist, Placement, bind
from builder.outputs.emission import Emission, addresses, key_of, known_for_last, once_a_page
from builder.outputs.output import Output
from builder.structure.page import Page
from builder.theme.context import ChecklistLinks

CHECKLIST = "checklist.json"
INDEX = "checklists.json"
SCHEMA = "schema/checklist-1.json"
RESULTS_SCHEMA = "schema/results-1.json"


def checklists(emission: Emission) -> Iterator[Output]:
    """One checklist a guide."""
    for page in emission.site.pages:
        yield from page_checklist(emission, page)


def page_checklist(emission: Emission, page: Page) -> Iterator[Output]:
    """The checklist of one page, if it is a guide."""
    if page.facts.checklist is not None:
        settings = emission.site.settings
        key = key_of(emission.version, settings.base_path, settings.edition, checklist_key(emission, page))
        yield Output(checklist_path(page), key, partial(_checklist, emission, page))


def checklist_path(page: Page) -> str:
    """Where the checklist of a guide is published; beside the home of an unversioned site stands that of the site."""
    return page.output(CHECKLIST) if page.folder else f"index/{CHECKLIST}"


@once_a_page
def checklist_key(emission: Emission, page: Page) -> str:
    """Of everything of a page that its checklist is made from; empty if it is no guide."""
    if page.facts.checklist is None:
        return ""
    return key_of(page.facts.checklist, page.facts.digest, page.path, page.url, page.title, *_bound(emission, page))


def checklist_indexes(emission: Emission) -> Iterator[Output]:
    """One index of guides a version, and the schemas of checklists and of their results."""
    for name, file in ((SCHEMA, "schema.json"), (RESULTS_SCHEMA, "results.schema.json")):
        schema = files("builder.checklist").joinpath(file).read_bytes()
        yield Output(name, key_of(schema.decode()), partial(bytes, schema))
    for version in emission.site.versions:
        pages = [page for page in emission.site.pages if page.version == version.name]
        data = _json({"schemaVersion": 1, "version": version.name, **_index(emission, pages)})
        yield Output(f"{version.name}/{INDEX}".lstrip("/"), key_of(data.decode()), partial(bytes, data))


def _bound(emission: Emission, page: Page) -> Iterator[str]:
    yield from addresses(emission, page)
    for resolution in emission.site.resolutions[page.path]:
        info = emission.site.images.get(resolution.path)
        yield f"{info.digest} {info.width} {info.height}" if info is not None else ""


def _checklist(emission: Emission, page: Page) -> bytes:
    return _json(guide_data(emission, page))


@known_for_last
def guide_data(emission: Emission, page: Page) -> Mapping[str, Any]:
    """The same as :func:`checklist_data` for all files of a page; empty if it is no guide."""
    return checklist_data(emission, page, page.facts.checklist) if page.facts.checklist is not None else {}


def checklist_data(emission: Emission, page: Page, checklist: KeptChecklist) -> dict[str, Any]:
    """What ``checklist.json`` of a page holds."""
    site = emission.site
    description = page.facts.front_matter.get("description")

    def image(target: str) -> BoundImage:
        resolution = site.resolver.image(target, page)
        info = site.images.get(resolution.path)
        url = emission.address(resolution)
        return BoundImage(url, 0, 0, "") if info is None else BoundImage(url, info.width, info.height, info.digest)

    place = Placement(
        schema=emission.href("/" + SCHEMA),
        program=emission.program,
        id=page.slug or "index",
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
        link=lambda target: emission.address(site.resolver.resolve(target, page)),
        image=image,
    )
    return bind(checklist.draft(), place)


def checklist_links(emission: Emission, page: Page) -> ChecklistLinks | None:
    """What the page says of its checklist."""
    checklist = page.facts.checklist
    if checklist is None:
        return None
    return ChecklistLinks(emission.href("/" + checklist_path(page)), checklist.to_do)


def guide_entry(emission: Emission, page: Page) -> dict[str, Any]:
    """A guide's line in an index."""
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


def _index(emission: Emission, pages: list[Page]) -> dict[str, Any]:
    guides = [guide_entry(emission, page) for page in pages if page.facts.checklist is not None]
    others = [
        {"title": page.title, "url": emission.href(page.url), "reason": page.facts.not_a_guide}
        for page in pages
        if page.facts.checklist is None
    ]
    return {"guides": guides, "notGuides": others}


def _json(data: Mapping[str, Any]) -> bytes:
    # As json.dumps(data, indent=2, sort_keys=True) writes it, several times as fast.
    return msgspec.json.format(msgspec.json.encode(data, order="sorted"), indent=2) + b"\n"
