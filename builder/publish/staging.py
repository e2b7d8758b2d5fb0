"""Fills the folder that will replace the target: with links to unchanged files, and with new files."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

from msgspec.structs import replace

from builder.content.inside import open_inside
from builder.digests import bytes_digest
from builder.outputs.output import ArchiveOf, CopyOf, Later, Output, Pieces
from builder.publish.archive import write_archive
from builder.publish.manifest import MANIFEST, Published, is_same_file, manifest_of
from builder.publish.pieces import EarlierFile, write_pieces
from builder.publish.publication import Publication

COPIED_AT_ONCE = 1 << 20
"""The number of bytes per read when a file is copied."""

Write = Callable[[Iterable[Output]], list[Published]]
Spread = Callable[[Write, Sequence[Output]], list[Published]]
"""Applies a function to parts of the outputs, possibly in several processes; one result per output, in their order."""


def at_once(write: Write, outputs: Sequence[Output]) -> list[Published]:
    """All outputs in one part."""
    return write(outputs)


class StagingFolder:
    """The folder of the next site. It may contain an older one: files that are up to date stay."""

    def __init__(
        self,
        folder: Path,
        target: Path,
        project: Path,
        earlier: Mapping[str, Published],
        there: Mapping[str, Published],
    ) -> None:
        self._folder = os.fspath(folder)
        self._target = os.fspath(target)
        self._project = project
        self._earlier = earlier
        self._there = there
        """The files that should already be in the folder, by path."""
        self._was_there = os.path.isdir(self._folder)
        self._found: dict[str, os.stat_result | None] = {}
        """The wanted files that are there, by path."""
        self._folders = {""}
        """Folders that are there."""
        self.has_copied = False
        """Whether a file could not be linked, so that the two sites don't share it."""

    def fill(
        self, declared: Sequence[Output], current: Mapping[str, int], foreign: Sequence[str], spread: Spread
    ) -> Publication:
        """Lay out the declared files: ``current`` ones from the target, others newly made.

        ``current`` has the inode of each in the target, by path. The ``foreign`` files of the target are not ours;
        they are kept.
        """
        os.makedirs(self._folder, exist_ok=True)
        self._clear({*(output.path for output in declared), *foreign})
        files = {path: self._kept(path, current[path]) or self._linked(path) for path in sorted(current)}
        publication = self._with_changed(declared, files, spread)
        for path in foreign:
            self._link(path)
        return publication

    def fill_changed(self, declared: Sequence[Output], current: Collection[str], spread: Spread) -> Publication:
        """Make only the files that are not current in the target, to be moved to their places."""
        os.makedirs(self._folder, exist_ok=True)
        return self._with_changed(declared, {path: self._earlier[path] for path in sorted(current)}, spread)

    def update(
        self, changed: Sequence[Output], removed: AbstractSet[str], differing: Iterable[str], spread: Spread
    ) -> Publication:
        """Make the folder's site that of the target with other files ``changed`` and ``removed``.

        Until now, it is the same as the target but for the ``differing`` files.
        """
        fresh = {output.path for output in changed}
        current = {path: file for path, file in self._earlier.items() if path not in fresh and path not in removed}
        current.pop(MANIFEST, None)
        # What is in a folder comes before a file that takes the folder's place.
        for path in sorted({*differing, *fresh, *removed, MANIFEST}, reverse=True):
            self._remove(path)
        for path in differing:
            if path in current:
                self._link(path)
        return self._with_changed(changed, current, spread)

    def _remove(self, path: str) -> None:
        """Remove a file, and the folders above it that are empty then."""
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            os.unlink(f"{self._folder}/{path}")
        folder = path.rpartition("/")[0]
        while folder:
            try:
                os.rmdir(f"{self._folder}/{folder}")
            except OSError:
                return
            folder = folder.rpartition("/")[0]

    def _with_changed(self, declared: Sequence[Output], current: dict[str, Published], spread: Spread) -> Publication:
        """Make the files that are not among the ``current`` ones, and the manifest of all."""
        changed = [output for output in declared if output.path not in current]
        written = self._made([each for each in changed if not isinstance(each.make, ArchiveOf)], spread)
        # An archive holds the other files, so it is made after them.
        written.update(self._made([each for each in changed if isinstance(each.make, ArchiveOf)], at_once))
        files = {**current, **written}
        files[MANIFEST] = self._put_manifest(files)
        return Publication(
            written=tuple(written),
            unchanged=len(current),
            removed=(),
            bytes_written=sum(published.size for published in written.values()),
            files=files,
        )

    def _made(self, changed: Sequence[Output], spread: Spread) -> dict[str, Published]:
        """The new files by path, in their order. Equal keys mean equal bytes, so files with one key are made once."""
        first: dict[str, str] = {}
        originals = [output for output in changed if first.setdefault(output.key, output.path) == output.path]
        written = spread(self._write_all, originals)
        made = {output.path: published for output, published in zip(originals, written, strict=True)}
        return {
            output.path: made.get(output.path) or self._again(first[output.key], output.path, made[first[output.key]])
            for output in changed
        }

    def _again(self, source: str, path: str, published: Published) -> Published:
        """Link a file that was just written at another path too."""
        place = self._place(path)
        self._link_or_copy(f"{self._folder}/{source}", place)
        return replace(published, mtime_ns=os.stat(place).st_mtime_ns)

    def _put_manifest(self, files: Mapping[str, Published]) -> Published:
        data = manifest_of(files)
        status = os.stat(self._put(MANIFEST, data))
        return Published(key="", digest=bytes_digest(data), size=status.st_size, mtime_ns=status.st_mtime_ns)

    def _clear(self, wanted: AbstractSet[str]) -> None:
        """Remove files of an older site that the next one does not have, and record the folders that stay."""
        for inside, files in reversed(list(_folders_below(self._folder))):
            left = 0
            for path, status in files:
                if path in wanted:
                    left += 1
                    self._found[path] = status
                else:
                    os.unlink(f"{self._folder}/{path}")
            if left or inside in self._folders:
                self._folders.update((inside, os.path.dirname(inside)))
            elif inside:
                os.rmdir(f"{self._folder}/{inside}")

    def _kept(self, path: str, inode: int) -> Published | None:
        """A file that is already there with the same bytes as in the target, where it has that inode."""
        there, known, status = self._there.get(path), self._earlier[path], self._found.get(path)
        if there is None or status is None or there.digest != known.digest or not is_same_file(status, there):
            return None
        if status.st_ino != inode and not self.has_copied:
            # Two files with the same bytes: the sites share one of them, if the system can link files.
            return None
        return there if there.key == known.key else replace(there, key=known.key)

    def _linked(self, path: str) -> Published:
        self._link(path)
        return self._earlier[path]

    def _link(self, path: str) -> None:
        self._link_or_copy(f"{self._target}/{path}", self._place(path))

    def _place(self, path: str) -> str:
        """The path for a file, with nothing there: an existing file may be a hard link to the target's own."""
        place = f"{self._folder}/{path}"
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            self._make_folder(folder)
        elif self._was_there:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(place)
        return place

    def _make_folder(self, folder: str) -> None:
        """Create a folder and its parents; another process may create them too."""
        above = folder.rpartition("/")[0]
        if above not in self._folders:
            self._make_folder(above)
        with contextlib.suppress(FileExistsError):
            os.mkdir(f"{self._folder}/{folder}")
        self._folders.add(folder)

    def _write_all(self, outputs: Iterable[Output]) -> list[Published]:
        return [self._write(output) for output in outputs]

    def _write(self, output: Output) -> Published:
        pieces = b""
        if isinstance(output.make, Later):
            return replace(self._write(output.make.get()), key=output.key)
        if isinstance(output.make, CopyOf):
            place = self._place(output.path)
            _copy(self._project, output.make, place)
            digest = output.key
        elif isinstance(output.make, ArchiveOf):
            place, digest = self._put_archive(output.path, output.make)
        elif isinstance(output.make, Pieces):
            place = self._place(output.path)
            digest, pieces = write_pieces(place, output.make.each(), self._earlier_file(output.path))
        else:
            data = output.make()
            place = self._put(output.path, data)
            digest = bytes_digest(data)
        status = os.stat(place)
        return Published(key=output.key, digest=digest, size=status.st_size, mtime_ns=status.st_mtime_ns, pieces=pieces)

    def _earlier_file(self, path: str) -> EarlierFile | None:
        """The file of the target with that path."""
        known = self._earlier.get(path)
        return EarlierFile(f"{self._target}/{path}", known) if known is not None else None

    def _put_archive(self, path: str, archive: ArchiveOf) -> tuple[str, str]:
        place = self._place(path)
        return place, write_archive(place, archive, self._source)

    def _source(self, path: str) -> str:
        """A file of the site: newly made, or unchanged in the target."""
        made = f"{self._folder}/{path}"
        return made if os.path.lexists(made) else f"{self._target}/{path}"

    def _link_or_copy(self, source: str, place: str) -> None:
        try:
            os.link(source, place, follow_symlinks=False)
        except OSError:
            self.has_copied = True
            shutil.copy2(source, place, follow_symlinks=False)

    def _put(self, path: str, data: bytes) -> str:
        place = self._place(path)
        with open(place, "wb", buffering=0) as file:
            _write_whole(file, data)
        return place


