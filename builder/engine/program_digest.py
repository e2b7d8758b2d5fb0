"""Input: identifies the running program. Results of another program are made again."""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType

import jinja2
import markdown_it
import msgspec
import pygments
import yaml

from builder import __file__ as package_file
from builder import __version__
from builder.digests import digest, running_digest

_SUFFIXES = (".py", ".yml", ".yaml", ".toml", ".json")
LIBRARIES = (markdown_it, jinja2, pygments, yaml, msgspec)
"""Libraries whose version can change results."""


def own_code_digest() -> str:
    """A digest of the running program: its files and its libraries' versions. It is the same on all machines."""
    return code_digest(Path(package_file).parent, __version__)


def code_digest(package: Path, own_version: str) -> str:
    """A digest of a package's files and of the libraries' versions."""
    state = running_digest()
    for name, data in _files(os.fspath(package), ""):
        state.update(b"%d %s %d " % (len(name), name.encode(), len(data)) + data)
    return digest(own_version, *_library_versions(LIBRARIES), state.hexdigest())


def _library_versions(libraries: Iterable[ModuleType]) -> Iterator[str]:
    """The versions that the libraries state themselves: querying installed packages would take longer than everything
    else here.
    """
    for library in libraries:
        name = library.__name__
        said = vars(library).get("__version__")
        yield f"{name}={said or importlib.import_module('importlib.metadata').version(name)}"


def _files(folder: str, inside: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.is_dir(follow_symlinks=False):
            if entry.name != "__pycache__":
                yield from _files(entry.path, f"{inside}{entry.name}/")
        elif entry.name.endswith(_SUFFIXES):
            with open(entry.path, "rb", buffering=0) as file:
                yield inside + entry.name, file.readall()
