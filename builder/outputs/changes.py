"""What has changed in a version, for readers and programs: ``<version>/changes/`` and ``<version>/changes.json``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from builder.article.comparing import SectionChange, compared
from builder.article.passages import passages_of
from builder.outputs import views
from builder.outputs.branches import Branches
from builder.outputs.changes_link import SLUG, changes_urls
from builder.outputs.emission import Emission, key_of
from builder.outputs.output import Output
from builder.outputs.search import search_url
from builder.structure.changes import Earlier, PagePair, VersionChanges
from builder.structure.page import Page
from builder.theme import context

LISTING = "changes.json"


def changes(emission: Emission) -> Iterator[Output]:
    """Both files of every version that has one before it."""
    if not emission.site.settings.changes:
        return
    earlier = Earlier(emission.site)
    branches = Branches(emission)
    urls = changes_urls(emission, earlier)
    for version in emission.site.versions:
        found = earlier.changes(version.name)
        if found is not None:
            yield from _VersionFiles(emission, found, branches, urls).outputs()


class _VersionFiles:
    """The two files of one version; sections are compared once for both."""

    def __init__(self, emission: Emission, found: VersionChanges, branches: Branches, urls: Mapping[str, str]) -> None:
        self._emission = emission
        self._found = found
        self._branches = branches
        self._urls = urls
        self._compared: list[tuple[PagePair, tuple[SectionChange, ...]]] = []

    def outputs(self) -> Iterator[Output]:
        """The files, declared."""
        emission, name = self._emission, self._found.version.name
        key = self._key()
        yield Output(f"{name}/{LISTING}", key_of("json", emission.program, key), self._listing)
        if name in self._urls:
            menu = emission.site.navigations[name].entries
            versions = self._versions()
            yield Output(f"{name}/{SLUG}/index.html", key_of(emission.shell, key, menu, versions), self._page)

    def _key(self) -> str:
        found = self._found
        pairs = (text for pair in found.changed for page in (pair.before, pair.after) for text in _identity(page))
        others = (text for pages in (found.added, found.removed) for page in pages for text in ("/", *_identity(page)))
        base = self._emission.site.settings.base_url
        return key_of(base, found.version.title, found.since.title, *pairs, *others)

    def _sections(self) -> Sequence[tuple[PagePair, tuple[SectionChange, ...]]]:
        if not self._compared:
            content = self._emission.content
            self._compared = [
                (pair, compared(passages_of(content(pair.before)), passages_of(content(pair.after))))
                for pair in self._found.changed
            ]
        return self._compared

    def _listing(self) -> bytes:
        found = self._found
        data = {
            "version": found.version.name,
            "since": found.since.name,
            "added": [self._entry(page) for page in found.added],
            "changed": [self._changed_entry(pair, sections) for pair, sections in self._sections()],
            "removed": [self._entry(page) for page in found.removed],
        }
        return (json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode()

    def _entry(self, page: Page) -> dict[str, Any]:
        return {"slug": page.slug, "title": page.title, "url": self._emission.href(page.url)}

    def _changed_entry(self, pair: PagePair, sections: Sequence[SectionChange]) -> dict[str, Any]:
        before = self._emission.href(pair.before.url)
        listed = [{"kind": part.kind, "anchor": part.anchor, "heading": part.heading} for part in sections]
        return {**self._entry(pair.after), "before": before, "sections": listed}

    def _page(self) -> bytes:
        emission, found = self._emission, self._found
        view = context.ChangesView(
            emission.view,
            found.version.title,
            found.since.title,
            tuple(self._link(page) for page in found.added),
            tuple(self._changed(pair, sections) for pair, sections in self._sections()),
            tuple(self._link(page) for page in found.removed),
        )
        return emission.theme.page(self._frame(view)).encode()

    def _frame(self, view: context.ChangesView) -> context.PageView:
        """The page around the list, as any other of the version."""
        emission, name = self._emission, self._found.version.name
        home = emission.site.places.pages.get((name, ""))
        lists = (("added", "New pages", view.added), ("changed", "Changed pages", view.changed))
        headings = (*lists, ("removed", "Removed pages", view.removed))
        return context.PageView(
            emission.view,
            context.Page(
                f"Changes since {view.since}",
                self._urls[name],
                description=f"What is new, changed or gone in {view.version}, compared with {view.since}.",
                canonical=emission.absolute(f"/{name}/{SLUG}/"),
                kind="generated",
                breadcrumbs=(self._link(home),) if home is not None else (),
            ),
            emission.theme.changes(view),
            emission.assets,
            versions=self._versions(),
            notices=views.Switcher(emission).notices(home) if home is not None else (),
            nav=self._branches.outside(name),
            nav_url=emission.href(f"/{name}/menu.html") if self._branches.has_more(name) else "",
            search_url=search_url(emission, name),
            toc=tuple(context.Heading(id, heading) for id, heading, members in headings if members),
        )

    def _versions(self) -> tuple[context.VersionLink, ...]:
        """The changes of the other versions; the home of those that have none before them."""
        emission, name = self._emission, self._found.version.name
        return tuple(
            context.VersionLink(
                version.name,
                version.title,
                self._urls.get(version.name) or emission.href(f"/{version.name}/"),
                is_current=version.name == name,
                status=views.status(emission, version),
                is_latest=version.is_default,
            )
            for version in emission.site.versions
        )

    def _link(self, page: Page) -> context.Link:
        return context.Link(page.title, self._emission.href(page.url))

    def _changed(self, pair: PagePair, sections: Sequence[SectionChange]) -> context.ChangedPage:
        before, after = self._emission.href(pair.before.url), self._emission.href(pair.after.url)
        return context.ChangedPage(
            quote(pair.after.slug) or "home",
            context.Link(pair.after.title, after),
            context.Link(pair.before.title, before),
            is_moved=pair.before.slug != pair.after.slug,
            sections=tuple(_section(part, before if part.kind == "removed" else after) for part in sections),
        )


def _section(part: SectionChange, url: str) -> context.ChangedSection:
    anchor = f"#{quote(part.anchor)}" if part.anchor else ""
    return context.ChangedSection(part.kind, context.Link(part.heading or "The beginning", url + anchor))


def _identity(page: Page) -> tuple[str, ...]:
    return page.slug, page.title, page.facts.content_digest
