"""Input: opens files of a project so that no symbolic link can lead out of it.

The opened file is checked, not its name before, so changing a link in between has no effect. Links may point into
folders outside the project that its configuration names, such as those shared by the projects of a repository.
"""

from __future__ import annotations

import errno
import io
import os
import stat
from collections.abc import Iterable, Sequence
from pathlib import Path

from builder.caches import bounded_cache
from builder.regular_file import NOT_A_FILE

LEAVES = "it is a symbolic link that leaves the project"

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


class OutsideError(OSError):
    """The file is outside the project."""

    def __init__(self, path: str) -> None:
        super().__init__(errno.EXDEV, LEAVES, path)


def open_inside(project: Path, path: str, shared: Sequence[str] = ()) -> io.FileIO:
    """Open a regular file of the project for reading. Raises OSError; :class:`OutsideError` if it is outside.

    ``shared`` are real paths of allowed folders outside the project.
    """
    place = os.path.join(project, path)
    try:
        handle = os.open(place, _FLAGS)
    except ValueError:  # a NUL in the name
        raise OSError(errno.EINVAL, "Not a name of a file", path.replace("\0", "\\0")) from None
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EISDIR if stat.S_ISDIR(status.st_mode) else errno.EINVAL, NOT_A_FILE, place)
        if not is_inside(_where(handle, place, status), (_real(os.fspath(project)), *shared)):
            raise OutsideError(place)
    except BaseException:
        os.close(handle)
        raise
    return io.FileIO(handle, "rb")


def is_inside(place: str, roots: Iterable[str]) -> bool:
    """Whether a real path is one of the roots or inside one."""
    return any(place == root or place.startswith(root.rstrip(os.sep) + os.sep) for root in roots)


def may_be_shown(project: Path, path: str, shared: Sequence[str] = ()) -> bool:
    """Whether a path leads, also through symbolic links, to a place in the project or a shared folder that is not
    hidden, such as ``.git`` is. There need not be a file.
    """
    real = os.path.realpath(os.path.join(project, path.replace("\0", "")))
    root = next((root for root in (_real(os.fspath(project)), *shared) if is_inside(real, (root,))), None)
    return root is not None and not any(part.startswith(".") for part in real[len(root) :].split(os.sep))


def names_inside(project: Path, folder: str, shared: Sequence[str] = ()) -> list[str]:
    """The names of the files in a folder of the project or of a shared folder; none if it is outside or missing."""
    place = os.path.realpath(os.path.join(project, folder.replace("\0", "")))
    if not is_inside(place, (_real(os.fspath(project)), *shared)):
        return []
    try:
        with os.scandir(place) as entries:
            return sorted(entry.name for entry in entries if entry.is_file() and not entry.name.startswith("."))
    except OSError:
        return []


def shared_roots(project: Path, names: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The real paths of the folders that a project names, and the names that are refused.

    A project may name folders in the same repository; without a repository, in its parent folder.
    """
    home = _real(os.fspath(project))
    around = next((folder for folder in _above(home) if os.path.lexists(os.path.join(folder, ".git"))), "")
    top = around or os.path.dirname(home)
    found = {name: os.path.realpath(os.path.join(home, name)) for name in names}
    good = tuple(real for real in found.values() if is_inside(real, (top,)) and os.path.isdir(real))
    return good, tuple(name for name, real in found.items() if real not in good)


def _above(folder: str) -> Iterable[str]:
    while True:
        yield folder
        parent = os.path.dirname(folder)
        if parent == folder:
            return
        folder = parent


def _where(handle: int, place: str, status: os.stat_result) -> str:
    """The path of the open file, as the system knows it; otherwise the path of its name, if that is the same file."""
    try:
        return os.readlink(f"/proc/self/fd/{handle}")
    except OSError:
        real = os.path.realpath(place)
        return real if os.path.samestat(os.stat(real), status) else ""


_real = bounded_cache(64)(os.path.realpath)
