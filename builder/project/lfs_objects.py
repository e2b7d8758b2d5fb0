"""Input: files that a repository keeps in git LFS, from the objects of this clone.

Git itself has only a pointer to each: https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md
"""

from __future__ import annotations

import os
import re
import shutil
from contextlib import suppress
from pathlib import Path

import msgspec

from builder.content.git import git
from builder.digests import lfs_digest

_POINTER = re.compile(
    rb"version https://git-lfs\.github\.com/spec/v1\n(?:ext-[^\n]*\n)*"
    rb"oid sha256:(?P<oid>[0-9a-f]{64})\nsize (?P<size>\d{1,15})\n?"
)
LONGEST_POINTER = 1024
_AT_ONCE = 1 << 20


class LfsPointer(msgspec.Struct, frozen=True):
    """The content of a file that is kept elsewhere."""

    oid: str
    """The SHA-256 of the content."""
    size: int


def pointer_in(data: bytes) -> LfsPointer | None:
    """The pointer that a file of the repository is; ``None`` if it is the content itself."""
    found = _POINTER.fullmatch(data) if len(data) < LONGEST_POINTER else None
    return LfsPointer(found["oid"].decode(), int(found["size"])) if found is not None else None


class LfsObjects:
    """The objects of LFS that a clone has."""

    def __init__(self, project: Path) -> None:
        self._project = project
        self._folder: Path | None = None

    def provide(self, pointer: LfsPointer, work_tree_file: Path, place: Path) -> bool:
        """Put the content at a place, from the clone's objects or the file in the work tree; returns whether it did."""
        for source in (self._object(pointer.oid), work_tree_file):
            if _has(source, pointer):
                with suppress(OSError):
                    shutil.copyfile(source, place)
                    return True
        return False

    def _object(self, oid: str) -> Path:
        if self._folder is None:
            self._folder = self._objects_folder()
        return self._folder / oid[:2] / oid[2:4] / oid

    def _objects_folder(self) -> Path:
        common = Path(self._project, _line(git(self._project, "rev-parse", "--git-common-dir").out))
        storage = _line(git(self._project, "config", "--get", "lfs.storage").out)
        return common / (storage or "lfs") / "objects"


def _has(file: Path, pointer: LfsPointer) -> bool:
    """Whether a file has the content."""
    try:
        if file.is_symlink() or not file.is_file() or file.stat().st_size != pointer.size:
            return False
        state = lfs_digest()
        with file.open("rb") as read:
            while data := read.read(_AT_ONCE):
                state.update(data)
    except OSError:
        return False
    return state.hexdigest() == pointer.oid


def _line(out: bytes) -> str:
    return os.fsdecode(out).rstrip("\n")
