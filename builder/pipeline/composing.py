"""Stages 2 to 4 over all pages: each text that has not changed is neither read, parsed nor composed again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice

import msgspec
from msgspec.structs import replace

from builder.article.records import Content, Facts
from builder.article.batch import Variables
from builder.article.compose_records import ComposeSettings
from builder.article.dependencies import EVERY_NAME, PARTIAL, names_digest, partial_digest, variable_digest
from builder.engine.digest import digest
from builder.engine.traces import Memo, MemoStage
from builder.engine.store import Store
from builder.content.source import Source
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.outcome import Read
from builder.pipeline.compose_batch import Finished, Task, ComposeContext, compose_batch, content_key, values_of
from builder.pipeline.gc_tuning import collection_eased, collection_paused
from builder.engine.executors import Workers
from builder.engine.fan_out import fan_out
from builder.structure.page import Page

READ_AT_ONCE = 500
"""Facts that are fetched together: more would be held as bytes, which are given back to no one."""


class PageText(msgspec.Struct, frozen=True):
    """One page's text, known by its digest."""

    path: str
    version: str
    digest: str
    size: int

    @property
    def across(self) -> str:
        """``content/v1.7.x/install.md`` → ``content//install.md``: the same for all versions of a page."""
        return self.path.replace(f"/{self.version}/", "//", 1) if self.version else self.path


class Composition(msgspec.Struct, frozen=True):
    """What composing all pages gave."""

    facts: Mapping[str, Facts]
    """By page path."""
    fresh: tuple[str, ...]
    """Paths of the pages that were composed anew, sorted."""
    reads: Mapping[str, tuple[Read, ...]] = msgspec.field(default_factory=dict)
    """What those asked, by path."""


class ContentLoader:
    """Fetches the renderings of articles from where they were kept."""

    def __init__(self, store: Store, unkept: Mapping[str, bytes], again: Callable[[Page], bytes]) -> None:
        """``unkept`` are those that the store could not keep, by key; ``again`` composes a page whose are lost."""
        self._store = store
        self._unkept = unkept
        self._again = again
        self._decoder = msgspec.msgpack.Decoder(Content)
        self._last: tuple[str, Content] | None = None

    def __call__(self, page: Page) -> Content:
        """The renderings of one page. Raises LookupError if the store has lost them and the text is another by now."""
        key = content_key(page.facts.content_digest)
        last = self._last
        if last is not None and last[0] == key:
            return last[1]
        content = self._fetched(key) or self._recovered(key, page)
        self._last = (key, content)
        return content

    def _fetched(self, key: str) -> Content | None:
        data = self._unkept.get(key) or self._store.get_many([key]).get(key)
        try:
            return self._decoder.decode(data) if data is not None else None
        except (msgspec.DecodeError, msgspec.ValidationError):
            return None

    def _recovered(self, key: str, page: Page) -> Content:
        """Whoever asked whether it is there was not told that it is damaged; or another process has pruned it since."""
        data = self._again(page)
        self._store.put_many({key: data})
        return self._decoder.decode(data)


