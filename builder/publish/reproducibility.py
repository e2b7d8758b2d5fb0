"""``handrail build --prove``: compares the published site with one built from scratch."""

from __future__ import annotations

import filecmp
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from builder.publish.manifest import MANIFEST, published_paths


def differences(published: Path, build: Callable[[Path], object]) -> list[str]:
    """The files that ``build`` makes differently in the folder that it is given."""
    with tempfile.TemporaryDirectory(prefix="handrail-proof-") as folder:
        clean = Path(folder) / "site"
        build(clean)
        return list(_differences(published, clean))


def _differences(published: Path, clean: Path) -> Iterator[str]:
    """The files that builds wrote into either folder and that differ between the two."""
    paths = {*published_paths(published), *published_paths(clean), MANIFEST}
    for path in sorted(paths):
        pair = published / path, clean / path
        if not all(file.is_file() for file in pair) or not filecmp.cmp(*pair, shallow=False):
            yield path
