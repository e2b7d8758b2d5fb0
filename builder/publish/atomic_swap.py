"""Swaps one folder for another, in one step if the system can; and allows only one build at a time."""

from __future__ import annotations

import contextlib
import errno
import importlib
import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from builder.errors import PublishError

_STAGING = ".handrail-staging-"
_FCNTL: Any = importlib.import_module("fcntl") if sys.platform != "win32" else None
"""Windows has no locks on folders; there, only the swap separates two simultaneous builds."""

_AT_FDCWD = -100
_EXCHANGE = 2
_MOUNTS = "/proc/self/mountinfo"
_OCTAL = re.compile(r"\\([0-7]{3})")

_NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL})
"""Error numbers of file systems without locks."""


@contextmanager
def locked(target: Path) -> Iterator[None]:
    """Lock the folder that contains the target; another build that publishes there waits."""
    if _FCNTL is None:
        yield
        return
    handle = os.open(target.parent, os.O_RDONLY)
    try:
        try:
            _FCNTL.flock(handle, _FCNTL.LOCK_EX)
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
        yield
    finally:
        os.close(handle)


def staging_for(target: Path) -> Path:
    """A path for a new folder next to the target; the folder does not exist yet."""
    return target.parent / f"{_STAGING}{target.name}-{os.getpid()}"


def sweep(target: Path) -> None:
    """Remove files next to the target that killed builds left."""
    ours = re.compile(re.escape(f"{_STAGING}{target.name}-") + r"\d+(-[a-z]+)?")
    with os.scandir(target.parent) as entries:
        left = [entry for entry in entries if ours.fullmatch(entry.name)]
    for entry in left:
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path, ignore_errors=True)


def can_swap(target: Path) -> bool:
    """Whether another folder can probably replace the target in one step, so that readers never see a part of the site.

    It is not certain: a layer of an image, for example, refuses it only when tried.
    """
    if not os.access(target.parent, os.W_OK):
        return False
    if not os.path.lexists(target):
        return True
    return not _is_mounted(target) and _exchanges(target)


def _is_mounted(target: Path) -> bool:
    if os.path.ismount(target) or os.stat(target).st_dev != os.stat(target.parent).st_dev:
        return True
    try:
        mounts = Path(_MOUNTS).read_bytes().decode("utf-8", "surrogateescape").splitlines()
    except OSError:
        return False
    # A folder mounted from the same file system looks like any other.
    points = (line.split(" ")[4] for line in mounts if line.count(" ") > 4)
    place = os.fspath(target.parent.resolve() / target.name)
    return place in {_OCTAL.sub(lambda found: chr(int(found[1], 8)), point) for point in points}


def _exchanges(target: Path) -> bool:
    """Whether the file system can swap two folders, tried with two empty ones."""
    pair = [target.parent / f"{staging_for(target).name}-{name}" for name in ("a", "b")]
    try:
        for folder in pair:
            folder.mkdir()
        return _exchange(*pair)
    except OSError:
        return False
    finally:
        for folder in pair:
            with contextlib.suppress(OSError):
                folder.rmdir()


def take_place(new: Path, target: Path, expected: int | None) -> bool:
    """Replace ``target`` by ``new``, and return whether that worked in one step; otherwise nothing is changed.

    ``expected`` is the inode of the replaced folder, ``None`` if there is none; afterwards it is at the path of
    ``new``. Raises PublishError if another program replaced the target.
    """
    _ensure_same(target, expected)
    if expected is None:
        os.rename(new, target)
        return True
    if not _exchange(new, target):
        return False
    try:
        _ensure_same(new, expected)
    except PublishError:
        _exchange(new, target)
        raise
    return True


def inode_of(path: Path) -> int | None:
    """The inode of the folder at a path; ``None`` if there is none."""
    try:
        return os.lstat(path).st_ino
    except FileNotFoundError:
        return None


def _ensure_same(path: Path, expected: int | None) -> None:
    if inode_of(path) != expected:
        raise PublishError(f"'{path.name}' was replaced by another program during the build. Build again.")


def _exchange(first: Path, second: Path) -> bool:
    """Swap two folders' names atomically (renameat2, Linux; renamex_np, macOS), and return whether that worked."""
    if sys.platform == "win32":
        return False
    # A first build has nothing to swap.
    ctypes = importlib.import_module("ctypes")
    libc: Any = ctypes.CDLL(None, use_errno=True)
    a, b = os.fsencode(first), os.fsencode(second)
    if hasattr(libc, "renameat2"):
        return bool(libc.renameat2(_AT_FDCWD, a, _AT_FDCWD, b, _EXCHANGE) == 0)
    if hasattr(libc, "renamex_np"):
        return bool(libc.renamex_np(a, b, _EXCHANGE) == 0)
    return False
