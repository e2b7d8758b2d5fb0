"""Publishes inside the folder, for a folder that can't be replaced by another one: a mount point, a layer of an image.

1. The new files are written into a folder of the target, :data:`STAGED`.
2. A list of all that is to be done comes beside it, :data:`JOURNAL`, in one step. From here on the new site is certain.
3. File by file takes its place, what is gone is removed, and the list and the folder go.

Killed before the second step, the old site is complete. Killed later, the site is between the two as long as the list
is there: readers that must not see that look for it. The next build first does what is left of the list.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from builder.publish.manifest import JOURNAL, MANIFEST, OWN, STAGED

_FORMAT = 1


class _Journal(msgspec.Struct):
    format: int
    place: list[str]
    """Files of the staged folder that take the place of the same path; the list of published files comes last."""
    remove: list[str]


def begin(target: Path, place: Sequence[str], remove: Iterable[str]) -> None:
    """Make the publication of the staged files certain."""
    data = msgspec.json.encode(_Journal(_FORMAT, [*place, MANIFEST], sorted(remove)))
    written = target / STAGED / JOURNAL
    written.write_bytes(data)
    os.rename(written, target / JOURNAL)


def is_pending(target: Path) -> bool:
    """Whether an unfinished publication is there."""
    return os.path.lexists(target / JOURNAL)


def finish(target: Path) -> None:
    """Finish a publication. Raises OSError; then it can be called again.

    The journal is not trusted: it changes nothing outside the target, and no file behind a link.
    """
    journal = _read(target / JOURNAL)
    if journal is not None:
        folder = _Folder(os.fspath(target))
        for path in journal.remove:
            folder.remove(path)
        for path in journal.place:
            folder.take(path)
    (target / JOURNAL).unlink(missing_ok=True)
    discard(target)


def discard(target: Path) -> None:
    """Remove the staged files of a publication that was never begun."""
    staged = target / STAGED
    if staged.is_symlink() or staged.is_file():
        staged.unlink()
    else:
        shutil.rmtree(staged, ignore_errors=True)


def _read(path: Path) -> _Journal | None:
    """``None`` for an invalid journal: nothing of it is done, and the next build checks each file."""
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            return None
        journal = msgspec.json.decode(path.read_bytes(), type=_Journal)
    except (OSError, ValueError, msgspec.MsgspecError, RecursionError):
        return None
    paths = (*journal.place, *journal.remove)
    return journal if journal.format == _FORMAT and all(map(_is_inside, paths)) else None


def _is_inside(path: str) -> bool:
    parts = path.split("/")
    foreign_marks = "\0\\:" if os.name == "nt" else "\0"
    return not {"", ".", ".."} & set(parts) and parts[0] not in OWN and not any(mark in path for mark in foreign_marks)


class _Folder:
    """The target while its files are replaced."""

    def __init__(self, target: str) -> None:
        self._target = target
        self._real: dict[str, bool] = {"": True}
        """Which folders exist and are not links, by path in the target."""

    def remove(self, path: str) -> None:
        """Remove a file, and then the empty folders above it."""
        if not self._is_real(os.path.dirname(path)):
            return
        try:
            os.unlink(f"{self._target}/{path}")
        except (FileNotFoundError, IsADirectoryError):
            pass
        except PermissionError:
            # Some systems report a folder with this error.
            if not os.path.isdir(f"{self._target}/{path}"):
                raise
        folder = os.path.dirname(path)
        while folder:
            try:
                os.rmdir(f"{self._target}/{folder}")
            except OSError:
                return
            self._real.pop(folder, None)
            folder = os.path.dirname(folder)

    def take(self, path: str) -> None:
        """Move a staged file to its place; a file that is no longer staged is there already."""
        source = f"{STAGED}/{path}"
        if not self._is_real(os.path.dirname(source)) or not self._is_file(source):
            return
        if not self._make(os.path.dirname(path)):
            return
        try:
            os.replace(f"{self._target}/{source}", f"{self._target}/{path}")
        except OSError as error:
            if error.errno not in (errno.EISDIR, errno.EACCES, errno.EPERM, errno.ENOTEMPTY, errno.EEXIST):
                raise
            # An unused empty folder may be in its place.
            os.rmdir(f"{self._target}/{path}")
            os.replace(f"{self._target}/{source}", f"{self._target}/{path}")

    def _is_file(self, path: str) -> bool:
        try:
            return stat.S_ISREG(os.lstat(f"{self._target}/{path}").st_mode)
        except OSError:
            return False

    def _is_real(self, folder: str) -> bool:
        """Whether a folder exists, and neither it nor a folder above it is a link."""
        known = self._real.get(folder)
        if known is None:
            known = self._is_real(os.path.dirname(folder)) and _is_folder(f"{self._target}/{folder}")
            if known:
                self._real[folder] = True
        return known

    def _make(self, folder: str) -> bool:
        """Create a folder and its parents; false if a link or a file is in the way, which the next build reports."""
        if self._is_real(folder):
            return True
        if not self._make(os.path.dirname(folder)):
            return False
        try:
            os.mkdir(f"{self._target}/{folder}")
        except FileExistsError:
            return False
        self._real[folder] = True
        return True


def _is_folder(path: str) -> bool:
    try:
        return stat.S_ISDIR(os.lstat(path).st_mode)
    except OSError:
        return False
