"""A site that stands as it should: where nothing that a build looks at has changed, nothing is loaded.

A build leaves a note of every file it could have looked at, by size, time and inode, and of what it
found. If all are the same, and the site's files are as they were left, the note is the answer.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from builder.cache.digest import digest
from builder.cache.stamps import TICK_NS, now_ns
from builder.content.history import head_commit
from builder.diagnostics.diagnostic import Diagnostic
from builder.pipeline.gathering import Request
from builder.publish import Published, is_left_as
from builder.theme.location import themes_of


@dataclass(frozen=True, slots=True)
class Standing:
    """What a build found."""

    inputs: str
    """A digest of all that it could look at."""
    pages: int
    files: int
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """All that a build can look at, at one moment."""

    key: str
    """Of the note: one for each output folder."""
    inputs: str
    settled: bool
    """Whether every file is old enough that another change would show."""


def surroundings(request: Request, target: Path) -> Surroundings:
    """Look at every file that a build of the request could read."""
    moment = now_ns()
    stamps = sorted(_stamps(request))
    settled = all(changed < moment - TICK_NS for _, _, changed, _ in stamps)
    inputs = digest(
        request.code,
        repr(request.config),
        request.edition,
        str(request.drafts),
        repr(request.only),
        head_commit(request.project) or "",
        repr(stamps),
    )
    return Surroundings(f"standing/{request.project.resolve()}/{target.resolve()}", inputs, settled)


def still_standing(
    request: Request, target: Path, around: Surroundings, earlier: dict[str, Published]
) -> Standing | None:
    """What the last build found, if another would find and write the same."""
    data = request.store.get_many([around.key]).get(around.key)
    if data is None or not around.settled:
        return None
    try:
        standing = msgspec.msgpack.decode(data, type=Standing)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return None
    return standing if standing.inputs == around.inputs and is_left_as(target, earlier) else None


def keep_standing(
    request: Request, around: Surroundings, diagnostics: tuple[Diagnostic, ...], pages: int, files: int
) -> None:
    """Leave a note for the next build; ``around`` is from before this one."""
    if around.settled:
        standing = Standing(around.inputs, pages, files, diagnostics)
        request.store.put_many({around.key: msgspec.msgpack.encode(standing)})


_Stamp = tuple[str, int, int, int]


def _stamps(request: Request) -> Iterator[_Stamp]:
    """Path, size, time and inode of the files beside the configuration, of all content, images and themes."""
    project, config = request.project, request.config
    with os.scandir(project) as entries:
        yield from (_stamp(entry, entry.name) for entry in entries if entry.is_file())
    roots = [project / config.content, *(project / folder for folder in config.images), *themes_of(project)]
    entered: set[tuple[int, int]] = set()
    for root in roots:
        yield from _below(os.fspath(root), entered)


def _below(folder: str, entered: set[tuple[int, int]]) -> Iterator[_Stamp]:
    """Every file below a folder; folders that were entered before, by links or as another root, are passed over."""
    try:
        status = os.stat(folder)
        place = (status.st_dev, status.st_ino)
        if place in entered:
            return
        entered.add(place)
        with os.scandir(folder) as entries:
            for entry in entries:
                path = f"{folder}/{entry.name}"
                if entry.is_dir():
                    yield from _below(path, entered)
                else:
                    yield _stamp(entry, path)
    except OSError as error:
        yield (folder, -1, error.errno or 0, 0)


def _stamp(entry: os.DirEntry[str], path: str) -> _Stamp:
    try:
        status = entry.stat()
    except OSError as error:
        return (path, -1, error.errno or 0, 0)
    return (path, status.st_size, status.st_mtime_ns, status.st_ino)
