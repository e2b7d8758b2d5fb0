"""The impact of an edit: pages, versions, checklist items, removed anchors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from builder.checklist import Item
from builder.project.loaded_site import LoadedSite
from builder.structure.page import Page
from builder.structure.site import Site

MOST = 60
"""The number of changed pages whose checklists and anchors are compared."""


@dataclass(frozen=True, slots=True)
class TouchedPage:
    """A page that changed."""

    change: str
    """``changed``, ``added`` or ``removed``."""
    title: str
    url: str
    """Absolute in the site, without the base path."""


@dataclass(frozen=True, slots=True)
class TouchedItem:
    """An item of a checklist that changed."""

    change: str
    """``changed``, ``added`` or ``removed``."""
    url: str
    """Path of the item's page."""
    text: str


@dataclass(frozen=True, slots=True)
class Impact:
    """Everything that one edit affected."""

    pages: tuple[TouchedPage, ...] = ()
    versions: tuple[str, ...] = ()
    """Titles of the versions of these pages, newest first, and of added and removed versions."""
    items: tuple[TouchedItem, ...] = ()
    anchors: tuple[str, ...] = ()
    """Anchors that no longer exist on their page: ``/v1/install/#step-2``."""


NOTHING = Impact()


def impact(before: LoadedSite, after: LoadedSite) -> Impact:
    """The differences between two states of a project."""
    old, new = _by_path(before.site), _by_path(after.site)
    pairs = [(old.get(path), new.get(path)) for path in sorted({**old, **new}) if _differ(old.get(path), new.get(path))]
    compared = [(was, now) for was, now in pairs if was is not None and now is not None][:MOST]
    touched = {page.version for pair in pairs for page in pair if page is not None}
    titles = {v.name: v.title or v.name for v in (*after.site.versions, *before.site.versions)}
    came_or_gone = {v.name for v in after.site.versions} ^ {v.name for v in before.site.versions}
    return Impact(
        tuple(_touched(was, now) for was, now in pairs),
        tuple(title for name, title in titles.items() if name in touched | came_or_gone and title),
        tuple(item for was, now in compared for item in _items((before, was), (after, now))),
        tuple(address for was, now in compared for address in _anchors(was, now)),
    )


def _by_path(site: Site) -> Mapping[str, Page]:
    return {page.path: page for page in site.pages}


def _differ(was: Page | None, now: Page | None) -> bool:
    if was is None or now is None:
        return was is not now
    return (was.facts.digest, was.url) != (now.facts.digest, now.url)


def _touched(was: Page | None, now: Page | None) -> TouchedPage:
    if was is not None and now is not None:
        return TouchedPage("changed", now.title, now.url)
    page = now or was
    assert page is not None
    return TouchedPage("added" if was is None else "removed", page.title, page.url)


def _items(was: tuple[LoadedSite, Page], now: tuple[LoadedSite, Page]) -> Iterator[TouchedItem]:
    (_, page), old, new = now, _items_of(*was), _items_of(*now)
    for name, item in new.items():
        if name not in old:
            yield TouchedItem("added", page.url, item.text)
        elif (old[name].text, old[name].kind, old[name].optional) != (item.text, item.kind, item.optional):
            yield TouchedItem("changed", page.url, item.text)
    yield from (TouchedItem("removed", page.url, item.text) for name, item in old.items() if name not in new)


def _items_of(loaded: LoadedSite, page: Page) -> Mapping[str, Item]:
    """The items of a page's checklist, by id; none if the cache has lost it since."""
    try:
        draft = loaded.content.checklist(page.path, page.facts)
    except LookupError:
        return {}
    return {item.id: item for item in draft.items} if draft is not None else {}


def _anchors(was: Page, now: Page) -> Iterator[str]:
    there = set(now.facts.anchors)
    yield from (f"{now.url}#{name}" for name in was.facts.anchors if name not in there)
