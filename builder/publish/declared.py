"""The outputs of a site as a build declares them: those that it knows, and those that are as in the last build."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

import msgspec

from builder.outputs.output import Later, Output
from builder.publish.manifest import Published


class Kept(msgspec.Struct, frozen=True):
    """Files of the last build that can't have changed."""

    paths: frozenset[str] = frozenset()
    again: Callable[[str], Output] | None = None
    """Declares one of them, if its file has to be made again."""


class DeclaredOutputs(msgspec.Struct, frozen=True):
    """All outputs of a site, each once."""

    outputs: tuple[Output, ...]
    kept: Kept = Kept()

    def every(self, earlier: Mapping[str, Published]) -> Iterator[Output]:
        """Also an output for each file that is kept, with its key of the last build."""
        yield from self.outputs
        again = self.kept.again
        if again is not None:
            for path in self.kept.paths:
                yield Output(path, earlier[path].key, Later(partial(again, path)))
