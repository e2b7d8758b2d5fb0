"""One folder in another's place, in one step where the system can; and one build at a time."""

from __future__ import annotations

import importlib
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_STAGING = ".handrail-staging-"
_FCNTL: Any = importlib.import_module("fcntl") if sys.platform != "win32" else None
"""Windows has no locks on folders; there, two builds at once are kept apart by the swap alone."""

_AT_FDCWD = -100
_EXCHANGE = 2


@contextmanager
def locked(target: Path) -> Iterator[None]:
    """Hold the folder that contains the target; another build that publishes there waits its turn."""
    if _FCNTL is None:
        yield
        return
    handle = os.open(target.parent, os.O_RDONLY)
    try:
        _FCNTL.flock(handle, _FCNTL.LOCK_EX)
        yield
    finally:
        os.close(handle)


def staging_for(target: Path) -> Path:
    """A new folder beside the target, not yet made."""
    return target.parent / f"{_STAGING}{target.name}-{os.getpid()}"


def sweep(target: Path) -> None:
    """Remove what builds that were killed left beside the target."""
    for left in target.parent.glob(f"{_STAGING}{target.name}-*"):
        shutil.rmtree(left, ignore_errors=True)


def swap(new: Path, target: Path) -> bool:
    """Put ``new`` in the place of ``target``; whether the old site now lies where ``new`` lay."""
    if not target.exists():
        os.rename(new, target)
        return False
    if _exchange(new, target):
        return True
    # Two steps; between them the old site stands beside its place, under the staging name.
    aside = target.parent / f"{_STAGING}{target.name}-{os.getpid()}-old"
    os.rename(target, aside)
    os.rename(new, target)
    os.rename(aside, new)
    return True


def _exchange(first: Path, second: Path) -> bool:
    """Exchange two folders' names atomically (renameat2, Linux; renamex_np, macOS)."""
    if sys.platform == "win32":
        return False
    # A first build has nothing to exchange.
    ctypes = importlib.import_module("ctypes")
    libc: Any = ctypes.CDLL(None, use_errno=True)
    a, b = os.fsencode(first), os.fsencode(second)
    if hasattr(libc, "renameat2"):
        return bool(libc.renameat2(_AT_FDCWD, a, _AT_FDCWD, b, _EXCHANGE) == 0)
    if hasattr(libc, "renamex_np"):
        return bool(libc.renamex_np(a, b, _EXCHANGE) == 0)
    return False
