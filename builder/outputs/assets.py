"""The theme's static files, under names that hold their digest."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from builder.outputs.emission import Emission
from builder.outputs.output import Output
from builder.theme.assets import StaticFile


def assets(emission: Emission) -> Iterator[Output]:
    """One file each."""
    for file in emission.files.values():
        yield Output(file.path, file.integrity, partial(_data, file))


def _data(file: StaticFile) -> bytes:
    return file.data
