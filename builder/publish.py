"""Stage 8, input/output: the outputs become the site, all of them or none.

1. Declared outputs whose key, and whose file, are as the last build left them are linked, not made;
2. the rest are made and written into a new folder beside the target;
3. files in the target that are not ours are carried over: what we did not write is never deleted;
4. the new folder takes the old one's place in one step; the old one is removed.

Killed at any moment, the old or the new site stands complete.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import msgspec

from builder.outputs.output import CopyOf, Output

MANIFEST = ".handrail-manifest.json"
"""The list of what a build wrote, in the output; it marks the folder as ours."""

MANIFEST_FORMAT = 1
_STAGING = ".handrail-staging-"
_FCNTL: Any = importlib.import_module("fcntl") if sys.platform != "win32" else None
"""Windows has no locks on folders; there, two builds at once are kept apart by the swap alone."""

_AT_FDCWD = -100
_EXCHANGE = 2


@dataclass(frozen=True, slots=True)
class Published:
    """One file as the last build left it."""

    key: str
    digest: str
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Publication:
    """What a build did to its output."""

    written: tuple[str, ...] = ()
    """Paths that are new or changed, sorted."""
    unchanged: int = 0
    removed: tuple[str, ...] = ()
    """Paths that earlier builds wrote and this one doesn't, sorted."""
    bytes_written: int = 0
    files: Mapping[str, Published] = field(default_factory=dict)
    """For the next build: by path."""


Spread = Callable[[Callable[[Sequence[Output]], list[Published]], Sequence[Output]], list[list[Published]]]
"""Applies a function to shares of the outputs, in order: in several processes, say."""


def at_once(write: Callable[[Sequence[Output]], list[Published]], outputs: Sequence[Output]) -> list[list[Published]]:
    """All outputs in one share."""
    return [write(outputs)]


class PublishError(Exception):
    """The output can't be written; the message says why and what to do."""


def ensure_ours(target: Path) -> None:
    """Raise PublishError if ``target`` holds anything and no build of ours wrote it."""
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise PublishError(f"'{target}' is not a folder. Name another output folder with -o, or move it away.")
    if target.is_dir() and any(target.iterdir()) and not (target / MANIFEST).is_file():
        raise PublishError(
            f"'{target}' holds files that Handrail did not write, so nothing is written there. "
            "Name another output folder with -o, or empty this one."
        )


def publish(
    outputs: Iterable[Output],
    target: Path,
    project: Path,
    earlier: Mapping[str, Published],
    spread: Spread = at_once,
) -> Publication:
    """Write the outputs to ``target``, atomically.

    ``earlier`` is what the last build left, or empty if that isn't known. Raises PublishError.
    """
    declared = sorted(outputs, key=lambda output: output.path)
    target.parent.mkdir(parents=True, exist_ok=True)
    with _locked(target):
        ensure_ours(target)
        _sweep(target)
        listed = _read_manifest(target)
        current = {o.path for o in declared if _is_current(o, target, earlier.get(o.path))}
        removed = tuple(sorted(set(listed) - {o.path for o in declared}))
        if len(current) == len(declared) and not removed and target.is_dir():
            return Publication(unchanged=len(current), files=earlier)
        staging = target.parent / f"{_STAGING}{target.name}-{os.getpid()}"
        try:
            stage = _Stage(staging, target, project, earlier, frozenset(listed))
            publication = stage.fill(declared, current, spread)
            _swap(staging, target)
        except OSError as error:
            raise PublishError(f"The site can't be written: {error.strerror or error}.") from error
        finally:
            shutil.rmtree(staging, ignore_errors=True)
        return replace(publication, removed=removed)


