"""The site in memory: a changed page is composed in the background, or earlier when a browser asks for it."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from enum import Enum, auto
from itertools import islice
from typing import Any

from msgspec import structs

from builder import pipeline
from builder.article.compose_stage import PageText
from builder.article.provisional import provisional_facts
from builder.article.records import Content, Facts
from builder.caches import clear_caches
from builder.content.source import Source, read_source
from builder.engine.executors import Workers
from builder.outputs import SITE_OUTPUTS, OnDemandOutputs, Output, RenderContext
from builder.outputs.site_context import with_live_reload
from builder.project.loaded_site import LoadedSite
from builder.project.open_project import OpenProject
from builder.project.replace_articles import replace_articles
from builder.server.changed_files import SiteFiles
from builder.structure.page import Page

SLICE = 24
"""The number of pages that this process composes in one go; few, so that a new change need not wait long."""
BACKGROUND_SLICE = 240
"""The number of pages that other processes compose in one go."""


class EditResult(Enum):
    """The result of an edit of some pages."""

    NOTHING = auto()
    """The texts did not change."""
    DONE = auto()
    """The site is the same as after loading it again."""
    SHOWN = auto()
    """The pages are up to date; their effects on other pages follow when no page waits any more."""
    REACHES_FURTHER = auto()
    """A page was added or removed, or the edit has other effects."""


class NotComposedError(Exception):
    """A page is requested that must be composed first."""


class LiveSite:
    """One loaded state of a project's files. Its methods may be called from several threads."""

    def __init__(self, opened: OpenProject, earlier: LiveSite | None = None, fresh: Collection[str] = ()) -> None:
        """Read the project. For pages that are not composed yet, ``earlier`` lends its articles.

        ``fresh`` are pages that were already composed after the same change.
        """
        clear_caches()
        self.project, self.engine = opened.project, opened.engine
        self._lock = threading.RLock()
        self._inputs = pipeline.discover_and_read(self.project, self.engine)
        texts = self._inputs.texts
        self._facts = self.engine.known(self._inputs.stage, texts)
        waiting = (text for text in texts if text.path not in self._facts)
        # The versions of a page follow each other, because each shares many fragments with the one before.
        self._waiting = {text.path: text for text in sorted(waiting, key=lambda text: text.across)}
        self._has_provisional = bool(self._waiting)
        self._files: SiteFiles | None = None
        self._unshown: dict[str, Facts] = {}
        """Facts of pages composed in the background, by path. The site still shows their earlier facts."""
        self._fresh = {path for path in fresh if path in self._facts}
        self._articles: dict[str, Facts] = {}
        """Every page's article before the ids of the lock file are applied, by path; some may be of earlier states."""
        self.loaded = self._first(earlier._articles if earlier is not None else {})
        self.theme_files = pipeline.theme_of(self.project, self.loaded)
        self._lookup = _lookup(self._context())

    def _context(self, checks: tuple[Mapping[str, Any], ...] = ()) -> RenderContext:
        context = pipeline.render_context(self.project, self.engine, self.loaded, self.theme_files, checks)
        return _asking(with_live_reload(context))

    def _first(self, earlier: Mapping[str, Facts]) -> LoadedSite:
        """The site with the ``earlier`` articles of pages that are not composed yet."""
        try:
            self._articles = {**self._provisional(earlier), **self._facts}
            return self._assembled(self._articles)
        except LookupError:
            # The cache was removed meanwhile, with checklists of texts that have changed.
            self._articles = {**self._provisional({}), **self._facts}
            return self._assembled(self._articles)

    def _provisional(self, known: Mapping[str, Facts]) -> dict[str, Facts]:
        found: dict[str, Facts] = {}
        for path in self._waiting:
            source = self._inputs.index.source(path)
            if path in known:
                found[path] = known[path]
            elif source is not None:
                found[path] = provisional_facts(source, self.project.config.reading.fields)
        return found

    def _assembled(self, facts: Mapping[str, Facts]) -> LoadedSite:
        loaded = pipeline.assemble(self.project, self.engine, self._inputs, facts, None)
        return structs.replace(loaded, fresh=tuple(sorted(self._fresh)))

    @property
    def files(self) -> SiteFiles:
        """The files that the site was made from."""
        site = self.loaded.site
        if self._files is None or self._files.site is not site:
            self._files = SiteFiles(self.project.folder, site)
        return self._files

    @property
    def waiting(self) -> int:
        """Pages that still have to be composed."""
        return len(self._waiting)

    @property
    def is_whole(self) -> bool:
        """Whether every page of the site is up to date."""
        return not self._has_provisional

    @property
    def pages(self) -> int:
        """All pages."""
        return len(self.loaded.site.pages)

    def output(self, path: str) -> Output | None:
        """The file at a path below the site; ``None`` if the site has none. Raises TemplateRenderError."""
        with self._lock:
            page, _ = self._lookup.page(path)
            if page is not None:
                self.compose((page.path,))
            return self._lookup.find(path)

    def page_at(self, path: str) -> Page | None:
        """The page whose folder contains the path."""
        with self._lock:
            return self._lookup.page(path)[0]

    def compose(self, paths: Iterable[str]) -> None:
        """Update these pages: those that wait are composed first."""
        with self._lock:
            wanted = tuple(paths)
            ready = {path: self._unshown[path] for path in wanted if path in self._unshown}
            texts = [self._waiting.pop(path) for path in wanted if path in self._waiting]
            self._show({**ready, **self._composed(texts)})

    def compose_more(self, workers: Workers | None = None) -> None:
        """Compose some of the waiting pages; the site shows them when all are done. ``workers`` composes in other
        processes.
        """
        with self._lock:
            texts = list(islice(self._waiting.values(), BACKGROUND_SLICE if workers else SLICE))
        facts = self._composed(texts, workers)
        with self._lock:
            # A page that was requested or edited in the meantime is up to date already.
            ready = {text.path: facts[text.path] for text in texts if text.path in self._waiting and text.path in facts}
            for text in texts:
                self._waiting.pop(text.path, None)
            self._facts.update(ready)
            self._articles.update(ready)
            self._unshown.update(ready)
            self._fresh.update(ready)

    def _composed(self, texts: Collection[PageText], workers: Workers | None = None) -> Mapping[str, Facts]:
        return pipeline.compose(self._inputs, self.engine, texts, workers=workers).values if texts else {}

    def finish(self) -> None:
        """Update the whole site once no page waits."""
        with self._lock:
            if self._has_provisional:
                self.loaded = self._assembled(self._facts)
                self._lookup = _lookup(self._renewed_context())
                self._has_provisional = False
                self._unshown.clear()
                self._fresh.clear()

    def edit(self, paths: Collection[str]) -> EditResult:
        """Read these pages again, and compose those whose text changed. For many pages, loading the project
        is faster.
        """
        if len(paths) > SLICE:
            return EditResult.REACHES_FURTHER
        with self._lock:
            wanted = frozenset(paths)
            pages = {page.path: page for page in self.loaded.site.pages if page.path in wanted}
            sources: dict[str, Source] = {}
            for path in paths:
                source = read_source(self.project.folder, path, self.project.shared).value if path in pages else None
                if source is None:
                    return EditResult.REACHES_FURTHER
                if path in self._waiting or source.digest != pages[path].facts.source_digest:
                    sources[path] = source
            if not sources:
                return EditResult.NOTHING
            texts = [
                PageText(path=p, version=pages[p].version, digest=s.digest, size=len(s.text), source=s)
                for p, s in sources.items()
            ]
            for path in sources:
                self._waiting.pop(path, None)
            exact = self._show(self._composed(texts))
            if self._waiting:
                return EditResult.SHOWN
            return EditResult.DONE if exact else EditResult.REACHES_FURTHER

    def _show(self, facts: Mapping[str, Facts]) -> bool:
        if not facts:
            return True
        self._facts.update(facts)
        self._articles.update(facts)
        self._fresh.update(facts)
        for path in facts:
            self._unshown.pop(path, None)
        result = replace_articles(self.loaded, facts)
        self.loaded = result.site
        # Each state has its own access to the articles' texts.
        self._lookup = self._lookup.after_edits(self._renewed_context(), is_exact=result.is_exact)
        return result.is_exact

    def _renewed_context(self) -> RenderContext:
        content = self.loaded.content
        renewed = replace(self._lookup.emission, site=self.loaded.site, content=content, checklist=content.checklist)
        return _asking(renewed)

    def renew_dates(self) -> bool:
        """Read again when pages were last committed; whether that changed for any of them."""
        with self._lock:
            before = self._lookup.emission
            context = self._context(before.checks)
            if context.last_changes == before.last_changes:
                return False
            self._lookup = _lookup(context)
            return True

    def verified(self, checks: tuple[Mapping[str, Any], ...]) -> None:
        """Put the results of the checks into the publication checklist."""
        with self._lock:
            self._lookup = _lookup(replace(self._lookup.emission, checks=checks))


def _asking(emission: RenderContext) -> RenderContext:
    """Like :meth:`output`, but raises NotComposedError for a text whose page is not composed yet."""
    fetch = emission.content

    def content(page: Page) -> Content:
        if not page.facts.content_digest:
            raise NotComposedError(page.path)
        return fetch(page)

    return replace(emission, content=content)


def _lookup(emission: RenderContext) -> OnDemandOutputs:
    return OnDemandOutputs(emission, SITE_OUTPUTS)
