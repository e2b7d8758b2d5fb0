"""Input: the bytes of a file, if it is one: a pipe would wait for ever, a device never end."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

NOT_A_FILE = "Not a regular file"

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def read_file(path: str | Path) -> bytes:
    """The bytes of a regular file, in as few calls of the system as can be. Raises OSError, which names the file."""
    name = os.fspath(path)
    try:
        handle = os.open(name, _FLAGS)
    except ValueError:  # a NUL in the name
        raise OSError(errno.EINVAL, "Not a name of a file", name.replace("\0", "\\0")) from None
    try:
        mode = os.fstat(handle).st_mode
        if not stat.S_ISREG(mode):
            number = errno.EISDIR if stat.S_ISDIR(mode) else errno.EINVAL
            raise OSError(number, NOT_A_FILE, name)
        with open(handle, "rb", buffering=0, closefd=False) as file:
            return file.readall()
    except OSError as error:
        raise OSError(error.errno, error.strerror, name) from None
    finally:
        os.close(handle)


def is_there(path: str | Path) -> bool:
    """Whether there is anything of that name, even if it can't be read, or is a link that leads nowhere."""
    try:
        return os.path.lexists(path)
    except ValueError:
        return False


DEEPEST = 100
"""Folders in each other that are looked into."""


def files_below(root: Path) -> Iterator[Path]:
    """Every file below a folder, sorted by name in each folder; links are followed, but never in a ring.

    A folder that can't be listed has none: missing files are reported where they are used.
    """
    entered: set[tuple[int, int]] = set()
    waiting = [(os.fspath(root), 0)]
    while waiting:
        folder, depth = waiting.pop()
        try:
            status = os.stat(folder)
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except (OSError, ValueError):
            continue
        place = (status.st_dev, status.st_ino)
        if place in entered or depth > DEEPEST:
            continue
        entered.add(place)
        for entry in entries:
            if not _is_folder(entry):
                yield Path(entry.path)
        waiting += [(entry.path, depth + 1) for entry in reversed(entries) if _is_folder(entry)]


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False
