"""The previous site, kept to become the next: shared files need not be written again."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from builder.publish.linked_sites import LinkedSites
from builder.publish.manifest import Published


class PreviousSite(msgspec.Struct, frozen=True):
    """A folder of the program's own, on the disk of the output, and its expected files."""

    folder: Path
    files: Mapping[str, Published]
    linked: LinkedSites | None = None
    """How the last build left both sites; ``None`` if that is not known."""


def usable(previous: PreviousSite | None, target: Path) -> PreviousSite | None:
    """The spare, if its folder can replace the target; its parent folder is created."""
    if previous is None:
        return None
    above = previous.folder.parent
    try:
        above.mkdir(parents=True, exist_ok=True)
        same_disk = os.stat(above).st_dev == os.stat(target.parent).st_dev
    except OSError:
        return None
    return previous if same_disk and not previous.folder.is_symlink() else None
