"""Publishes an edit at the cost of what it changes: the previous site becomes the next one by the files that differ.

All other files are the same in both sites, by hard links (:mod:`~builder.publish.linked_sites`), so only those are
linked, made or removed that the last build changed or this one does. Then the sites are swapped in one step. Where
anything else was touched, or files get new paths, the whole publication looks at every file instead.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

import msgspec
from msgspec.structs import replace

from builder.outputs.output import Output
from builder.publish.atomic_swap import can_swap, inode_of, staging_for, take_place
from builder.publish.declared import DeclaredOutputs
from builder.publish.folder_times import times_after
from builder.publish.linked_sites import LinkedSites, are_left
from builder.publish.manifest import MANIFEST, Published
from builder.publish.previous_site import PreviousSite
from builder.publish.publication import Publication
from builder.publish.staging import Spread, StagingFolder


class EditRequest(msgspec.Struct, frozen=True, kw_only=True):
    """The publication of a site over its last build."""

    declared: DeclaredOutputs
    target: Path
    project: Path
    earlier: Mapping[str, Published]
    """The files of the target, as the last build left them."""
    spread: Spread
    previous: PreviousSite | None


def publish_edit(request: EditRequest) -> Publication | None:
    """Publish the files that differ; ``None`` if the sites have to be compared file by file."""
    previous, earlier = request.previous, request.earlier
    outputs = request.declared.outputs
    if previous is None or previous.linked is None or any(output.path not in earlier for output in outputs):
        return None
    if not are_left(previous.linked, request.target, earlier, previous.folder):
        return None
    changed = [output for output in outputs if earlier[output.path].key != output.key]
    removed = earlier.keys() - {output.path for output in outputs} - set(request.declared.kept.paths) - {MANIFEST}
    if not changed and not removed:
        return Publication(unchanged=len(earlier) - 1, files=earlier)
    if not can_swap(request.target):
        return None
    return _published(request, previous, sorted(changed, key=lambda output: output.path), removed)


def _published(
    request: EditRequest, previous: PreviousSite, changed: Sequence[Output], removed: AbstractSet[str]
) -> Publication | None:
    linked, target, folder = previous.linked, request.target, staging_for(request.target)
    assert linked is not None
    before = inode_of(target)
    try:
        os.rename(previous.folder, folder)
    except OSError:
        return None
    try:
        stage = StagingFolder(folder, target, request.project, request.earlier, {})
        publication = stage.update(changed, removed, linked.differing, request.spread)
        differing = {MANIFEST, *removed, *(output.path for output in changed)}
        times = times_after(linked.previous, folder, {*differing, *linked.differing})
        if stage.has_copied or not _took_place(folder, target, before):
            return None
        with contextlib.suppress(OSError):
            os.rename(folder, previous.folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    after = LinkedSites(times, linked.target, tuple(sorted(differing)))
    return replace(publication, removed=tuple(sorted(removed)), linked=after)


def _took_place(folder: Path, target: Path, before: int | None) -> bool:
    try:
        return take_place(folder, target, before)
    except OSError:
        return False
