"""A site that stands as it should: where nothing that a build looks at has changed, nothing is loaded.

A build leaves a note of every file it could have looked at, by size, time and inode, and of what it
found. If all are the same, and the site's files are as they were left, the note is the answer.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from builder.engine.digest import digest
from builder.engine.file_stamps import TICK_NS, now_ns
from builder.checklist import LOCK_FILE
from builder.config import FILE as CONFIG_FILE
from builder.content.discover import all_stamps
from builder.content.history import head_commit
from builder.content.listing import Listing
from builder.diagnostics.diagnostic import Diagnostic
from builder.pipeline.project_inputs import Request
from builder.publish import Published, is_left_as
from builder.theme.location import themes_of


class BuildRecord(msgspec.Struct, frozen=True):
    """What a build found."""

    inputs: str
    """A digest of all that it could look at."""
    pages: int
    files: int
    diagnostics: tuple[Diagnostic, ...]


class InputSnapshot(msgspec.Struct, frozen=True):
    """All that a build can look at, at one moment."""

    key: str
    """Of the note: one for each output folder."""
    inputs: str
    settled: bool
    """Whether every file is old enough that another change would show."""


def input_snapshot(request: Request, target: Path, listing: Listing) -> InputSnapshot:
    """Look at every file that a build of the request could read."""
    moment = now_ns()
    project, config = request.project, request.config
    roots = [project / config.content, *(project / folder for folder in config.images), *themes_of(project)]
    files = [project / name for name in (CONFIG_FILE, config.redirects, LOCK_FILE)]
    stamps = sorted(all_stamps(files, roots, listing), key=lambda stamp: stamp.path)
    settled = all(stamp.mtime_ns < moment - TICK_NS for stamp in stamps)
    inputs = digest(
        request.code,
        repr(request.config),
        request.edition,
        str(request.drafts),
        repr(request.only),
        head_commit(request.project) or "",
        repr(stamps),
    )
    return InputSnapshot(f"standing/{request.project.resolve()}/{target.resolve()}", inputs, settled)


def unchanged_since(
    request: Request, target: Path, around: InputSnapshot, earlier: dict[str, Published]
) -> BuildRecord | None:
    """What the last build found, if another would find and write the same."""
    data = request.store.get_many([around.key]).get(around.key)
    if data is None or not around.settled:
        return None
    try:
        state = msgspec.msgpack.decode(data, type=BuildRecord)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return None
    return state if state.inputs == around.inputs and is_left_as(target, earlier) else None


def keep_build_record(
    request: Request, around: InputSnapshot, diagnostics: tuple[Diagnostic, ...], pages: int, files: int
) -> None:
    """Leave a note for the next build; ``around`` is from before this one."""
    if around.settled:
        state = BuildRecord(around.inputs, pages, files, diagnostics)
        request.store.put_many({around.key: msgspec.msgpack.encode(state)})
