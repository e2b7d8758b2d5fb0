"""Stages 2 to 4 over all pages: each text that has not changed is neither read, parsed nor composed again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from builder.article.article import Content, Facts
from builder.article.batch import Composed, Task
from builder.article.compose import ComposeSettings
from builder.article.doors import EVERY_NAME, PARTIAL, names_digest, partial_digest, variable_digest
from builder.cache.digest import digest
from builder.cache.memo import Memo, Stage
from builder.cache.store import Store
from builder.content.source import Source
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.outcome import Read
from builder.pipeline.batches import Workshop, compose_batch, content_key
from builder.pipeline.collecting import collection_eased, collection_paused
from builder.scheduler.crew import Crew
from builder.scheduler.fan_out import fan_out
from builder.structure.page import Page

Variables = Mapping[str, Any]


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


class ContentDoor:
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

    def __init__(self, settings: ComposeSettings, identity: str, store: Store, crew: Crew) -> None:
        self._settings = settings
        self._stage: Stage[Facts] = Stage("article", identity, Facts)
        self._base = digest(
            settings.vocabulary.digest,
            settings.edition,
            settings.anchors,
            settings.partials_folder,
            settings.language,
            repr((settings.step_verbs, settings.step_headings)),
        )
        self._store = store
        self._memo = Memo(store)
        self._crew = crew
        self._unkept: dict[str, bytes] = {}
        self._workshop = Workshop(settings, store if store.is_shared and crew.is_here else None)
        self._partials = {name: partial_digest(text) for name, text in settings.partials.items()}

    def run(
        self,
        texts: Iterable[PageText],
        variables: Mapping[str, Variables],
        read: Callable[[str], Source | None],
        crew: Crew | None = None,
    ) -> Composition:
        """The facts of every page; ``variables`` by version, ``read`` gives a page's text if it can.

        ``crew`` does it instead of the usual one.
        """
        everything = list(texts)
        facts = self._known(everything, variables)
        waiting = {text.path: text for text in everything if text.path not in facts}
        composed = self._compose(waiting, variables, read, crew or self._crew)
        fresh = self._facts(composed)
        reads = {path: composed[path].reads for path in sorted(fresh)}
        return Composition({**facts, **fresh}, tuple(reads), reads)

    def door(self, variables: Mapping[str, Variables], read: Callable[[str, str], Source | None]) -> ContentDoor:
        """Fetches the renderings of what was composed, now or before.

        ``read`` gives the text of a path and a digest, if it can; ``variables`` are by version.
        """

        def again(page: Page) -> bytes:
            source = read(page.path, page.facts.source_digest)
            if source is not None:
                task = Task(source, variables[page.version])
                (composed,) = compose_batch(Workshop(self._settings, None), [task])
                if composed.content_digest == page.facts.content_digest:
                    return composed.content
            raise LookupError(f"'{page.path}' was changed during the build, and the cache has lost what it was.")

        return ContentDoor(self._store, self._unkept, again)

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
        tasks = [
            Task(Source(name, self._settings.partials[name], self._partials[name]), None) for name in missing.values()
        ]
        composed = dict(zip(missing, compose_batch(self._workshop, tasks), strict=True)) if tasks else {}
        self._keep({key: (key, result) for key, result in composed.items()})
        for key, result in composed.items():
            value = self._stage.decode(result.facts)
            if value is not None:
                known[key] = value
        return {name: known[key].diagnostics for name, key in keys.items()}

    def _key(self, text: PageText) -> str:
        return self._stage.key(self._base, text.digest)

    def _known(self, texts: Iterable[PageText], variables: Mapping[str, Variables]) -> dict[str, Facts]:
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
        crew: Crew,
    ) -> dict[str, Composed]:
        """Compose these texts, and keep the results; of equal ones that ask the same, one."""
        tasks: dict[str, Task] = {}
        for text in waiting.values():
            source = read(text.path)
            if source is not None:
                tasks[text.path] = Task(source, variables[text.version])
        if not tasks:
            return {}
        # Of equal texts, only the first makes work.
        first = set({task.source.digest: path for path, task in reversed(tasks.items())}.values())
        # All versions of a page in one process: it finds again what they share.
        with collection_eased():
            results = fan_out(
                compose_batch,
                self._workshop,
                list(tasks.values()),
                lambda task: len(task.source.text) if task.source.path in first else 0,
                crew,
                lambda task: waiting[task.source.path].across,
            )
        composed = dict(zip(tasks, results, strict=True))
        # The text may have changed since its folder was listed: what was read decides.
        self._keep({path: (self._stage.key(self._base, tasks[path].source.digest), composed[path]) for path in tasks})
        return composed

    def _facts(self, composed: Mapping[str, Composed]) -> dict[str, Facts]:
        facts: dict[str, Facts] = {}
        decoded: dict[bytes, Facts | None] = {}
        with collection_paused():
            for path, result in composed.items():
                if result.facts not in decoded:
                    decoded[result.facts] = self._stage.decode(result.facts)
                value = decoded[result.facts]
                if value is not None:
                    facts[path] = value
        return facts

    def _keep(self, composed: Mapping[str, tuple[str, Composed]]) -> None:
        """Keep results, each with its key."""
        each = dict.fromkeys(composed.values())
        contents = {content_key(result.content_digest): result.content for _, result in each if result.content}
        if not self._store.put_many(contents):
            self._unkept.update(contents)
        self._memo.keep((key, result.reads, result.facts) for key, result in each)