class Composing:
    """Composes all pages under one set of settings, with what a store knows."""

    def __init__(self, settings: ComposeSettings, identity: str, store: Store, workers: Workers) -> None:
        self._settings = settings
        self._stage: MemoStage[Facts] = MemoStage("article", identity, Facts)
        self._base = digest(
            settings.vocabulary.digest,
            settings.edition,
            settings.anchors,
            settings.partials_folder,
            settings.language,
            repr((settings.step_verbs, settings.step_headings, settings.passages)),
        )
        self._store = store
        self._memo = Memo(store)
        self._workers = workers
        self._unkept: dict[str, bytes] = {}
        shared = store if store.is_shared and workers.is_here else None
        self._context = ComposeContext(settings, (self._stage.identity, self._base), shared)
        self._partials = {name: partial_digest(text) for name, text in settings.partials.items()}

    def run(
        self,
        texts: Iterable[PageText],
        variables: Mapping[str, Variables],
        read: Callable[[str], Source | None],
        workers: Workers | None = None,
        release_texts: Callable[[], None] = lambda: None,
        *,
        renderings: bool = True,
    ) -> Composition:
        """The facts of every page; ``variables`` by version, ``read`` gives a page's text if it can.

        ``workers`` replaces the usual ones; ``release_texts`` is called when no text is needed any more. Without
        ``renderings``, nobody will ask for them, and those that the store has lost are not missed.
        """
        everything = list(texts)
        facts = self._known(everything, variables, renderings=renderings)
        waiting = {text.path: text for text in everything if text.path not in facts}
        finished = self._compose(waiting, variables, read, workers or self._workers)
        release_texts()
        fresh = self._facts(finished, lambda path: (read(path), variables[waiting[path].version]))
        reads = {path: finished[path].composed.reads for path in sorted(fresh)}
        return Composition({**facts, **fresh}, tuple(reads), reads)

    def content_loader(self, variables: Mapping[str, Variables], read: Callable[[str, str], Source | None]) -> ContentLoader:
        """Fetches the renderings of what was composed, now or before.

        ``read`` gives the text of a path and a digest, if it can; ``variables`` are by version.
        """

        def again(page: Page) -> bytes:
            source = read(page.path, page.facts.source_digest)
            if source is not None:
                composed = self._composed_here(source, variables[page.version]).composed
                if composed.content_digest == page.facts.content_digest:
                    return composed.content
            raise LookupError(f"'{page.path}' was changed during the build, and the cache has lost what it was.")

        return ContentLoader(self._store, self._unkept, again)

    def known(self, texts: Iterable[PageText], variables: Mapping[str, Variables]) -> dict[str, Facts]:
        """The facts of those pages that need not be composed, by path."""
        return self._known(texts, variables)

    def partials(self) -> dict[str, tuple[Diagnostic, ...]]:
        """What is wrong in each partial taken by itself, by name; its variables are its users' affair."""
        keys = {
            name: self._stage.key(self._base, "partial", text_digest)
            for name, text_digest in sorted(self._partials.items())
        }
        known = self._memo.fetch(self._stage, keys.values(), self._answers({}))
        missing = {key: name for name, key in keys.items() if key not in known}
        if missing:
            texts = [Source(name, self._settings.partials[name], self._partials[name]) for name in missing.values()]
            context = replace(self._context, origin=(*self._context.origin, "partial"), store=None)
            results = compose_batch(context, [Task(text.path, len(text.text), None, text) for text in texts])
            finished = {each.key: each for each in results if each is not None}
            known.update(self._facts(finished, lambda _: (None, None)))
            self._keep(finished.values())
        return {name: known[key].diagnostics for name, key in keys.items()}

    def _key(self, text: PageText) -> str:
        return self._stage.key(self._base, text.digest)

    def _known(
        self, texts: Iterable[PageText], variables: Mapping[str, Variables], *, renderings: bool = True
    ) -> dict[str, Facts]:
        found: dict[str, Facts] = {}
        by_version: dict[str, list[PageText]] = {}
        for text in texts:
            by_version.setdefault(text.version, []).append(text)
        decoded: dict[str, Facts] = {}
        for version, members in by_version.items():
            answer = self._answers({**self._settings.variables, **variables[version]})
            keys = {text.path: self._key(text) for text in members}
            with collection_paused():
                values = self._memo.fetch(self._stage, keys.values(), answer, decoded)
            found.update({path: values[key] for path, key in keys.items() if key in values})
        if not renderings:
            return found
        contents = {path: content_key(facts.content_digest) for path, facts in found.items()}
        there = self._store.present(contents.values())
        return {path: facts for path, facts in found.items() if contents[path] in there}

    def _answers(self, variables: Variables) -> Callable[[Read], str]:
        known: dict[tuple[str, str], str] = {}

        def answer(read: Read) -> str:
            key = (read.kind, read.name)
            if key not in known:
                known[key] = self._answer(read, variables)
            return known[key]

        return answer

    def _answer(self, read: Read, variables: Variables) -> str:
        if read.name == EVERY_NAME:
            return names_digest(self._settings.partials if read.kind == PARTIAL else variables)
        if read.kind == PARTIAL:
            return self._partials.get(read.name, "")
        return variable_digest(variables, read.name)

    def _compose(
        self,
        waiting: Mapping[str, PageText],
        variables: Mapping[str, Variables],
        read: Callable[[str], Source | None],
        workers: Workers,
    ) -> dict[str, Finished]:
        """Compose these texts, and keep the results; of equal ones that ask the same, one."""
        tasks = [Task(text.path, text.size, variables[text.version]) for text in waiting.values()]
        if workers.executor is not None:
            # Whoever does it can't read what this process can.
            tasks = [each for each in (replace(task, source=read(task.path)) for task in tasks) if each.source]
        if not tasks:
            return {}
        # Of equal texts, only the first makes work.
        first = set({waiting[path].digest: path for path in reversed(list(waiting))}.values())
        # All versions of a page in one process: it finds again what they share.
        with collection_eased():
            results = fan_out(
                compose_batch,
                self._context if workers.executor is not None else replace(self._context, read=read),
                tasks,
                lambda task: task.size if task.path in first else 0,
                workers,
                lambda task: waiting[task.path].across,
            )
        finished: dict[str, Finished] = {}
        for task, result in zip(tasks, results, strict=True):
            if result is not None:
                finished[task.path] = result
            # Here it is told why it can't be read; or it can be, by now.
            elif (source := read(task.path)) is not None:
                finished[task.path] = self._composed_here(source, task.variables)
        self._keep(finished.values())
        return finished

    def _composed_here(self, source: Source, variables: Variables | None) -> Finished:
        """One text, with all that is kept of it elsewhere."""
        task = Task(source.path, len(source.text), variables, source)
        (finished,) = compose_batch(replace(self._context, store=None), [task])
        assert finished is not None
        return finished

    def _facts(
        self,
        finished: Mapping[str, Finished],
        task: Callable[[str], tuple[Source | None, Variables | None]],
    ) -> dict[str, Facts]:
        """What these hold, or the store holds of them; ``task`` is what to make one of again that it has lost."""
        facts: dict[str, Facts] = {}
        decoded: dict[str, Facts] = {}
        paths = iter(finished)
        with collection_paused():
            while some := list(islice(paths, READ_AT_ONCE)):
                self._read([finished[path] for path in some], decoded)
                for path in some:
                    value = decoded.get(finished[path].name) or self._made_again(*task(path))
                    if value is not None:
                        facts[path] = value
        return facts

    def _read(self, results: Sequence[Finished], decoded: dict[str, Facts]) -> None:
        """Add the facts of these, by name."""
        wanted = {each.name: each.composed.facts for each in results if each.name not in decoded}
        found = {**wanted, **self._store.get_many(name for name, data in wanted.items() if not data)}
        for name, data in found.items():
            value = self._stage.decode(data)
            if value is not None:
                decoded[name] = value

    def _made_again(self, source: Source | None, variables: Variables | None) -> Facts | None:
        if source is None:
            return None
        finished = self._composed_here(source, variables)
        self._keep([finished])
        return self._stage.decode(finished.composed.facts)

    def _keep(self, finished: Iterable[Finished]) -> None:
        """Keep results, those that no other process has kept whole."""
        each = {result.name: result for result in finished}
        values = values_of(each.values())
        if not self._store.put_many(values):
            self._unkept.update(values)
        self._memo.keep((result.key, result.composed.reads, result.name) for result in each.values())
