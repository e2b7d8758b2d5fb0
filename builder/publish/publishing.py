"""One publication: finds the changes, makes the files, and moves them to their places."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

import msgspec
from msgspec.structs import replace

from builder.errors import PublishError
from builder.outputs.output import Output
from builder.publish import journal
from builder.publish.atomic_swap import can_swap, inode_of, locked, staging_for, sweep, take_place
from builder.publish.declared import DeclaredOutputs
from builder.publish.folder_times import FolderTimes, folder_times, folders_of
from builder.publish.linked_sites import LinkedSites, differing_files
from builder.publish.manifest import (
    MANIFEST,
    OWN,
    STAGED,
    LateInterruptError,
    Published,
    ensure_ours,
    is_same_file,
    published_paths,
)
from builder.publish.previous_site import PreviousSite, usable
from builder.publish.publication import Publication
from builder.publish.publish_edit import EditRequest, publish_edit
from builder.publish.staging import Spread, StagingFolder, at_once, files_below


class _Plan(msgspec.Struct, frozen=True, kw_only=True):
    """The changes to make in a target."""

    target: Path
    project: Path
    declared: Sequence[Output]
    current: Mapping[str, int]
    """Files that stay unchanged: the inode of each in the target, by path."""
    removed: Sequence[str]
    foreign: Sequence[str]
    """Files in the target that are not ours."""
    there: AbstractSet[str]
    """All files in the target."""
    is_listed: bool
    """Whether the target's list of published files is already the new one."""
    earlier: Mapping[str, Published]


