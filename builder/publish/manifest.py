"""What is known of an output folder: the files that builds left there, and the list of them that marks it as ours."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

MANIFEST = ".handrail-manifest.json"
"""The list of what a build wrote, in the output; it marks the folder as ours."""

_FORMAT = 1


class Published(msgspec.Struct, frozen=True, array_like=True):
    """One file as the last build left it."""

    key: str
    digest: str
    size: int
    mtime_ns: int


class Publication(msgspec.Struct, frozen=True):
    """What a build did to its output."""

    written: tuple[str, ...] = ()
    """Paths that are new or changed, sorted."""
    unchanged: int = 0
    removed: tuple[str, ...] = ()
    """Paths that earlier builds wrote and this one doesn't, sorted."""
    bytes_written: int = 0
    files: Mapping[str, Published] = msgspec.field(default_factory=dict)
    """For the next build: by path."""


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


def is_left_as(target: Path, files: Mapping[str, Published]) -> bool:
    """Whether the site is there with all its files as a build left them."""
    folder = os.fspath(target)
    return bool(files) and (target / MANIFEST).is_file() and all(is_as(folder, *file) for file in files.items())


def is_as(folder: str, path: str, known: Published) -> bool:
    """Whether a file is as a build left it, by size and time."""
    try:
        return is_same_file(os.stat(f"{folder}/{path}"), known)
    except OSError:
        return False


def is_same_file(status: os.stat_result | None, known: Published) -> bool:
    """Whether a file that looks so is as a build left it; ``None`` stands for one that isn't there."""
    return status is not None and status.st_size == known.size and status.st_mtime_ns == known.mtime_ns


class _Manifest(msgspec.Struct):
    format: int
    files: dict[str, str]


def published_paths(target: Path) -> frozenset[str]:
    """The files that builds wrote into an output folder, but for the list of them."""
    try:
        manifest = msgspec.json.decode((target / MANIFEST).read_bytes(), type=_Manifest)
    except (OSError, msgspec.DecodeError, msgspec.ValidationError):
        return frozenset()
    return frozenset(manifest.files) if manifest.format == _FORMAT else frozenset()


def manifest_of(files: Mapping[str, Published]) -> bytes:
    """The list of these files, as it lies in the output."""
    listing = {path: files[path].digest for path in sorted(files)}
    return msgspec.json.encode({"format": _FORMAT, "files": listing}) + b"\n"
