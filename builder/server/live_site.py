"""The site in memory: a page that has not been composed since it changed is composed when it is asked for."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from enum import Enum, auto
from itertools import islice
from typing import Any

from builder.article.records import Content, Facts
from builder.article.provisional import provisional_facts
from builder.content.source import Source, read_source
from builder.outputs import SITE_OUTPUTS, RenderContext, OnDemandOutputs, Output
from builder.pipeline.gc_tuning import collection_paused
from builder.pipeline.composing import PageText
from builder.pipeline.emitting import served_emission
from builder.pipeline.project_inputs import Request, read_inputs
from builder.pipeline.loading import Loaded, composing_of, loaded_of
from builder.pipeline.theme_files import load_theme_files
from builder.pipeline.patching import patched
from builder.engine.executors import Workers
from builder.structure.page import Page

SLICE = 24
"""Pages composed in one go by this process, so that a new change need not wait long."""
BACKGROUND_SLICE = 240
"""Pages composed in one go by others."""


class EditResult(Enum):
    """What came of an edit of some pages."""

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

    def __init__(self, request: Request, earlier: LiveSite | None = None, fresh: Collection[str] = ()) -> None:
        """Gather the project; ``earlier`` lends its articles to pages that still have to be composed.

        ``fresh`` are those that the same change has had composed already.
        """
        self.request = request
        self._lock = threading.RLock()
        with collection_paused():
            self._project_inputs = read_inputs(request)
        self._composing = composing_of(request, self._project_inputs)
        texts = self._project_inputs.texts
        self._facts = self._composing.known(texts, self._project_inputs.variables)
        waiting = (text for text in texts if text.path not in self._facts)
        # The versions of a page one behind the other: much of one is found again in the next.
        self._waiting = {text.path: text for text in sorted(waiting, key=lambda text: text.across)}
        self._has_provisional = bool(self._waiting)
        self._unshown: dict[str, Facts] = {}
        """Facts of pages that were composed in the background, by path; the site still shows what it had of them."""
        self._fresh = {path for path in fresh if path in self._facts}
        self.loaded = self._assembled({**self._provisional(earlier), **self._facts})
        self.theme_files = load_theme_files(request, self.loaded)
        self._lookup = _lookup(_asking(served_emission(request, self.loaded, self.theme_files)))

    def _provisional(self, earlier: LiveSite | None) -> dict[str, Facts]:
        known = {page.path: page.facts for page in earlier.loaded.site.pages} if earlier is not None else {}
        found: dict[str, Facts] = {}
        for path in self._waiting:
            source = self._project_inputs.reading.source(path)
            if path in known:
                found[path] = known[path]
            elif source is not None:
                found[path] = provisional_facts(source)
        return found

    def _assembled(self, facts: Mapping[str, Facts]) -> Loaded:
        return loaded_of(self.request, self._project_inputs, self._composing, facts, tuple(sorted(self._fresh)))

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
        """The file at a path below the site; ``None`` if the site has none. Raises TemplateFailed."""
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
            self._show({**ready, **self._composed(texts, self._project_inputs.reading.source)})

    def compose_more(self, workers: Workers | None = None) -> None:
        """Compose some of those that wait; they are shown when all are done. ``workers`` does it for this process."""
        with self._lock:
            texts = list(islice(self._waiting.values(), BACKGROUND_SLICE if workers else SLICE))
        facts = self._composed(texts, self._project_inputs.reading.source, workers)
        with self._lock:
            # A page that was asked for meanwhile, or edited, is shown already.
            ready = {text.path: facts[text.path] for text in texts if text.path in self._waiting and text.path in facts}
            for text in texts:
                self._waiting.pop(text.path, None)
            self._facts.update(ready)
            self._unshown.update(ready)
            self._fresh.update(ready)

    def _composed(
        self, texts: Collection[PageText], read: Callable[[str], Source | None], workers: Workers | None = None
    ) -> Mapping[str, Facts]:
        return self._composing.run(texts, self._project_inputs.variables, read, workers).facts if texts else {}

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
                source = read_source(self.request.project, path).value if path in pages else None
                if source is None:
                    return EditResult.REACHES_FURTHER
                if path in self._waiting or source.digest != pages[path].facts.source_digest:
                    sources[path] = source
            if not sources:
                return EditResult.NOTHING
            texts = [PageText(p, pages[p].version, s.digest, len(s.text)) for p, s in sources.items()]
            for path in sources:
                self._waiting.pop(path, None)
            exact = self._show(self._composed(texts, sources.get))
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
        result = patched(self.loaded, facts)
        self.loaded = result.loaded
        self._renew()
        return result.exact

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
