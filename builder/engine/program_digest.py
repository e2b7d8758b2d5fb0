"""Input: identifies the running program. Results of another program are made again."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from builder import __file__ as package_file
from builder import __version__
from builder.digests import digest, running_digest

_SUFFIXES = (".py", ".yml", ".yaml", ".toml", ".json")
LIBRARIES = ("jinja2", "markdown_it_py", "msgspec", "pygments", "pyyaml")
"""Libraries whose version can change results, by the names under which they are installed."""
_INFO = ".dist-info"


def own_code_digest() -> str:
    """A digest of the running program: its files and its libraries' versions. It is the same on all machines."""
    return code_digest(Path(package_file).parent, __version__)


def code_digest(package: Path, own_version: str) -> str:
    """A digest of a package's files and of the libraries' versions."""
    state = running_digest()
    for name, data in _files(os.fspath(package), ""):
        state.update(b"%d %s %d " % (len(name), name.encode(), len(data)) + data)
    return digest(own_version, *_library_versions(LIBRARIES), state.hexdigest())


def _library_versions(libraries: Iterable[str]) -> Iterator[str]:
    """The versions of installed libraries, from the names of the folders that describe them.

    Loading the libraries, or the module of Python that knows all about installed ones, would take longer than
    everything else here.
    """
    found: dict[str, str] = {}
    for folder in reversed(sys.path):
        if os.path.isdir(folder or "."):
            infos = [name.removesuffix(_INFO) for name in os.listdir(folder or ".") if name.endswith(_INFO)]
            found.update((name.lower(), version) for name, _, version in (info.partition("-") for info in infos))
    for name in libraries:
        yield f"{name}={found.get(name) or importlib.import_module('importlib.metadata').version(name)}"


def _files(folder: str, inside: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.is_dir(follow_symlinks=False):
            if entry.name != "__pycache__":
                yield from _files(entry.path, f"{inside}{entry.name}/")
        elif entry.name.endswith(_SUFFIXES):
            with open(entry.path, "rb", buffering=0) as file:
                yield inside + entry.name, file.readall()
