"""Records about published files that builds keep in the cache, from one to the next.

The files of a site are kept as the list of one build and the changes of later ones, so that an edit of a large site
adds a few lines.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from builder.digests import digest, path_key
from builder.engine.decoding import decoded
from builder.engine.store import Store
from builder.publish.linked_sites import LinkedSites, differing_files
from builder.publish.manifest import MANIFEST, Published, is_as, published_paths
from builder.publish.previous_site import PreviousSite
from builder.publish.publication import Publication

_LARGEST_SHARE = 20
"""If more than one in this many files changed since the list was stored, it is stored again."""
_ENCODE = msgspec.msgpack.Encoder().encode


class _Listed(msgspec.Struct, frozen=True):
    """All files of a build."""

    name: str
    files: dict[str, Published]


class _Changes(msgspec.Struct, frozen=True):
    """The changes since a list."""

    of: str = ""
    """The name of the list."""
    files: dict[str, Published] = {}
    gone: tuple[str, ...] = ()


class LastPublished(msgspec.Struct, frozen=True):
    """The files that the last build left in an output folder; none if they are not known."""

    files: Mapping[str, Published] = {}
    """Keyed by path."""
    listed: str = ""
    """The name of the list in the cache."""
    changes: _Changes = _Changes()


class _Previous(msgspec.Struct, frozen=True):
    """The site before the last, by its differences from the last."""

    files: dict[str, Published] = {}
    """Files that the last site does not have, or has with other content."""
    gone: tuple[str, ...] = ()
    """Files that only the last site has."""
    linked: LinkedSites | None = None


_LISTED = msgspec.msgpack.Decoder(_Listed)
_CHANGES = msgspec.msgpack.Decoder(_Changes)
_PREVIOUS = msgspec.msgpack.Decoder(_Previous)


def last_published(store: Store, output: Path) -> LastPublished:
    """The files that the last build left in an output folder."""
    place = path_key(output.resolve())
    data = store.get_many([_list_key(place), _changes_key(place)])
    listed = decoded(_LISTED, data.get(_list_key(place)))
    if listed is None:
        return LastPublished()
    changes = decoded(_CHANGES, data.get(_changes_key(place)))
    if changes is None or changes.of != listed.name:
        # Without its changes, a list is that of an earlier build: its files are found to be others, and made again.
        changes = _Changes(listed.name)
    files = listed.files
    files.update(changes.files)
    for path in changes.gone:
        files.pop(path, None)
    return LastPublished(files, listed.name, changes)


def paths_in(target: Path, last: LastPublished) -> frozenset[str]:
    """The files that builds wrote into an output folder, without their list, which is read only if it was changed."""
    known = last.files.get(MANIFEST)
    if known is not None and is_as(os.fspath(target), MANIFEST, known):
        return frozenset(last.files) - {MANIFEST}
    return published_paths(target)


def published_records(output: Path, last: LastPublished, publication: Publication) -> dict[str, bytes]:
    """The values to store about a publication, by key; ``last`` was published before it."""
    place, files, linked = path_key(output.resolve()), publication.files, publication.linked
    differing = linked.differing if linked is not None else tuple(sorted(differing_files(files, last.files)))
    previous = _Previous(
        {path: last.files[path] for path in differing if path in last.files},
        tuple(path for path in differing if path not in last.files),
        linked,
    )
    kept = {_previous_key(place): _ENCODE(previous)}
    changes = {**last.changes.files, **{path: files[path] for path in differing if path in files}}
    gone = {*last.changes.gone, *differing} - files.keys()
    if last.listed and (len(changes) + len(gone)) * _LARGEST_SHARE <= len(files):
        changes = {path: file for path, file in changes.items() if path in files}
        return {**kept, _changes_key(place): _ENCODE(_Changes(last.listed, changes, tuple(sorted(gone))))}
    # The list of published files has a digest of all of them, and its time tells builds with equal files apart.
    own = files[MANIFEST]
    name = digest(own.digest, str(own.mtime_ns))
    return {**kept, _list_key(place): _ENCODE(_Listed(name, dict(files))), _changes_key(place): _ENCODE(_Changes(name))}


def previous_site(store: Store, output: Path, folder: Path, last: LastPublished) -> PreviousSite:
    """The site that the build before the last one wrote to this output, kept in ``folder``."""
    key = _previous_key(path_key(output.resolve()))
    known = decoded(_PREVIOUS, store.get_many([key]).get(key)) or _Previous()
    files = {**last.files, **known.files}
    for path in known.gone:
        files.pop(path, None)
    return PreviousSite(folder, files, known.linked)


def _list_key(place: str) -> str:
    return f"published/{place}"


def _changes_key(place: str) -> str:
    return f"published-changes/{place}"


def _previous_key(place: str) -> str:
    return f"previous/{place}"
