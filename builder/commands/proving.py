"""``handrail build --prove``: the site that was published beside one that is built from nothing."""

from __future__ import annotations

import filecmp
from collections.abc import Iterator
from pathlib import Path

from builder.publish import MANIFEST, published_paths


def differences(published: Path, clean: Path) -> Iterator[str]:
    """Of the files that builds of ours wrote into either folder, those that are not the same bytes in both."""
    paths = {*published_paths(published), *published_paths(clean), MANIFEST}
    for path in sorted(paths):
        pair = published / path, clean / path
        if not all(file.is_file() for file in pair) or not filecmp.cmp(*pair, shallow=False):
            yield path
