"""The site in memory: a page that has not been composed since it changed is composed when it is asked for."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from enum import Enum, auto
from itertools import islice
from typing import Any

from builder import pipeline
from builder.article.compose_stage import PageText
from builder.article.provisional import provisional_facts
from builder.article.records import Content, Facts
from builder.content.source import Source, read_source
from builder.engine.executors import Workers
from builder.outputs import SITE_OUTPUTS, OnDemandOutputs, Output, RenderContext
from builder.outputs.site_context import with_live_reload
from builder.project.loaded_site import LoadedSite
from builder.project.open_project import OpenProject
from builder.project.replace_articles import replace_articles
from builder.structure.page import Page

SLICE = 24
"""Pages composed in one go by this process, so that a new change need not wait long."""
BACKGROUND_SLICE = 240
"""Pages composed in one go by others."""


class EditResult(Enum):
    """The result of an edit of some pages."""

    NOTHING = auto()
    """The texts are as they were."""
    DONE = auto()
    """The site is as loading it anew would give it."""
    SHOWN = auto()
    """The pages are; what hangs on them follows when nothing waits any more."""
    REACHES_FURTHER = auto()
    """A page is new or gone, or something else hangs on what has changed."""


class NotComposedError(Exception):
    """The text of a page is wanted that still has to be composed."""


class LiveSite:
    """One look at a project's files. Its methods may be called from several threads."""

    def __init__(self, opened: OpenProject, earlier: LiveSite | None = None, fresh: Collection[str] = ()) -> None:
        """Read the project; ``earlier`` lends its articles to pages that still have to be composed.

        ``fresh`` are pages that the same change has had composed already.
        """
        self.project, self.engine = opened.project, opened.engine
        self._lock = threading.RLock()
        self._inputs = pipeline.discover_and_read(self.project, self.engine)
        texts = self._inputs.texts
        self._facts = self.engine.known(pipeline.compose_stage(self._inputs), texts)
        waiting = (text for text in texts if text.path not in self._facts)
        # The versions of a page follow each other: much of one is found again in the next.
        self._waiting = {text.path: text for text in sorted(waiting, key=lambda text: text.across)}
        self._has_provisional = bool(self._waiting)
        self._unshown: dict[str, Facts] = {}
        """Facts of pages that were composed in the background, by path; the site still shows what it had of them."""
        self._fresh = {path for path in fresh if path in self._facts}
        self.loaded = self._assembled({**self._provisional(earlier), **self._facts})
        self.theme_files = pipeline.theme_of(self.project, self.loaded)
        context = pipeline.render_context(self.project, self.engine, self.loaded, self.theme_files)
        self._lookup = _lookup(_asking(with_live_reload(context)))

    def _provisional(self, earlier: LiveSite | None) -> dict[str, Facts]:
        known = {page.path: page.facts for page in earlier.loaded.site.pages} if earlier is not None else {}
        found: dict[str, Facts] = {}
        for path in self._waiting:
            source = self._inputs.index.source(path)
            if path in known:
                found[path] = known[path]
            elif source is not None:
                found[path] = provisional_facts(source, self.project.config.reading.fields)
        return found

    def _assembled(self, facts: Mapping[str, Facts]) -> LoadedSite:
        return pipeline.assemble(self.project, self.engine, self._inputs, facts, tuple(sorted(self._fresh)))

    @property
    def waiting(self) -> int:
        """Pages that still have to be composed."""
        return len(self._waiting)

    @property
    def is_whole(self) -> bool:
        """Whether the site shows every page as it was composed."""
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
        """The page whose folder holds the path."""
        with self._lock:
            return self._lookup.page(path)[0]

    def compose(self, paths: Iterable[str]) -> None:
        """Show these pages as they are now: those that wait are composed first."""
        with self._lock:
            wanted = tuple(paths)
            ready = {path: self._unshown[path] for path in wanted if path in self._unshown}
            texts = [self._waiting.pop(path) for path in wanted if path in self._waiting]
            self._show({**ready, **self._composed(texts)})

    def compose_more(self, workers: Workers | None = None) -> None:
        """Compose some of those that wait; they are shown when all are done. ``workers`` does it for this process."""
        with self._lock:
            texts = list(islice(self._waiting.values(), BACKGROUND_SLICE if workers else SLICE))
        facts = self._composed(texts, workers)
        with self._lock:
            # A page that was asked for meanwhile, or edited, is shown already.
            ready = {text.path: facts[text.path] for text in texts if text.path in self._waiting and text.path in facts}
            for text in texts:
                self._waiting.pop(text.path, None)
            self._facts.update(ready)
            self._unshown.update(ready)
            self._fresh.update(ready)

    def _composed(self, texts: Collection[PageText], workers: Workers | None = None) -> Mapping[str, Facts]:
        return pipeline.compose(self._inputs, self.engine, texts, workers=workers).values if texts else {}

    def finish(self) -> None:
        """Put all in its place, once nothing waits."""
        with self._lock:
            if self._has_provisional:
                self.loaded = self._assembled(self._facts)
                self._renew()
                self._has_provisional = False
                self._unshown.clear()
                self._fresh.clear()

    def edit(self, paths: Collection[str]) -> EditResult:
        """Read these pages again, and compose those whose text has changed; many at once are left to a new look."""
        if len(paths) > SLICE:
            return EditResult.REACHES_FURTHER
        with self._lock:
            pages = {page.path: page for page in self.loaded.site.pages}
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
        self._fresh.update(facts)
        for path in facts:
            self._unshown.pop(path, None)
        result = replace_articles(self.loaded, facts)
        self.loaded = result.site
        self._renew()
        return result.is_exact

    def _renew(self) -> None:
        # Each look has a door of its own to the articles' texts.
        self._lookup = _lookup(
            _asking(replace(self._lookup.emission, site=self.loaded.site, content=self.loaded.content))
        )

    def verified(self, checks: tuple[Mapping[str, Any], ...]) -> None:
        """Let the publication checklist say what was checked."""
        with self._lock:
            self._lookup = _lookup(replace(self._lookup.emission, checks=checks))


def _asking(emission: RenderContext) -> RenderContext:
    """The same; a text that is wanted before its page is composed raises NotComposedError."""
    fetch = emission.content

    def content(page: Page) -> Content:
        if not page.facts.content_digest:
            raise NotComposedError(page.path)
        return fetch(page)

    return replace(emission, content=content)


def _lookup(emission: RenderContext) -> OnDemandOutputs:
    return OnDemandOutputs(emission, SITE_OUTPUTS)
