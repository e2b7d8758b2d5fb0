"""The site as it is now. After a change the page that was edited comes first, then those that are open, then all."""

from __future__ import annotations

import gc
import threading
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import BrokenExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial

from msgspec.structs import replace

from builder import pipeline
from builder.checks.check_site import SupersededError
from builder.config import ProjectConfig
from builder.diagnostics.diagnostic import Diagnostic
from builder.engine.background_pool import background_workers
from builder.engine.executors import Workers
from builder.errors import TemplateRenderError
from builder.outputs import Output
from builder.project.loaded_site import LoadedSite
from builder.project.open_project import OpenProject
from builder.server.changed_files import THEME, ChangedInputs, inputs_of
from builder.server.impact import impact
from builder.server.live_site import EditResult, LiveSite, NotComposedError
from builder.server.page_moves import PageMoves, pages_near
from builder.server.reasons import reasons
from builder.server.state import SessionEvent, State, UnusableProjectError
from builder.structure.page import Page

MANY = 200
"""Pages that wait, from which on other processes compose them."""

UNCHECKED_SECONDS = 5.0
"""After which the site is checked, though there are changes to come."""

PATIENCE = 1.0
"""Seconds that the end waits for what is under way."""

Notify = Callable[[SessionEvent], None]


class Session:
    """Holds the newest site; pages wait for a newer state."""

    def __init__(
        self, opened: Callable[[], OpenProject], notify: Notify, more_to_come: Callable[[], bool] = lambda: False
    ) -> None:
        """``opened`` gives the request under the present configuration, or raises Unusable.

        ``notify`` hears of each round; ``more_to_come`` says whether there is a change that is not followed yet.
        """
        self._opened = opened
        self._print_summary = notify
        self._more_to_come = more_to_come
        self._is_request_waiting = 0
        self._owed: Callable[[], None] | None = None
        """The check that was left for a newer change, in case that changes nothing."""
        self._owed_since = 0.0
        self.state = State(str(time.time_ns()))
        self._live: LiveSite | None = None
        self._settled: LoadedSite | None = None
        self._news = threading.Condition()
        self._images: list[tuple[int, tuple[str, ...]]] = []
        self._open: Counter[str] = Counter()
        self._turn = threading.RLock()
        """Held by whoever changes the site."""
        self._background: list[threading.Thread] = []
        self._helping: Workers | None = None
        self.moves = PageMoves()
        self._failed: tuple[Diagnostic, ...] = ()
        """Templates that failed since the last change, as pages were asked for."""
        self._closing = False

    @property
    def config(self) -> ProjectConfig | None:
        """The configuration of the site that is shown; ``None`` before the start."""
        return self._live.project.config if self._live is not None else None

    # What browsers ask.

    def output(self, path: str) -> Output | None:
        """The file at a path below the site; ``None`` if the site has none."""
        return self._live.output(path) if self._live is not None else None

    def pages_near(self, url: str) -> list[Page]:
        """Pages to offer in place of one that is gone."""
        return pages_near(url, self._live.loaded.site) if self._live is not None else []

    def data(self, output: Output) -> bytes:
        """The bytes of a file that is made. One that shows many pages waits until all are composed.

        Raises NotComposedError if the session ends before, or the site has no such file by then.
        """
        assert callable(output.make)
        try:
            return output.make()
        except NotComposedError:
            with self._news:
                self._news.wait_for(self._is_whole)
            again = self.output(output.path)
            if again is None or not callable(again.make):
                raise
            return again.make()

    def _is_whole(self) -> bool:
        return self._closing or bool(self.state.failure) or (self._live is not None and self._live.is_whole)

    def wait(self, number: int, seconds: float) -> State:
        """A state after ``number``, or the present one when the time is up or the session ends."""
        with self._news:
            self._news.wait_for(lambda: self._closing or self.state.number > number, seconds)
            return self.state

    def images_since(self, number: int) -> tuple[str, ...]:
        """Addresses of the pictures that changed after the state of that number."""
        with self._news:
            return tuple(sorted({url for at, urls in self._images if at > number for url in urls}))

    @contextmanager
    def open_page(self, path: str) -> Iterator[None]:
        """While a browser shows the page at this path below the site."""
        with self._news:
            self._open[path] += 1
        try:
            yield
        finally:
            with self._news:
                self._open[path] -= 1

    # What changes the site.

    def start(self, ready: Callable[[], None] = lambda: None) -> None:
        """Look at the project for the first time. Raises Unusable, OSError.

        ``ready`` is called as soon as there is a site, before it is checked.
        """
        started = time.perf_counter()
        with self._turn:
            self._live = LiveSite(self._opened())
            # The facts of all pages stay: the collector need not look at them again.
            gc.freeze()
            self._publish(site=True)
            ready()
            self._settle(self._live, ChangedInputs(), started, time.perf_counter() - started)

    def changed(self, burst: frozenset[str]) -> None:
        """Show what has changed in the files, relative to the project. Whatever is wrong, the last good site stays."""
        started = time.perf_counter()
        self._is_request_waiting += 1
        with self._reported_failures(), self._turn:
            self._is_request_waiting -= 1
            owed, self._owed = self._owed, None
            if not self._follow(burst, started) and owed is not None:
                owed()

    @contextmanager
    def _reported_failures(self) -> Iterator[None]:
        """Keep the last good site if anything fails in here, and report it on pages and terminal."""
        try:
            yield
        except UnusableProjectError as error:
            self._stay(error.message, error.diagnostics)
        except OSError as error:
            self._stay(f"The project can't be read: {error.strerror or error}.", ())
        except Exception as error:  # a fault of ours must not end the author's session
            self._stay(f"Handrail failed, which is a fault of its own: {error!r}.", ())

    def failed(self, diagnostic: Diagnostic) -> None:
        """A template failed as a page was asked for: tell the open pages and the terminal, once."""
        with self._news:
            if diagnostic in self._failed:
                return
            self._failed = (*self._failed, diagnostic)
            found = (*self.state.diagnostics, diagnostic)
            self.state = state = replace(self.state, number=self.state.number + 1, diagnostics=found)
            self._news.notify_all()
        self._print_summary(SessionEvent((), {}, state, 0.0, 0.0, whole=False))

    def close(self) -> None:
        """End all waiting, and the work in the background; what of it can't be ended is not waited for."""
        with self._news:
            self._closing = True
            self._news.notify_all()
        if self._helping is not None:
            self._helping.end()
        for work in self._background:
            work.join(PATIENCE)

    def _follow(self, burst: frozenset[str], started: float) -> bool:
        """Whether anything has changed."""
        live = self._live
        assert live is not None
        inputs = inputs_of(burst, live.project.config, live.files)
        if inputs.nothing:
            return False
        if inputs.only_commit:
            return self._follow_commit(live, inputs, started)
        self._failed = ()
        if inputs.changed_images:
            self._publish(changed_images=inputs.changed_images)
        composed: list[str] = []
        if inputs.only_pages:
            edit = live.edit(inputs.pages)
            dates = inputs.commit and live.renew_dates()
            if edit is EditResult.NOTHING and not dates and not self.state.failure:
                return False
            self._publish(site=True, started=started)
            shown = time.perf_counter() - started
            if edit is EditResult.SHOWN and not self.state.failure:
                self._say(live, inputs, started, shown, whole=False, settled=False)
                return True
            if edit is EditResult.DONE and not self.state.failure:
                self._settle(live, inputs, started, shown)
                return True
            if edit is EditResult.REACHES_FURTHER:
                composed = [path for path in live.loaded.fresh if path in inputs.pages]
        self._look_again(live, inputs, started, composed)
        return True

    def _follow_commit(self, live: LiveSite, inputs: ChangedInputs, started: float) -> bool:
        if not live.renew_dates():
            return False
        self._publish(site=True, started=started)
        self._say(live, inputs, started, time.perf_counter() - started, whole=False, settled=False)
        return True

    def _look_again(self, before: LiveSite, inputs: ChangedInputs, started: float, fresh: Collection[str] = ()) -> None:
        """``fresh`` are the pages that this change had composed already."""
        live = LiveSite(self._opened(), before, fresh)
        if before.pages and not live.pages:
            raise UnusableProjectError("No page is left.", live.loaded.diagnostics)
        self.moves.update(before.loaded.site, live.loaded.site)
        self._live = live
        self._compose_open(live)
        shown = time.perf_counter() - started
        self._publish(site=True, started=started, failure="")
        self._settle(live, inputs, started, shown, whole=True)
        if any(path.startswith(THEME) for path in inputs.others):
            self._try_templates(live)

    def _try_templates(self, live: LiveSite) -> None:
        """Nobody may be looking at a page; one of them tells whether the templates work."""
        for page in live.loaded.site.pages[:1]:
            output = live.output(page.output("index.html"))
            try:
                if output is not None and callable(output.make):
                    output.make()
            except TemplateRenderError as error:
                self.failed(error.diagnostic)

    def _compose_open(self, live: LiveSite) -> None:
        with self._news:
            paths = [path for path, count in self._open.items() if count > 0]
        pages = (live.page_at(path) for path in paths)
        live.compose([page.path for page in pages if page is not None])

    def _settle(
        self, live: LiveSite, inputs: ChangedInputs, started: float, shown: float, *, whole: bool = False
    ) -> None:
        """Check the site if all of it is composed; else compose the rest in the background first."""
        if live.waiting:
            self._say(live, inputs, started, shown, whole=whole, settled=False)
            work = threading.Thread(
                target=self._compose_rest, args=(live, inputs, started, shown), name="handrail-composing", daemon=True
            )
            self._background = [*(other for other in self._background if other.is_alive()), work]
            work.start()
            return
        live.finish()
        with self._news:
            self._news.notify_all()
        try:
            checked = pipeline.check(live.project, live.loaded, live.theme_files.diagnostics, self._is_outdated)
        except SupersededError:
            self._owed = partial(self._settle, live, inputs, started, shown, whole=whole)
            self._owed_since = self._owed_since or time.perf_counter()
            self._say(live, inputs, started, shown, whole=whole, settled=False)
            return
        self._owed_since = 0.0
        live.verified(checked.results)
        self._publish(diagnostics=checked.diagnostics)
        self._say(live, inputs, started, shown, whole=whole, settled=True)
        self._settled = live.loaded

    def _is_outdated(self) -> bool:
        """Whether checks should wait for a newer site; changes that never end must not keep them waiting."""
        if self._owed_since and time.perf_counter() - self._owed_since > UNCHECKED_SECONDS:
            return False
        return self._is_request_waiting > 0 or self._more_to_come()

    def _compose_rest(self, live: LiveSite, inputs: ChangedInputs, started: float, shown: float) -> None:
        with self._reported_failures():
            try:
                with _helpers(live) as workers:
                    self._helping = workers
                    self._compose_waiting(live, workers)
            except (BrokenExecutor, NotImplementedError, OSError):
                # No process can be had, or one was ended from outside; this one can do it all.
                self._compose_waiting(live, None)
            with self._turn:
                if self._live is live and not self._closing:
                    self._settle(live, inputs, started, shown, whole=True)

    def _compose_waiting(self, live: LiveSite, workers: Workers | None) -> None:
        while live.waiting and self._live is live and not self._closing:
            live.compose_more(workers)

    # What is said of it.

    def _publish(
        self,
        *,
        site: bool = False,
        changed_images: tuple[str, ...] = (),
        diagnostics: tuple[Diagnostic, ...] | None = None,
        started: float | None = None,
        failure: str | None = None,
    ) -> None:
        live = self._live
        assert live is not None
        with self._news:
            number = self.state.number + 1
            state = replace(
                self.state,
                number=number,
                site=number if site else self.state.site,
                pages=live.pages,
                waiting=live.waiting,
                failure=self.state.failure if failure is None else failure,
            )
            if started is not None:
                state = replace(state, milliseconds=round((time.perf_counter() - started) * 1000))
            if diagnostics is not None:
                diagnostics = (*diagnostics, *self._failed)
                touched = impact(self._settled, live.loaded) if self._settled is not None else state.impact
                state = replace(state, diagnostics=diagnostics, impact=touched, urls=_urls(live.loaded, diagnostics))
            if changed_images:
                self._images = [*self._images[-50:], (number, changed_images)]
            self.state = state
            self._news.notify_all()

    def _stay(self, failure: str, diagnostics: tuple[Diagnostic, ...]) -> None:
        with self._news:
            self.state = replace(
                self.state,
                number=self.state.number + 1,
                failure=failure,
                diagnostics=diagnostics or self.state.diagnostics,
            )
            self._news.notify_all()
        self._print_summary(SessionEvent((), {}, self.state, 0.0, 0.0, whole=True))

    def _say(
        self, live: LiveSite, inputs: ChangedInputs, started: float, shown: float, *, whole: bool, settled: bool
    ) -> None:
        changed = (*inputs.pages, *inputs.partials, *inputs.changed_images, *inputs.others)
        changed = (*changed, "the commit") if inputs.commit else changed
        seconds = time.perf_counter() - started if settled else 0.0
        why = reasons(self._settled, live.loaded, inputs) if settled and changed else {}
        self._print_summary(SessionEvent(changed, why, self.state, shown, seconds, whole))


def _helpers(live: LiveSite) -> AbstractContextManager[Workers | None]:
    """Who composes what waits; ``None`` for this process, where starting others would cost more than they save."""
    jobs = live.engine.jobs
    return background_workers(jobs) if jobs > 1 and live.waiting >= MANY else nullcontext()


def _urls(loaded: LoadedSite, diagnostics: tuple[Diagnostic, ...]) -> tuple[tuple[str, str], ...]:
    paths = {diagnostic.path for diagnostic in diagnostics}
    return tuple((page.path, page.url) for page in loaded.site.pages if page.path in paths)
