"""The result of publishing."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from builder.publish.linked_sites import LinkedSites
from builder.publish.manifest import Published


class Publication(msgspec.Struct, frozen=True, kw_only=True):
    """The changes that a build made in its output."""

    written: tuple[str, ...] = ()
    """Paths that are new or changed, sorted."""
    unchanged: int = 0
    removed: tuple[str, ...] = ()
    """Paths that earlier builds wrote and this one does not, sorted."""
    bytes_written: int = 0
    files: Mapping[str, Published] = msgspec.field(default_factory=dict)
    """For the next build: the files by path, including their list."""
    linked: LinkedSites | None = None
    """For the next build: how the sites were left; ``None`` if they share no files, or nothing was published."""


class Why(msgspec.Struct, frozen=True):
    """A page that was rebuilt."""

    path: str
    reasons: tuple[str, ...]
    is_written: bool
    """Whether its file changed; otherwise it was rebuilt with the same bytes."""
