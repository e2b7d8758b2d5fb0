"""Stage 8, input/output: the outputs become the site, all of them or none.

1. Declared outputs whose key, and whose file, are as the last build left them are linked, not made;
2. the rest are made and written into a folder beside the target, or into the last site but one, if that was kept;
3. files in the target that are not ours are carried over: what we did not write is never deleted;
4. that folder takes the old one's place in one step; the old one is kept for the next build, or removed.

Killed at any moment, the old or the new site stands complete.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

from msgspec.structs import replace

from builder.outputs.output import Output
from builder.publish.manifest import (
    MANIFEST,
    Publication,
    Published,
    PublishError,
    ensure_ours,
    is_left_as,
    is_same_file,
    published_paths,
)
from builder.publish.previous_site import PreviousSite, usable
from builder.publish.staging import Spread, StagingFolder, Write, at_once, files_below
from builder.publish.atomic_swap import locked, staging_for, swap, sweep

__all__ = [
    "MANIFEST",
    "Publication",
    "PublishError",
    "Published",
    "PreviousSite",
    "Spread",
    "Write",
    "at_once",
    "ensure_ours",
    "is_left_as",
    "publish",
    "published_paths",
]


def publish(
    outputs: Iterable[Output],
    target: Path,
    project: Path,
    earlier: Mapping[str, Published],
    spread: Spread = at_once,
    previous: PreviousSite | None = None,
) -> Publication:
    """Write the outputs to ``target``, atomically.

    ``earlier`` is what the last build left, or empty if that isn't known; where anything changes, it is afterwards what
    lies in the spare's folder. Raises PublishError.
    """
    declared = sorted(outputs, key=lambda output: output.path)
    _ensure_apart({output.path for output in declared})
    target.parent.mkdir(parents=True, exist_ok=True)
    with locked(target):
        ensure_ours(target)
        sweep(target)
        listed = published_paths(target)
        there = dict(files_below(os.fspath(target)))
        current = _current(declared, there, earlier)
        removed = tuple(sorted(listed - {output.path for output in declared}))
        if len(current) == len(declared) and not removed and target.is_dir():
            return Publication(unchanged=len(current), files=earlier)
        kept = usable(previous, target)
        base = kept if kept is not None and kept.folder.is_dir() else PreviousSite(staging_for(target), {})
        folder = base.folder
        foreign = there.keys() - {output.path for output in declared} - listed - {MANIFEST}
        try:
            stage = StagingFolder(folder, target, project, earlier, base.files)
            publication = stage.fill(declared, current, sorted(foreign), spread)
            _replace(target, folder, kept)
        except OSError as error:
            raise PublishError(f"The site can't be written: {error.strerror or error}.") from error
        finally:
            shutil.rmtree(staging_for(target), ignore_errors=True)
        return replace(publication, removed=removed)


def _ensure_apart(paths: AbstractSet[str]) -> None:
    """Raise PublishError if a file would have to be a folder too."""
    folders: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    for path in sorted(folders & paths):
        raise PublishError(f"'{path}' would be a file and a folder at once. Give a page or a redirect another address.")


def _current(
    declared: Sequence[Output], there: Mapping[str, os.stat_result | None], earlier: Mapping[str, Published]
) -> set[str]:
    """Paths whose key and file are as the last build left them."""
    found = set()
    for output in declared:
        known = earlier.get(output.path)
        if known is not None and known.key == output.key and is_same_file(there.get(output.path), known):
            found.add(output.path)
    return found


def _replace(target: Path, folder: Path, kept: PreviousSite | None) -> None:
    has_old = swap(folder, target)
    if has_old and kept is not None and folder != kept.folder:
        os.rename(folder, kept.folder)
