"""The manifest of an output folder: the list of files that builds wrote, which marks the folder as ours."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from builder.errors import PublishError

MANIFEST = ".handrail-manifest.json"
"""The name of the list in the output; it marks the folder as ours."""

JOURNAL = ".handrail-journal.json"
"""In the output only while its files are replaced one by one."""

STAGED = ".handrail-staged"
"""The folder of staged files in the output."""

OWN = frozenset({JOURNAL, STAGED})
"""Names in an output folder that are neither published nor foreign."""

_NOBODYS = OWN | {"lost+found"}
_FORMAT = 1


class Published(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """A file as the last build left it."""

    key: str
    digest: str
    size: int
    mtime_ns: int
    pieces: bytes = b""
    """For a file that is made in pieces: their digests and lengths, as :mod:`~builder.publish.pieces` reads them."""


class LateInterruptError(KeyboardInterrupt):
    """Ctrl-C came after the new site was published."""

    def __str__(self) -> str:
        return "Interrupted; the new site was already published."


@contextlib.contextmanager
def late_interrupts() -> Iterator[None]:
    """Run code after a site is published: Ctrl-C raises LateInterruptError in it."""
    try:
        yield
    except KeyboardInterrupt:
        raise LateInterruptError from None


def ensure_ours(target: Path) -> None:
    """Raise PublishError if ``target`` contains files that no build of ours wrote."""
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise PublishError(f"'{target}' is not a folder. Name another output folder with -o, or move it away.")
    if target.is_dir() and not (target / MANIFEST).is_file() and _holds_anything(target):
        raise PublishError(
            f"'{target}' contains files that Handrail did not write, so nothing is written there. "
            "Name another output folder with -o, or empty this one."
        )


def _holds_anything(target: Path) -> bool:
    """Whether it contains more than remains of a killed first publication and entries that file systems create."""
    with os.scandir(target) as entries:
        return any(entry.name not in _NOBODYS for entry in entries)


def is_left_as(target: Path, files: Mapping[str, Published]) -> bool:
    """Whether the site exists with all its files as a build left them."""
    before, stat = f"{os.fspath(target)}/", os.stat
    try:
        # Each build does this for all files, so nothing is called for one that need not be.
        for path, known in files.items():
            status = stat(before + path)
            if status.st_size != known.size or status.st_mtime_ns != known.mtime_ns:
                return False
    except OSError:
        return False
    return MANIFEST in files


def is_as(folder: str, path: str, known: Published) -> bool:
    """Whether a file is as a build left it, by size and time."""
    try:
        return is_same_file(os.stat(f"{folder}/{path}"), known)
    except OSError:
        return False


def is_same_file(status: os.stat_result | None, known: Published) -> bool:
    """Whether a file with this status is as a build left it; ``None`` means that it does not exist."""
    return status is not None and status.st_size == known.size and status.st_mtime_ns == known.mtime_ns


class _Manifest(msgspec.Struct):
    format: int
    files: dict[str, str]


def published_paths(target: Path) -> frozenset[str]:
    """The files that builds wrote into an output folder, without their list."""
    try:
        manifest = msgspec.json.decode((target / MANIFEST).read_bytes(), type=_Manifest)
    except (OSError, ValueError, msgspec.MsgspecError, RecursionError):
        return frozenset()
    return frozenset(manifest.files) if manifest.format == _FORMAT else frozenset()


def manifest_of(files: Mapping[str, Published]) -> bytes:
    """The list of these files, as bytes."""
    listing = {path: files[path].digest for path in sorted(files)}
    return msgspec.json.encode({"format": _FORMAT, "files": listing}) + b"\n"
