"""Dates of the last commits of a project's pages, read from git only when another commit is checked out."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from builder.content import history
from builder.digests import digest
from builder.engine.decoding import decoded
from builder.engine.store import Store
from builder.project.project import Project


def last_changes(project: Project, store: Store) -> Mapping[str, str]:
    """The day of the last commit of each page, by path; empty outside a git repository."""
    head = history.head_commit(project.folder)
    if not head:
        return {}
    key = digest("history", str(project.folder.resolve()), project.config.content, head)
    data = store.get_many([key]).get(key)
    known = decoded(_DAYS, data)
    if known is not None:
        return known
    changes = history.last_changes(project.folder, project.config.content)
    store.put_many({key: msgspec.msgpack.encode(changes)})
    return changes


_DAYS = msgspec.msgpack.Decoder(dict[str, str])
