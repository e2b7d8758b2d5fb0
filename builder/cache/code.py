"""Input: which program is running. What another program made is made again."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from builder.cache.digest import digest

LIBRARIES = ("markdown-it-py", "jinja2", "pygments", "pyyaml", "msgspec")
"""Those whose versions can change what is made."""


def code_digest(package: Path, own_version: str) -> str:
    """A digest of the program's own files (names, sizes, times) and its libraries' versions."""
    return digest(own_version, *_library_versions(LIBRARIES), *_stamps(os.fspath(package)))


def _library_versions(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        try:
            yield f"{name}={version(name)}"
        except PackageNotFoundError:
            yield f"{name}=?"


def _stamps(folder: str) -> Iterator[str]:
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.is_dir(follow_symlinks=False):
            if entry.name != "__pycache__":
                yield from _stamps(entry.path)
        elif entry.name.endswith((".py", ".yml", ".yaml", ".toml", ".json")):
            status = entry.stat()
            yield f"{entry.name}:{status.st_size}:{status.st_mtime_ns}"
