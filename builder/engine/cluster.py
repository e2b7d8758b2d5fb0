"""The workers of a Dask cluster. A worker that is lost is replaced; a cluster that is lost ends the build."""

from __future__ import annotations

import importlib
import logging
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from typing import Any

import msgspec

from builder.engine.executors import Workers
from builder.engine.program_digest import own_code_digest
from builder.errors import WorkerLostError, WorkersUnavailableError

DASK = "dask://"
SECONDS_TO_ANSWER = 10
SECONDS_WITHOUT_WORKERS = 30
"""After so long without any worker, a build ends. A worker that a supervisor starts again is back by then."""
SECONDS_BETWEEN_LOOKS = 1
SECONDS_TO_FETCH = 300
"""The longest time in which a result is sent here."""


def workers_at(address: str) -> AbstractContextManager[Workers]:
    """The workers of the scheduler at ``dask://HOST:PORT``; entering it raises :class:`WorkersUnavailableError`.

    Work that they are given raises :class:`WorkerLostError` if they are lost in the middle.
    """
    if not address.startswith(DASK) or not address.removeprefix(DASK):
        raise WorkersUnavailableError(f"'{address}' is not the address of a Dask scheduler. Write dask://HOST:PORT.")
    return _dask(address)


@contextmanager
def _dask(address: str) -> Iterator[Workers]:
    distributed = _distributed()
    client = _connected(distributed, address)
    try:
        workers = client.nthreads()
        if not workers:
            raise WorkersUnavailableError(
                f"The Dask scheduler at {address} has no workers. Start some: dask worker HOST:PORT."
            )
        _ensure_equal(client, address)
        executor = _Cluster(distributed, client, address)
        yield Workers(jobs=1 + sum(workers.values()), executor=lambda _: nullcontext(executor), is_here=False)
    finally:
        with suppress(OSError, TimeoutError):
            client.close(timeout=SECONDS_TO_ANSWER)


class _Cluster:
    """An executor that notices when its workers, or the scheduler, are gone."""

    def __init__(self, distributed: Any, client: Any, address: str) -> None:
        self.distributed = distributed
        self._client = client
        self._address = address

    def submit(self, function: Callable[..., Any], *arguments: Any) -> _Result:
        """Send a call to a worker."""
        with warnings.catch_warnings():
            # A batch has the texts of its pages; Dask warns of every large call.
            warnings.simplefilter("ignore", UserWarning)
            return _Result(self, self._client.submit(function, *arguments, pure=False))

    def wait(self, future: Any) -> None:
        """Wait a moment for a result; raises TimeoutError if there is none yet."""
        with self._client.as_current():
            self.distributed.wait([future], timeout=SECONDS_BETWEEN_LOOKS)

    def ensure_alive(self, since: float) -> float:
        """The last moment at which there were workers, by the monotonic clock; ``since`` if there are none now.

        Raises WorkerLostError after :data:`SECONDS_WITHOUT_WORKERS` without any, or if the scheduler is gone.
        """
        if self._client.status != "running":
            raise self.lost()
        try:
            workers = self._client.nthreads()
        except (OSError, TimeoutError):
            raise self.lost() from None
        if workers:
            return time.monotonic()
        if time.monotonic() - since > SECONDS_WITHOUT_WORKERS:
            raise WorkerLostError(
                f"All workers of {self._address} are gone. Start some again: dask worker HOST:PORT; "
                "or build without --executor."
            )
        return since

    def lost(self) -> WorkerLostError:
        """The error for a scheduler that is gone."""
        return WorkerLostError(
            f"The Dask scheduler at {self._address} is gone. Start it and its workers again, "
            "or build without --executor."
        )

    def killed(self) -> WorkerLostError:
        """The error for pages on which one worker after the other died."""
        return WorkerLostError(
            f"Several workers of {self._address} ended while they built the same pages. The system may have stopped "
            "them because memory ran out: start fewer workers on a machine, or build without --executor."
        )


class _Result(msgspec.Struct, frozen=True):
    """The result of a batch, when a worker has it."""

    cluster: _Cluster
    future: Any

    def result(self) -> Any:
        """Wait for the result. Raises the error of the batch, or WorkerLostError."""
        alive = time.monotonic()
        while True:
            try:
                self.cluster.wait(self.future)
                return self.future.result(timeout=SECONDS_TO_FETCH)
            except TimeoutError:
                alive = self.cluster.ensure_alive(alive)
            except self.cluster.distributed.CancelledError:
                raise self.cluster.lost() from None
            except self.cluster.distributed.scheduler.KilledWorker:
                raise self.cluster.killed() from None


def _distributed() -> Any:
    """The package that connects to Dask clusters."""
    try:
        distributed = importlib.import_module("distributed")
    except ImportError:
        raise WorkersUnavailableError("Dask is not installed. Install it: pip install 'handrail[cluster]'.") from None
    # They log every lost connection, with a traceback.
    for name in ("distributed", "distributed.client", "asyncio"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return distributed


def _connected(distributed: Any, address: str) -> Any:
    """A client of the scheduler at this address."""
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
        raise WorkersUnavailableError(
            f"The workers at {address} run another version of Handrail. Install the same version there."
        )
