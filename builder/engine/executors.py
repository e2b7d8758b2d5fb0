"""Workers for parallel work: processes of this machine, or a cluster."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

import msgspec

from builder.engine.fork_pool import can_copy
from builder.engine.program_digest import own_code_digest
from builder.errors import WorkersUnavailableError
from builder.progress import Count, no_count

DASK = "dask://"
SECONDS_TO_ANSWER = 10


_EXECUTOR: Any = None if can_copy() else importlib.import_module("builder.engine.spawn_pool").process_executor


class Workers(msgspec.Struct, frozen=True, kw_only=True):
    """Workers, this process among them."""

    jobs: int
    """The number of batches that run at once."""
    executor: Callable[[int], AbstractContextManager[Any]] | None = _EXECUTOR
    """An ``Executor`` that takes that many batches; ``None`` if copies of this process do."""
    joins: bool = True
    """Whether this process works on a batch too."""
    is_here: bool = True
    """Whether all workers are on this machine, and can write the same files as this process."""
    count: Count = no_count
    """Called with the number of items that are done, and of all."""
    end: Callable[[], None] = lambda: None
    """Ends the workers immediately; callers that wait for them get an error."""


def workers_at(address: str) -> AbstractContextManager[Workers]:
    """The workers at ``dask://HOST:PORT``; entering it raises :class:`WorkersUnavailableError`."""
    if not address.startswith(DASK) or not address.removeprefix(DASK):
        raise WorkersUnavailableError(
            f"'{address}' names no workers. Write dask://HOST:PORT, the address of a Dask scheduler."
        )
    return _dask(address)


@contextmanager
def _dask(address: str) -> Iterator[Workers]:
    client = _connected(address)
    try:
        workers = client.nthreads()
        if not workers:
            raise WorkersUnavailableError(
                f"The Dask scheduler at {address} has no workers. Start some: dask worker HOST:PORT."
            )
        _ensure_equal(client, address)
        yield Workers(
            jobs=1 + sum(workers.values()), executor=lambda _: nullcontext(client.get_executor()), is_here=False
        )
    finally:
        client.close()


def _connected(address: str) -> Any:
    try:
        distributed: Any = importlib.import_module("distributed")
    except ImportError:
        raise WorkersUnavailableError("Dask is not installed. Install it: pip install 'handrail[cluster]'.") from None
    try:
        host = f"tcp://{address.removeprefix(DASK)}"
        return distributed.Client(host, timeout=SECONDS_TO_ANSWER, set_as_default=False)
    except (OSError, ValueError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise WorkersUnavailableError(f"No Dask scheduler answers at {address}: {reason}") from None


def _ensure_equal(client: Any, address: str) -> None:
    """Raise WorkersUnavailableError unless the workers run the same program."""
    try:
        theirs = set(client.run(own_code_digest).values())
    except Exception as error:  # Any error of a worker's Python about a program that it doesn't have.
        raise WorkersUnavailableError(f"The workers at {address} can't run Handrail: {error}") from None
    if theirs != {own_code_digest()}:
        raise WorkersUnavailableError(f"The workers at {address} run another Handrail. Install the same version there.")
