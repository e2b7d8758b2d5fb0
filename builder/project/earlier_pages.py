"""Finds the pages whose texts differ between a revision and the work tree, if nothing else that is read does.

A site at the revision can then be made from the present one, without reading any other file.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from builder.content.git import git
from builder.content.source import Source, decode_source
from builder.project.lfs_objects import pointer_in
from builder.project.revision import Revision, compared_with, contents
from builder.theme.location import FOLDER as THEME

MODULES = ".gitmodules"


class ReadFiles(msgspec.Struct, frozen=True, kw_only=True):
    """The files of a project that a check reads, relative to the project."""

    pages: Collection[str]
    others: Collection[str]
    """Menus, partials, images and other files of the content."""
    named: Collection[str]
    """Files that need not exist: the configuration, redirects, the checklist lock."""
    folders: Collection[str]
    """Folders in which every file counts."""


def earlier_pages(project: Path, revision: Revision, files: ReadFiles) -> Mapping[str, Source] | None:
    """By path, the texts at the revision of pages that differ; ``None`` if another file differs or git lacks it."""
    if not revision.tree or not _all_tracked(project, revision, files):
        return None
    paths: list[str] = []
    for status, path in _changes(project, revision):
        if path in files.pages and status == "M":
            paths.append(path)
        elif _is_read(path, files):
            return None
    return _sources(project, revision, paths)


def _all_tracked(project: Path, revision: Revision, files: ReadFiles) -> bool:
    """Whether git has every file that is read, and no file is behind a link or in another repository."""
    tracked = frozenset(_listed(project, "ls-files", "-z", "--", "."))
    if not tracked.issuperset(files.pages) or not tracked.issuperset(files.others):
        return False
    beside = (*(name for name in files.named if name), THEME)
    if any(_listed(project, "--literal-pathspecs", "ls-files", "-z", "--others", "--", *beside)):
        return False
    return not any(_listed(project, "ls-files", "-z", "--", f":/{MODULES}"))


def _is_read(path: str, files: ReadFiles) -> bool:
    if path in files.pages or path in files.others or path in files.named:
        return True
    return any(path.startswith(f"{folder}/") for folder in (*files.folders, THEME) if folder) or "." in files.folders


def _changes(project: Path, revision: Revision) -> Iterator[tuple[str, str]]:
    """The changed files below the project: how, and the path in the project."""
    words = iter(os.fsdecode(compared_with(project, revision, "--name-status")).split("\0"))
    for status in words:
        path = next(words, "")
        if path.startswith(revision.prefix):
            yield status, path[len(revision.prefix) :]


def _sources(project: Path, revision: Revision, paths: Iterable[str]) -> Mapping[str, Source] | None:
    found: dict[str, Source] = {}
    for path, data in contents(project, revision, paths):
        source = decode_source(path, data).value if data is not None and pointer_in(data) is None else None
        if source is None:
            return None
        found[path] = source
    return found


def _listed(project: Path, *arguments: str) -> Iterator[str]:
    return filter(None, os.fsdecode(git(project, *arguments).out).split("\0"))
