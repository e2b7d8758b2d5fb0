"""Tag files that the import adds: small elements of HTML and components that many systems have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.resources import files

from builder.importing.records import ImportedFile
from builder.importing.stub_files import FOLDER


def companion_files(names: Iterable[str]) -> Iterator[ImportedFile]:
    """The files of these tags, by name."""
    for name in sorted(names):
        text = files("builder.importing").joinpath("tags", f"{name}.html").read_text(encoding="utf-8")
        yield ImportedFile(f"{FOLDER}/{name}.html", text)
