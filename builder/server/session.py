"""The current state of the site. After a change, the edited page is rebuilt first, then open pages, then all others."""

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
"""From this number of waiting pages on, other processes compose them."""

UNCHECKED_SECONDS = 5.0
"""Seconds after which the site is checked even if more changes are coming."""

PATIENCE = 1.0
"""Seconds to wait at the end for running work."""

Notify = Callable[[SessionEvent], None]


class Session:
    """Holds the newest state of the site; open pages wait for newer ones."""

    def __init__(
        self, opened: Callable[[], OpenProject], notify: Notify, more_to_come: Callable[[], bool] = lambda: False
    ) -> None:
        """``opened`` returns the request under the current configuration, or raises UnusableProjectError.

        ``notify`` is called with each event; ``more_to_come`` says whether there are changes that are not processed
        yet.
        """
        self._opened = opened
        self._print_summary = notify
        self._more_to_come = more_to_come
        self._is_request_waiting = 0
        self._owed: Callable[[], None] | None = None
        """The check that was postponed for a newer change, in case the newer one changes nothing."""
        self._owed_since = 0.0
        self.state = State(session=str(time.time_ns()))
        self._live: LiveSite | None = None
        self._settled: LoadedSite | None = None
        self._news = threading.Condition()
        self._images: list[tuple[int, tuple[str, ...]]] = []
        self._open: Counter[str] = Counter()
        self._turn = threading.RLock()
        """Held while the site is changed."""
        self._background: list[threading.Thread] = []
        self._helping: Workers | None = None
        self.moves = PageMoves()
        self._failed: tuple[Diagnostic, ...] = ()
        """Templates that failed since the last change, while pages were rendered."""
        self._closing = False

    @property
    def config(self) -> ProjectConfig | None:
        """The configuration of the current site; ``None`` before the start."""
        return self._live.project.config if self._live is not None else None

    @property
    def code_files(self) -> frozenset[str]:
        """The files of code that pages show, relative to the project."""
        return self._live.files.code if self._live is not None else frozenset()

    # Requests of browsers.

    def output(self, path: str) -> Output | None:
        """The file at a path below the site; ``None`` if the site has none."""
        return self._live.output(path) if self._live is not None else None

    def pages_near(self, url: str) -> list[Page]:
        """Pages to offer in place of one that is gone."""
        return pages_near(url, self._live.loaded.site) if self._live is not None else []

    def data(self, output: Output) -> bytes:
        """The bytes of a rendered file. A file that depends on many pages waits until all are composed.

        Raises NotComposedError if the session ends first, or the site does not have the file any more.
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
        """The first state after ``number``, or the current one when the time is up or the session ends."""
        with self._news:
            self._news.wait_for(lambda: self._closing or self.state.number > number, seconds)
            return self.state

    def images_since(self, number: int) -> tuple[str, ...]:
        """URLs of the images that changed after the state with that number."""
        with self._news:
            return tuple(sorted({url for at, urls in self._images if at > number for url in urls}))

    @contextmanager
    def open_page(self, path: str) -> Iterator[None]:
        """Context in which a browser shows the page at this path."""
        with self._news:
            self._open[path] += 1
        try:
            yield
        finally:
            with self._news:
                self._open[path] -= 1

    # Changes of the site.

    def start(self, ready: Callable[[], None] = lambda: None) -> None:
        """Load the project for the first time. Raises UnusableProjectError, OSError.

        ``ready`` is called as soon as there is a site, before it is checked.
        """
        started = time.perf_counter()
        with self._turn:
            self._live = LiveSite(self._opened())
            # The facts of all pages stay in memory, so the garbage collector need not visit them again.
            gc.freeze()
            self._publish(site=True)
            ready()
            self._settle(self._live, ChangedInputs(), started, time.perf_counter() - started)

    def changed(self, burst: frozenset[str]) -> None:
        """Update the site after changes of these files, relative to the project. On any error, the last good site is
        kept.
        """
        started = time.perf_counter()
        self._is_request_waiting += 1
        with self._reported_failures(), self._turn:
            self._is_request_waiting -= 1
            owed, self._owed = self._owed, None
            if not self._follow(burst, started) and owed is not None:
                owed()

    @contextmanager
    def _reported_failures(self) -> Iterator[None]:
        """Keep the last good site if anything fails in here, and report the error on pages and terminal."""
        try:
            yield
        except UnusableProjectError as error:
            self._stay(error.message, error.diagnostics)
        except OSError as error:
            self._stay(f"The project can't be read: {error.strerror or error}.", ())
        except Exception as error:  # A bug of ours must not end the author's session.
            self._stay(f"Handrail failed; this is a bug in Handrail: {error!r}.", ())

    def failed(self, diagnostic: Diagnostic) -> None:
        """Report a template that failed while a page was rendered, once, to open pages and on the terminal."""
        with self._news:
            if diagnostic in self._failed:
                return
            self._failed = (*self._failed, diagnostic)
            found = (*self.state.diagnostics, diagnostic)
            self.state = state = replace(self.state, number=self.state.number + 1, diagnostics=found)
            self._news.notify_all()
        self._print_summary(SessionEvent(changed=(), fresh={}, state=state, shown=0.0, settled=0.0, whole=False))

    def close(self) -> None:
        """End all waiting and the background work; work that can't be stopped is not waited for."""
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
        """``fresh`` are the pages that were already composed after this change."""
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
        """Render one page even if no browser is open, because it shows whether the templates work."""
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
        """Check the site if all of it is composed; otherwise compose the rest in the background first."""
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
        """Whether checks should wait for a newer site. An endless stream of changes must not postpone them for ever."""
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
                # No process can be started, or one was killed: compose in this process.
                self._compose_waiting(live, None)
            with self._turn:
                if self._live is live and not self._closing:
                    self._settle(live, inputs, started, shown, whole=True)

    def _compose_waiting(self, live: LiveSite, workers: Workers | None) -> None:
        while live.waiting and self._live is live and not self._closing:
            live.compose_more(workers)

    # Reports on the site.

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
        self._print_summary(SessionEvent(changed=(), fresh={}, state=self.state, shown=0.0, settled=0.0, whole=True))

    def _say(
        self, live: LiveSite, inputs: ChangedInputs, started: float, shown: float, *, whole: bool, settled: bool
    ) -> None:
        changed = (*inputs.pages, *inputs.partials, *inputs.changed_images, *inputs.others)
        changed = (*changed, "the commit") if inputs.commit else changed
        seconds = time.perf_counter() - started if settled else 0.0
        why = reasons(self._settled, live.loaded, inputs) if settled and changed else {}
        self._print_summary(
            SessionEvent(changed=changed, fresh=why, state=self.state, shown=shown, settled=seconds, whole=whole)
        )


def _helpers(live: LiveSite) -> AbstractContextManager[Workers | None]:
    """The workers that compose waiting pages; ``None`` for this process, when starting others would cost more time."""
    jobs = live.engine.jobs
    return background_workers(jobs) if jobs > 1 and live.waiting >= MANY else nullcontext()


def _urls(loaded: LoadedSite, diagnostics: tuple[Diagnostic, ...]) -> tuple[tuple[str, str], ...]:
    paths = {diagnostic.path for diagnostic in diagnostics}
    return tuple((page.path, page.url) for page in loaded.site.pages if page.path in paths)
