"""A site of texts that is published again and again, with the records that a store would keep."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from builder.outputs.output import Output
from builder.publish.linked_sites import LinkedSites
from builder.publish.manifest import MANIFEST, Published
from builder.publish.previous_site import PreviousSite
from builder.publish.publishing import publish


class PublishedTexts:
    """Publishes texts to ``site``."""

    def __init__(self, root: Path) -> None:
        self.root, self.site, self.previous = root, root / "site", root / "own/previous"
        self.files: Mapping[str, Published] = {}
        self.before: Mapping[str, Published] = {}
        self.linked: LinkedSites | None = None

    def publish(self, texts: Mapping[str, str], breaks_at: str = "") -> tuple[str, ...]:
        """Publish a text to each path, and return the paths that were written; the disk is full at ``breaks_at``."""

        def make(path: str) -> bytes:
            if path == breaks_at:
                raise OSError(28, "No space left on device")
            return texts[path].encode()

        outputs = [Output(path, f"{path} {texts[path]}", lambda path=path: make(path)) for path in texts]
        previous = PreviousSite(self.previous, self.before, self.linked)
        done = publish(outputs, self.site, self.root, self.files, previous=previous)
        if done.files is not self.files:
            self.files, self.before, self.linked = done.files, self.files, done.linked
        return done.written


def tree(folder: Path) -> dict[str, str]:
    """The text of each published file, by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    }