class _Stage:
    """Fills the folder that will take the target's place."""

    def __init__(
        self,
        staging: Path,
        target: Path,
        project: Path,
        earlier: Mapping[str, Published],
        listed: frozenset[str],
    ) -> None:
        self.staging = os.fspath(staging)
        self.target = os.fspath(target)
        self.project = project
        self.earlier = earlier
        self.listed = listed
        self.folders: set[str] = set()

    def fill(self, declared: list[Output], current: set[str], spread: Spread) -> Publication:
        os.makedirs(self.staging, exist_ok=True)
        files = {path: self.earlier[path] for path in sorted(current)}
        for path in files:
            self._link(path)
        changed = [output for output in declared if output.path not in current]
        written = [published for share in spread(self._write_all, changed) for published in share]
        files.update((output.path, published) for output, published in zip(changed, written, strict=True))
        self._keep_foreign({output.path for output in declared})
        self._write_manifest(files)
        size = sum(published.size for published in written)
        return Publication(tuple(output.path for output in changed), len(current), (), size, files)

    def _write_all(self, outputs: Sequence[Output]) -> list[Published]:
        return [self._write(output) for output in outputs]

    def _place(self, path: str) -> str:
        folder = os.path.join(self.staging, os.path.dirname(path))
        if folder not in self.folders:
            os.makedirs(folder, exist_ok=True)
            self.folders.add(folder)
        return os.path.join(self.staging, path)

    def _link(self, path: str) -> None:
        _link_or_copy(os.path.join(self.target, path), self._place(path))

    def _write(self, output: Output) -> Published:
        place = self._place(output.path)
        if isinstance(output.make, CopyOf):
            shutil.copyfile(self.project / output.make.path, place)
            digest = output.key
        else:
            data = output.make()
            with open(place, "wb") as file:
                file.write(data)
            digest = hashlib.blake2b(data, digest_size=16).hexdigest()
        status = os.stat(place)
        return Published(output.key, digest, status.st_size, status.st_mtime_ns)

    def _keep_foreign(self, ours: set[str]) -> None:
        for path in _files_below(self.target):
            if path not in ours and path not in self.listed and path != MANIFEST:
                self._link(path)

    def _write_manifest(self, files: Mapping[str, Published]) -> None:
        listing = {path: files[path].digest for path in sorted(files)}
        data = msgspec.json.encode({"format": MANIFEST_FORMAT, "files": listing})
        Path(self._place(MANIFEST)).write_bytes(data + b"\n")


def is_left_as(target: Path, files: Mapping[str, Published]) -> bool:
    """Whether the site is there with all its files as a build left them."""
    return bool(files) and (target / MANIFEST).is_file() and all(_is_as(target, *file) for file in files.items())


def _is_current(output: Output, target: Path, known: Published | None) -> bool:
    return known is not None and known.key == output.key and _is_as(target, output.path, known)


def _is_as(target: Path, path: str, known: Published) -> bool:
    try:
        status = os.stat(f"{target}/{path}")
    except OSError:
        return False
    return status.st_size == known.size and status.st_mtime_ns == known.mtime_ns


def _link_or_copy(source: str, place: str) -> None:
    try:
        os.link(source, place, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, place, follow_symlinks=False)


def _files_below(folder: str) -> Iterator[str]:
    if not os.path.isdir(folder):
        return
    start = len(folder) + 1
    for base, _, names in os.walk(folder):
        for name in names:
            yield os.path.join(base, name)[start:].replace(os.sep, "/")


class _Manifest(msgspec.Struct):
    format: int
    files: dict[str, str]


def published_paths(target: Path) -> frozenset[str]:
    """The files that builds wrote into an output folder, but for the list of them."""
    return frozenset(_read_manifest(target))


def _read_manifest(target: Path) -> dict[str, str]:
    try:
        manifest = msgspec.json.decode((target / MANIFEST).read_bytes(), type=_Manifest)
    except (OSError, msgspec.DecodeError, msgspec.ValidationError):
        return {}
    return manifest.files if manifest.format == MANIFEST_FORMAT else {}


def _sweep(target: Path) -> None:
    """Remove what builds that were killed left beside the target."""
    for left in target.parent.glob(f"{_STAGING}{target.name}-*"):
        shutil.rmtree(left, ignore_errors=True)


def _swap(staging: Path, target: Path) -> None:
    """Put ``staging`` in the place of ``target`` in one step where the system can."""
    if not target.exists():
        os.rename(staging, target)
    elif not _exchange(staging, target):
        # Two steps; between them the old site stands beside its place, under the staging name.
        aside = target.parent / f"{_STAGING}{target.name}-{os.getpid()}-old"
        os.rename(target, aside)
        os.rename(staging, target)
        shutil.rmtree(aside, ignore_errors=True)


def _exchange(first: Path, second: Path) -> bool:
    """Exchange two folders' names atomically (renameat2, Linux; renamex_np, macOS)."""
    if sys.platform == "win32":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    a, b = os.fsencode(first), os.fsencode(second)
    if hasattr(libc, "renameat2"):
        return bool(libc.renameat2(_AT_FDCWD, a, _AT_FDCWD, b, _EXCHANGE) == 0)
    if hasattr(libc, "renamex_np"):
        return bool(libc.renamex_np(a, b, _EXCHANGE) == 0)
    return False


@contextmanager
def _locked(target: Path) -> Iterator[None]:
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
