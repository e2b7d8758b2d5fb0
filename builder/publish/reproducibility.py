"""``handrail build --prove``: the site that was published beside one that is built from nothing."""

from __future__ import annotations

import filecmp
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from builder.publish import MANIFEST, published_paths


def differences(published: Path, build: Callable[[Path], object]) -> list[str]:
    """The files that are not as ``build`` makes them in the folder it is given."""
    with tempfile.TemporaryDirectory(prefix="handrail-proof-") as folder:
        clean = Path(folder) / "site"
        build(clean)
        return list(_differences(published, clean))


def _differences(published: Path, clean: Path) -> Iterator[str]:
    """Of the files that builds of ours wrote into either folder, those that are not the same bytes in both."""
    paths = {*published_paths(published), *published_paths(clean), MANIFEST}
    for path in sorted(paths):
        pair = published / path, clean / path
        if not all(file.is_file() for file in pair) or not filecmp.cmp(*pair, shallow=False):
            yield path
