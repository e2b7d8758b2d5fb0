"""Writes a ZIP file whose bytes depend on its files alone."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable

from builder.digests import running_digest
from builder.outputs.output import ArchiveOf

_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The date of every file: the first that the format knows."""
_MODE = 0o100644 << 16
_UNIX = 3
_LEVEL = 6
_AT_ONCE = 1 << 20


def write_archive(place: str, archive: ArchiveOf, source: Callable[[str], str]) -> str:
    """Write the archive, reading each file where ``source`` says, and return the digest of its bytes."""
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as made:
        for path in archive.paths:
            entry = zipfile.ZipInfo(f"{archive.folder}/{path}", _MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = _UNIX
            entry.external_attr = _MODE
            with open(source(path), "rb") as file, made.open(entry, "w") as written:
                shutil.copyfileobj(file, written, _AT_ONCE)
    state = running_digest()
    with open(place, "rb") as file:
        while data := file.read(_AT_ONCE):
            state.update(data)
    return state.hexdigest()