def _copy(project: Path, source: CopyOf, place: str) -> None:
    with open_inside(project, source.path, source.shared) as read, open(place, "wb", buffering=0) as written:
        while data := read.read(COPIED_AT_ONCE):
            _write_whole(written, data)


def _write_whole(file: io.FileIO, data: bytes) -> None:
    """Write all bytes: an unbuffered write may be partial, and a full disk is reported only later."""
    written = file.write(data)
    while written < len(data):
        written += file.write(memoryview(data)[written:])


def files_below(folder: str) -> Iterator[tuple[str, os.stat_result | None]]:
    """Each file in a folder that may not exist: its path in it, and its status; ``None`` for a broken link."""
    if os.path.isdir(folder):
        for _, files in _folders_below(folder):
            yield from files


def _folders_below(folder: str) -> Iterator[tuple[str, list[tuple[str, os.stat_result | None]]]]:
    """Each folder below this one, starting with it, parents before children: its path, and its files.

    A link counts as a file, wherever it points.
    """
    waiting = [""]
    while waiting:
        inside = waiting.pop()
        before = f"{inside}/" if inside else ""
        files: list[tuple[str, os.stat_result | None]] = []
        with os.scandir(f"{folder}/{inside}") as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(before + entry.name)
                else:
                    files.append((before + entry.name, _status(entry)))
        yield inside, files


def _status(entry: os.DirEntry[str]) -> os.stat_result | None:
    try:
        return entry.stat()
    except OSError:
        return None
