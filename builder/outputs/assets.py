"""The theme's static files, under names with their digest."""

from __future__ import annotations

from collections.abc import Iterator

from builder.outputs.output import Output, data_output
from builder.outputs.render_context import RenderContext


def assets(emission: RenderContext) -> Iterator[Output]:
    """One output per file."""
    for file in emission.files.values():
        yield data_output(file.path, file.data)
