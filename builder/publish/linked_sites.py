"""The target and the previous site as a build left them: the same files by hard links, but for those that it changed.

As long as nothing else has changed them, the previous site becomes the next one by rewriting the files that differ,
without a look at each file in it. Changes by others are found by the size and time of each file of the target, and by
the time of each folder of both sites: adding, removing or replacing a file changes the time of its folder, and a file
of the previous site that is written in place is a file of the target as well, or one that differs anyway.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from builder.publish.folder_times import FolderTimes, are_as
from builder.publish.manifest import MANIFEST, Published, is_left_as


class LinkedSites(msgspec.Struct, frozen=True):
    """How a build left the target and the previous site."""

    target: FolderTimes
    previous: FolderTimes
    differing: tuple[str, ...]
    """Files that only one of the sites has, or that are not the same file in both."""


def are_left(linked: LinkedSites, target: Path, earlier: Mapping[str, Published], previous: Path) -> bool:
    """Whether the two sites are unchanged since; ``earlier`` are the files of the target."""
    return are_as(previous, linked.previous) and are_as(target, linked.target) and is_left_as(target, earlier)


def differing_files(files: Mapping[str, Published], earlier: Mapping[str, Published]) -> set[str]:
    """Paths of the files that a build made, replaced or removed."""
    return {MANIFEST, *(path for path in {*files, *earlier} if files.get(path) != earlier.get(path))}
