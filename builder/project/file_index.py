"""Stage 2 for all files: digests of texts and facts of images; only changed files are read."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from copy import copy
from pathlib import Path
from typing import Generic, TypeVar

from builder.content.images import ImageInfo, inspect_image
from builder.content.listing import FileStamp
from builder.content.source import Source, read_source
from builder.diagnostics.diagnostic import Diagnostic
from builder.engine.file_stamps import FileStampCache, KnownFile, KnownFiles, now_ns
from builder.engine.store import Store

V = TypeVar("V", str, ImageInfo)

MOST_HELD = 32_000_000
"""The most characters of texts kept in memory; other texts are read again."""


class _Noting(Generic[V]):
    """Stamps of one kind, as loaded and as they will be stored."""

    def __init__(self, store: Store, key: str, type: type[V]) -> None:
        self._book: FileStampCache[V] = FileStampCache(store, key, type)
        self._old: KnownFiles[V] = self._book.load()
        self._new: dict[str, KnownFile[V]] = {}
        self._taken_ns = now_ns()
        self._read = 0

    def known(self, stamp: FileStamp) -> V | None:
        value = self._old.find(stamp.path, stamp)
        if value is not None:
            self._new[stamp.path] = self._old.files[stamp.path]
        return value

    def note(self, stamp: FileStamp, value: V) -> None:
        self._new[stamp.path] = KnownFile(
            size=stamp.size, mtime_ns=stamp.mtime_ns, ctime_ns=stamp.ctime_ns, inode=stamp.inode, value=value
        )
        self._read += 1

    def apart(self) -> _Noting[V]:
        """The same knowledge, with nothing noted yet."""
        other = copy(self)
        other._old = KnownFiles(self._taken_ns, self._new)
        other._new = {}
        return other

    def save(self) -> None:
        if self._read or len(self._new) != len(self._old.files):
            self._book.save(self._new, self._taken_ns)


class FileIndex:
    """Reads a project's files; keeps the texts that it read, because they are needed soon."""

    def __init__(self, project: Path, store: Store, identity: str, shared: tuple[str, ...] = ()) -> None:
        """``shared`` are the folders outside the project that may contain files."""
        self._project = project
        self._shared = shared
        self._texts: _Noting[str] = _Noting(store, f"texts/{identity}", str)
        self._images: _Noting[ImageInfo] = _Noting(store, f"images/{identity}", ImageInfo)
        self._sources: dict[str, Source] = {}
        self._held = 0
        self._is_stored = True
        self._elsewhere: Collection[str] = ()
        self._folder_elsewhere = project
        self.diagnostics: list[Diagnostic] = []

    def apart(self, folder: Path, same: Collection[str]) -> FileIndex:
        """The same knowledge, for another state of the project in ``folder``; nothing of that is stored.

        The files with the paths ``same`` are those of this project, and are read from here.
        """
        other = copy(self)
        other._project, other._folder_elsewhere, other._elsewhere = folder, self._project, same
        other._texts, other._images = self._texts.apart(), self._images.apart()
        other._sources, other._held, other._is_stored, other.diagnostics = {}, 0, False, []
        return other

    def digest(self, stamp: FileStamp) -> str | None:
        """The digest of a file's text; ``None``, and a diagnostic, if it can't be read."""
        known = self._texts.known(stamp)
        if known is not None:
            return known
        source = self.source(stamp.path)
        if source is None:
            return None
        self._texts.note(stamp, source.digest)
        return source.digest

    def source(self, path: str) -> Source | None:
        """A file's text; ``None``, and a diagnostic, if it can't be read."""
        known = self._sources.get(path)
        if known is not None:
            return known
        outcome = read_source(self._folder(path), path, self._shared)
        self.diagnostics.extend(outcome.diagnostics)
        source = outcome.value
        if source is not None and self._held < MOST_HELD:
            self._held += len(source.text)
            self._sources[path] = source
        return source

    def text(self, path: str, digest: str) -> Source | None:
        """The text of a file with this digest; ``None`` if it has changed."""
        known = self._sources.get(path)
        if known is None or known.digest != digest:
            known = read_source(self._folder(path), path, self._shared).value
        return known if known is not None and known.digest == digest else None

    def _folder(self, path: str) -> Path:
        return self._folder_elsewhere if path in self._elsewhere else self._project

    def forget(self) -> None:
        """Drop the kept texts; later calls read the files again."""
        self._sources.clear()
        self._held = 0

    def images(self, stamps: Iterable[FileStamp]) -> dict[str, ImageInfo]:
        """Facts about each image file, by path."""
        found: dict[str, ImageInfo] = {}
        for stamp in stamps:
            info = self._images.known(stamp)
            if info is None:
                info = inspect_image(self._folder(stamp.path), stamp.path, self._shared)
                self._images.note(stamp, info)
            found[stamp.path] = info
        return found

    def save(self) -> None:
        """Store the stamps for the next build."""
        if self._is_stored:
            self._texts.save()
            self._images.save()
