"""The last site but one, kept to become the next: what both have in common need not be laid out again."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from builder.publish.manifest import Published


class PreviousSite(msgspec.Struct, frozen=True):
    """A folder of the program's own, on the disk of the output, and what should lie in it."""

    folder: Path
    files: Mapping[str, Published]


def usable(previous: PreviousSite | None, target: Path) -> PreviousSite | None:
    """The spare, if its folder can take the target's place; the folder above it is made."""
    if previous is None:
        return None
    above = previous.folder.parent
    try:
        above.mkdir(parents=True, exist_ok=True)
        same_disk = os.stat(above).st_dev == os.stat(target.parent).st_dev
    except OSError:
        return None
    return previous if same_disk and not previous.folder.is_symlink() else None