def publish(
    outputs: DeclaredOutputs | Iterable[Output],
    target: Path,
    project: Path,
    earlier: Mapping[str, Published],
    spread: Spread = at_once,
    previous: PreviousSite | None = None,
) -> Publication:
    """Write the outputs to ``target``, atomically.

    ``earlier`` are the files of the last build, or empty if they aren't known; after a change, they are in the spare's
    folder. Raises PublishError, and LateInterruptError for a Ctrl-C that came too late.
    """
    found = outputs if isinstance(outputs, DeclaredOutputs) else DeclaredOutputs(tuple(outputs))
    edit = EditRequest(
        declared=found,
        target=target,
        project=project,
        earlier=earlier,
        spread=spread,
        previous=usable(previous, target),
    )
    with _errors_named(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        with locked(target):
            ensure_ours(target)
            _resume(target)
            sweep(target)
            with _interrupts_placed(target):
                quick = publish_edit(edit)
            if quick is not None:
                return quick
            declared = sorted(found.every(earlier), key=lambda output: output.path)
            _ensure_apart({output.path for output in declared})
            plan, listed = _planned(declared, target, project, earlier)
            if len(plan.current) == len(declared) and plan.is_listed:
                return Publication(unchanged=len(plan.current), files=earlier)
            with _interrupts_placed(target):
                if can_swap(target):
                    publication = _publish_whole(plan, spread, usable(previous, target))
                else:
                    publication = _publish_inside(plan, spread)
    return replace(publication, removed=tuple(path for path in plan.removed if path in listed))


def resume(target: Path) -> None:
    """Finish a publication that was killed while files were replaced one by one. Raises PublishError."""
    if journal.is_pending(target):
        with _errors_named(target), locked(target):
            _resume(target)


def _resume(target: Path) -> None:
    if journal.is_pending(target):
        journal.finish(target)
    elif os.path.lexists(target / STAGED):
        journal.discard(target)


@contextlib.contextmanager
def _interrupts_placed(target: Path) -> Iterator[None]:
    """For a Ctrl-C inside: finish the publication; the exception says whether the new site is published."""
    before = inode_of(target / MANIFEST)
    try:
        yield
    except KeyboardInterrupt:
        if journal.is_pending(target):
            journal.finish(target)
        if inode_of(target / MANIFEST) != before:
            raise LateInterruptError from None
        raise


@contextlib.contextmanager
def _errors_named(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        place = f" ('{error.filename}')" if error.filename and os.fspath(error.filename) != os.fspath(target) else ""
        raise PublishError(f"The site can't be written to '{target}': {error.strerror or error}{place}.") from error


def _planned(
    declared: Sequence[Output], target: Path, project: Path, earlier: Mapping[str, Published]
) -> tuple[_Plan, AbstractSet[str]]:
    """The plan, and the paths in the target's list of published files."""
    listed = published_paths(target)
    # The list may be damaged, so files that the last build is known to have written are ours too.
    ours = (listed | earlier.keys()) - {MANIFEST}
    there = {path: status for path, status in files_below(os.fspath(target)) if path.partition("/")[0] not in OWN}
    paths = {output.path for output in declared}
    removed = sorted(path for path in ours - paths if path in there)
    foreign = sorted(there.keys() - paths - ours - {MANIFEST})
    known = earlier.get(MANIFEST)
    is_listed = listed == paths and known is not None and is_same_file(there.get(MANIFEST), known)
    return _Plan(
        target=target,
        project=project,
        declared=declared,
        current=_current(declared, there, earlier),
        removed=removed,
        foreign=foreign,
        there=there.keys(),
        is_listed=is_listed,
        earlier=earlier,
    ), listed


def _ensure_apart(paths: AbstractSet[str]) -> None:
    """Raise PublishError if a file would have to be a folder too."""
    for path in sorted(folders_of(paths) & paths):
        raise PublishError(f"'{path}' would be both a file and a folder. Give a page or a redirect another address.")


def _current(
    declared: Sequence[Output], there: Mapping[str, os.stat_result | None], earlier: Mapping[str, Published]
) -> dict[str, int]:
    """The inodes of files whose content and keys are the same as after the last build, by path."""
    found = {}
    for output in declared:
        known, status = earlier.get(output.path), there.get(output.path)
        if known is not None and known.key == output.key and status is not None and is_same_file(status, known):
            found[output.path] = status.st_ino
    return found


def _publish_whole(plan: _Plan, spread: Spread, kept: PreviousSite | None) -> Publication:
    """Make the whole site in a new folder, which then replaces the target in one step."""
    target, folder, before = plan.target, staging_for(plan.target), inode_of(plan.target)
    there = _taken_out(kept, folder) if kept is not None else {}
    try:
        stage = StagingFolder(folder, target, plan.project, plan.earlier, there)
        publication = stage.fill(plan.declared, plan.current, plan.foreign, spread)
        shares = kept is not None and before is not None and not stage.has_copied
        times = folder_times(folder, (*publication.files, *plan.foreign)) if shares else None
        if not _took_place(folder, target, before):
            # The swap is refused after all: a layer of an image, a mount that looks like any folder.
            return _moved_inside(plan, folder, publication)
        if kept is not None and before is not None:
            with contextlib.suppress(OSError):
                kept.folder.parent.mkdir(parents=True, exist_ok=True)
                os.rename(folder, kept.folder)
                return replace(publication, linked=_linked(plan, publication, times, kept))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return publication


def _linked(plan: _Plan, publication: Publication, times: FolderTimes | None, kept: PreviousSite) -> LinkedSites | None:
    """How the sites are left; ``times`` are those of the target's folders, ``None`` if the sites share no files."""
    if times is None:
        return None
    differing = differing_files(publication.files, plan.earlier) | set(plan.removed)
    return LinkedSites(times, folder_times(kept.folder, plan.there), tuple(sorted(differing)))


def _taken_out(kept: PreviousSite, folder: Path) -> Mapping[str, Published]:
    """Move the previous site to where the next one is made, so that pruning the cache can't remove it meanwhile.

    Returns its expected files: none if there is no such site.
    """
    if not kept.folder.is_dir():
        return {}
    try:
        os.rename(kept.folder, folder)
    except OSError:
        return {}
    return kept.files


def _took_place(folder: Path, target: Path, before: int | None) -> bool:
    try:
        return take_place(folder, target, before)
    except OSError as error:
        if error.errno in (errno.EXDEV, errno.EBUSY):
            return False
        raise


def _publish_inside(plan: _Plan, spread: Spread) -> Publication:
    """Make the changed files in a folder of the target, and move them to their places one by one."""
    _ensure_room(plan)
    staged = plan.target / STAGED
    try:
        stage = StagingFolder(staged, plan.target, plan.project, plan.earlier, {})
        publication = stage.fill_changed(plan.declared, plan.current, spread)
        journal.begin(plan.target, publication.written, plan.removed)
        journal.finish(plan.target)
    finally:
        if not journal.is_pending(plan.target):
            journal.discard(plan.target)
    return publication


def _moved_inside(plan: _Plan, folder: Path, publication: Publication) -> Publication:
    """The same with files that were made elsewhere."""
    _ensure_room(plan)
    staged = plan.target / STAGED
    try:
        for path in (*publication.written, MANIFEST):
            place = staged / path
            place.parent.mkdir(parents=True, exist_ok=True)
            _move(folder / path, place)
        # The remaining files are no longer a site.
        shutil.rmtree(folder, ignore_errors=True)
        journal.begin(plan.target, publication.written, plan.removed)
        journal.finish(plan.target)
    finally:
        if not journal.is_pending(plan.target):
            journal.discard(plan.target)
    return publication


def _move(source: Path, place: Path) -> None:
    try:
        os.rename(source, place)
    except OSError:
        shutil.copy2(source, place)


def _ensure_room(plan: _Plan) -> None:
    """Raise PublishError if a foreign file is in the way; a swap notices that while making the folder."""
    paths = {output.path for output in plan.declared}
    folders = folders_of(paths)
    for path in plan.foreign:
        if path in folders or folders_of([path]) & paths:
            raise PublishError(f"'{path}' in the output is in the way, and Handrail did not write it. Move it away.")
