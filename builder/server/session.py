"""The site as it is now: loaded anew after each change, its files made when they are asked for."""

from __future__ import annotations

import mimetypes
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from builder.diagnostics.diagnostic import Diagnostic
from builder.outputs import CopyOf, Output
from builder.pipeline import Request, check_site, declared_outputs, load, load_looks
from builder.theme.environment import TemplateFailed


@dataclass(frozen=True, slots=True)
class State:
    """One settled build."""

    number: int
    outputs: Mapping[str, Output]
    """By path in the output."""
    diagnostics: tuple[Diagnostic, ...]
    pages: int
    fresh: tuple[str, ...]
    """Paths of the pages that were composed anew."""
    seconds: float


@dataclass(frozen=True, slots=True)
class Answer:
    """A file as it is sent."""

    data: bytes
    type: str


@dataclass(slots=True)
class Session:
    """Holds the newest state; pages wait for a newer one."""

    project: Path
    opened: Callable[[], Request]
    """Gives the request under the present configuration."""
    state: State = field(default_factory=lambda: State(0, {}, (), 0, (), 0.0))
    _changed: threading.Condition = field(default_factory=threading.Condition)
    _made: dict[tuple[str, str], bytes] = field(default_factory=dict)

    def rebuild(self) -> State:
        """Load the project as it is now and let waiting pages know. Raises what ``opened`` raises."""
        started = time.perf_counter()
        request = self.opened()
        loaded = load(request)
        looks = load_looks(request, loaded)
        checked = check_site(request.config, loaded, looks.diagnostics)
        outputs = {output.path: output for output in declared_outputs(request, loaded, looks, checked)}
        state = State(
            self.state.number + 1,
            outputs,
            checked.diagnostics,
            len(loaded.site.pages),
            loaded.fresh,
            time.perf_counter() - started,
        )
        with self._changed:
            self.state = state
            self._made = {key: data for key, data in self._made.items() if _is_current(key, outputs)}
            self._changed.notify_all()
        return state

    def wait_for_newer(self, number: int, seconds: float) -> State:
        """The state after ``number``, or the present one when the time is up."""
        with self._changed:
            self._changed.wait_for(lambda: self.state.number > number, seconds)
            return self.state

    def answer(self, path: str) -> Answer | None:
        """The file at a path below the site; ``None`` if the site has none."""
        output = self.state.outputs.get(path)
        if output is None:
            return None
        return Answer(self._data(output), mimetypes.guess_type(path)[0] or "application/octet-stream")

    def _data(self, output: Output) -> bytes:
        if isinstance(output.make, CopyOf):
            return (self.project / output.make.path).read_bytes()
        key = (output.path, output.key)
        data = self._made.get(key)
        if data is None:
            try:
                data = output.make()
            except TemplateFailed as error:
                return f"<!doctype html><title>Template failed</title><p>{error.diagnostic.message}</p>".encode()
            self._made[key] = data
        return data


def _is_current(key: tuple[str, str], outputs: Mapping[str, Output]) -> bool:
    output = outputs.get(key[0])
    return output is not None and output.key == key[1]
