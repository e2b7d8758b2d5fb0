"""The incremental, parallel engine behind one call: :meth:`Engine.run`. It knows no stage.

1. It looks up results whose recorded questions still have the same answers.
2. It distributes the rest to workers, neighbours to the same one.
3. It stores their results for the next run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import chain, islice
from typing import Any, Generic

import msgspec
from msgspec.structs import replace

from builder.diagnostics.outcome import Read
from builder.digests import digest
from builder.engine.decoding import decoded
from builder.engine.executors import Workers
from builder.engine.fan_out import fan_out
from builder.engine.gc_tuning import collection_eased, collection_paused
from builder.engine.run_batch import BatchContext, Finished, attachment_key, run_batch, values_of
from builder.engine.stage import I, Stage, V
from builder.engine.store import Store
from builder.engine.traces import Memo, MemoStage
from builder.progress import Progress, no_progress

READ_AT_ONCE = 500
"""The number of values that are fetched together; more would take memory that is never returned."""


class Run(msgspec.Struct, Generic[V], frozen=True):
    """The results of a run."""

    values: Mapping[str, V]
    """Keyed by item path."""
    reads: Mapping[str, tuple[Read, ...]]
    """The questions of the items that were computed in this run, by path, sorted."""

    @property
    def fresh(self) -> tuple[str, ...]:
        """Paths of the items that were computed in this run, sorted."""
        return tuple(self.reads)


class Engine:
    """Runs stages, and reuses the results in a store."""

    def __init__(self, store: Store, program: str, workers: Workers, progress: Progress = no_progress) -> None:
        """``program`` is a digest of the program: results of another program are computed again."""
        self.store = store
        self.program = program
        self.workers = workers
        self.progress = progress
        self._memo = Memo(store)
        self._unkept: dict[str, bytes] = {}
        """Values that the store could not keep, by key."""

    @property
    def jobs(self) -> int:
        """The number of workers."""
        return self.workers.jobs

    def run(
        self,
        stage: Stage[I, V],
        items: Iterable[I],
        *,
        attachments: bool = True,
        workers: Workers | None = None,
        release_inputs: Callable[[], None] = lambda: None,
    ) -> Run[V]:
        """The value of every item that can be read.

        Without ``attachments``, they are not needed, and lost ones are not made again. ``workers`` replaces the
        usual ones; ``release_inputs`` is called when no input is needed any more.
        """
        everything = list(items)
        values = self.known(stage, everything, attachments=attachments)
        waiting = {item.path: item for item in everything if item.path not in values}
        finished = self._compute(stage, waiting, workers or self.workers)
        release_inputs()
        fresh = self._values(stage, finished, lambda path: stage.with_input(waiting[path]))
        reads = {path: finished[path].reads for path in sorted(fresh)}
        return Run({**values, **fresh}, reads)

    def known(self, stage: Stage[I, V], items: Iterable[I], *, attachments: bool = True) -> dict[str, V]:
        """The values of items that need not be computed, by path."""
        memo_stage = self._memo_stage(stage)
        found: dict[str, V] = {}
        by_context: dict[str, list[I]] = {}
        for item in items:
            by_context.setdefault(stage.context(item), []).append(item)
        decoded: dict[str, V] = {}
        for context, members in by_context.items():
            keys = {item.path: memo_stage.key(*stage.inputs, stage.input_digest(item)) for item in members}
            with collection_paused():
                values = self._memo.fetch(memo_stage, keys.values(), _answers(stage, context), decoded)
            found.update({path: values[key] for path, key in keys.items() if key in values})
        if not attachments:
            return found
        wanted = {path: {*map(attachment_key, stage.attachment_digests(value))} for path, value in found.items()}
        there = self.store.present(chain.from_iterable(wanted.values()))
        return {path: value for path, value in found.items() if wanted[path] <= there}

    def attachment(self, digest: str, again: Callable[[], bytes]) -> bytes:
        """An attachment by its digest; ``again`` makes it if it is lost. Raises the errors of ``again``."""
        key = attachment_key(digest)
        data = self._unkept.get(key) or self.store.get_many([key]).get(key)
        return data if data is not None else self.restored(digest, again)

    def restored(self, digest: str, again: Callable[[], bytes]) -> bytes:
        """Make an attachment again, and store it: :meth:`Store.present` does not verify values, so one may
        be corrupt.
        """
        data = again()
        self.store.put_many({attachment_key(digest): data})
        return data

    def remembered(self, type: type[V], wanted: Mapping[str, Callable[[], V]]) -> Mapping[str, V]:
        """Values by the digest of all that they are made from, besides the program; those that are new are made."""
        keys = {name: f"piece/{digest(self.program, name)}" for name in wanted}
        found = self.store.get_many(keys.values())
        decoder = msgspec.msgpack.Decoder(type)
        values: dict[str, V] = {}
        made: dict[str, bytes] = {}
        for name, make in wanted.items():
            value = decoded(decoder, found.get(keys[name]))
            if value is None:
                value = make()
                made[keys[name]] = msgspec.msgpack.encode(value)
            values[name] = value
        self.store.put_many(made)
        return values

    def compute(self, stage: Stage[I, Any], item: I) -> Finished | None:
        """Compute one item here, with everything that is usually stored elsewhere."""
        (finished,) = run_batch(self._context(stage, None), [item])
        return finished

    def _memo_stage(self, stage: Stage[Any, V]) -> MemoStage[V]:
        return MemoStage(stage.name, self.program, stage.value_type)

    def _context(self, stage: Stage[Any, Any], store: Store | None) -> BatchContext:
        origin = (self._memo_stage(stage).identity, *stage.inputs)
        return BatchContext(stage=stage, origin=origin, store=store)

    def _compute(self, stage: Stage[I, V], waiting: Mapping[str, I], workers: Workers) -> dict[str, Finished]:
        """Compute these items, and store the results. Items with equal inputs and answers are computed once."""
        items = list(waiting.values())
        if workers.executor is not None:
            # The workers may not be able to read the same files as this process.
            items = [each for each in map(stage.with_input, items) if each is not None]
        if not items:
            return {}
        # Only the first of several equal inputs is computed.
        first = set({stage.input_digest(item): path for path, item in reversed(list(waiting.items()))}.values())
        shared = self.store if self.store.is_shared and workers.is_here else None
        with collection_eased():
            results = fan_out(
                run_batch,
                self._context(stage if workers.executor is None else stage.portable(), shared),
                items,
                lambda item: stage.size(item) if item.path in first else 0,
                self._counting(stage, workers),
                stage.neighbours,
            )
        finished: dict[str, Finished] = {}
        for item, result in zip(items, results, strict=True):
            if result is None:
                # Reading it here reports the error; or it can be read by now.
                again = stage.with_input(item)
                result = self.compute(stage, again) if again is not None else None
            if result is not None:
                finished[item.path] = result
        self._keep(finished.values())
        return finished

    def _counting(self, stage: Stage[Any, Any], workers: Workers) -> Workers:
        if self.progress is no_progress:
            return workers
        return replace(workers, count=partial(self.progress, stage.title))

    def _values(
        self, stage: Stage[I, V], finished: Mapping[str, Finished], item: Callable[[str], I | None]
    ) -> dict[str, V]:
        """The decoded values; a value that the store has lost is computed again from its item."""
        memo_stage = self._memo_stage(stage)
        values: dict[str, V] = {}
        decoded: dict[str, V] = {}
        paths = iter(finished)
        with collection_paused():
            while some := list(islice(paths, READ_AT_ONCE)):
                self._decode(memo_stage, [finished[path] for path in some], decoded)
                for path in some:
                    value = decoded.get(finished[path].name)
                    if value is None:
                        value = self._made_again(stage, memo_stage, item(path))
                    if value is not None:
                        values[path] = value
        return values

    def _decode(self, stage: MemoStage[V], results: Sequence[Finished], decoded: dict[str, V]) -> None:
        """Add the values of these results, by name."""
        wanted = {each.name: each.value for each in results if each.name not in decoded}
        found = {**wanted, **self.store.get_many(name for name, data in wanted.items() if not data)}
        for name, data in found.items():
            value = stage.decode(data)
            if value is not None:
                decoded[name] = value

    def _made_again(self, stage: Stage[I, V], memo_stage: MemoStage[V], item: I | None) -> V | None:
        finished = self.compute(stage, item) if item is not None else None
        if finished is None:
            return None
        self._keep([finished])
        return memo_stage.decode(finished.value)

    def _keep(self, finished: Iterable[Finished]) -> None:
        """Store results that no worker has stored.

        Of equal results only the first that was computed may have attachments.
        """
        results = list(finished)
        each = {result.name: result for result in results}
        values = values_of(results)
        if not self.store.put_many(values):
            self._unkept.update(values)
        self._memo.keep((done.key, done.reads, done.name) for done in each.values())


def _answers(stage: Stage[Any, Any], context: str) -> Callable[[Read], str]:
    """The current answers to recorded questions, each computed once."""
    known: dict[tuple[str, str], str] = {}

    def answer(read: Read) -> str:
        key = (read.kind, read.name)
        if key not in known:
            known[key] = stage.answer(context, read)
        return known[key]

    return answer
