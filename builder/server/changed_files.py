"""Sorts changed files by their effect on a site."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

import msgspec

from builder.config import FILE, ProjectConfig
from builder.content.code_files import path_of
from builder.content.inside import shared_roots
from builder.content.project_files import LOCK_FILE
from builder.content.unread import MENU_NAMES
from builder.server.watch_plan import WatchedInputs
from builder.structure.site import Site

THEME = "theme"
GIT = ".git"
"""Reported in place of the files in which git keeps which commit is checked out."""
LEFT_BY_EDITORS = ("~", ".tmp", ".swp", ".swx", ".bak", "#")
"""Suffixes of temporary files that editors write next to the edited file."""


class ChangedInputs(msgspec.Struct, frozen=True, kw_only=True):
    """Changed files, relative to the project, by their role."""

    pages: tuple[str, ...] = ()
    partials: tuple[str, ...] = ()
    """Names as in partial tags: ``/v1.7/note.md``."""
    changed_images: tuple[str, ...] = ()
    """URLs at which they are served: ``/images/v1.7/a.png``."""
    others: tuple[str, ...] = ()
    """Menus, the theme, the configuration, folders: everything that affects the whole site."""
    commit: bool = False
    """Whether another commit may be checked out, so that pages have other dates."""

    @property
    def nothing(self) -> bool:
        """Whether none of the changed files affects the site."""
        return not (self.pages or self.partials or self.changed_images or self.others or self.commit)

    @property
    def only_pages(self) -> bool:
        """Whether only texts of pages changed."""
        return bool(self.pages) and not (self.partials or self.changed_images or self.others)

    @property
    def only_commit(self) -> bool:
        """Whether no file changed but git's own."""
        return self.commit and not (self.pages or self.partials or self.changed_images or self.others)


class SiteFiles:
    """The files and folders that a site was made from."""

    def __init__(self, project: Path, site: Site) -> None:
        self._project = project
        self.site = site

    def is_folder(self, path: str) -> bool:
        """Whether there is a folder of this path, or was one when the site was made."""
        return path in self._folders or os.path.isdir(self._project / path)

    def matters(self, path: str) -> bool:
        """Whether a file next to pages was added or removed, or is shown by a page."""
        is_there = os.path.isfile(self._project / path)
        return path in self.addresses or (path in self._files) != is_there

    @cached_property
    def addresses(self) -> Mapping[str, tuple[str, ...]]:
        """The addresses at which pages show a file, by path."""
        found: dict[str, set[str]] = {}
        for resolutions in self.site.resolutions.values():
            for resolution in resolutions:
                if resolution.kind == "file":
                    found.setdefault(resolution.path, set()).add(resolution.served)
        return {path: tuple(sorted(urls)) for path, urls in found.items()}

    @cached_property
    def code(self) -> frozenset[str]:
        """The files of code that pages show."""
        return frozenset(path_of(name) for page in self.site.pages for name in page.facts.code_files)

    @cached_property
    def _files(self) -> frozenset[str]:
        return frozenset(stamp.path for stamp in self.site.tree.files.values())

    @cached_property
    def _folders(self) -> frozenset[str]:
        tree, found = self.site.tree, set[str]()
        pages = (stamp for stamps in tree.pages.values() for stamp in stamps)
        for stamp in (*pages, *tree.partials.values(), *tree.images.values(), *tree.files.values()):
            folder = stamp.path.rpartition("/")[0]
            while folder and folder not in found:
                found.add(folder)
                folder = folder.rpartition("/")[0]
        return frozenset(found)


def _single_files(config: ProjectConfig) -> tuple[str, ...]:
    return FILE, LOCK_FILE, config.redirects, config.markdown.glossary, *config.inventories.values()


def watched_inputs(project: Path, config: ProjectConfig, code: frozenset[str] = frozenset()) -> WatchedInputs:
    """The project's top-level folders whose files can affect a site, and single files outside them.

    ``code`` are the files of code that pages show.
    """
    files = tuple(filter(None, _single_files(config)))
    roots = (*config.roots, THEME, *(name.rpartition("/")[0] for name in files))
    return WatchedInputs(
        folders=frozenset(root.partition("/")[0] for root in roots if root),
        files=frozenset(files),
        shared=shared_roots(project, (*config.shared_folders, *config.code_folders))[0],
        code=code,
    )


def inputs_of(changed: Iterable[str], config: ProjectConfig, known: SiteFiles) -> ChangedInputs:
    """The changed paths that affect the site, sorted; files that no stage reads are left out."""
    pages: list[str] = []
    partials: list[str] = []
    changed_images: list[str] = []
    others: list[str] = []
    commit = False
    partials_folder, names = config.partials, config.reading.names
    for path in sorted(changed):
        root = next((root for root in config.images if path.startswith(root + "/")), None)
        name = path.rpartition("/")[2]
        if path == GIT:
            commit = True
        elif root is not None:
            changed_images.extend(("/images" + path[len(root) :], *known.addresses.get(path, ())))
        elif path.startswith(partials_folder + "/") and names.is_page(name):
            partials.append(path[len(partials_folder) :])
        elif path.startswith(config.content + "/") and names.is_page(name) and name not in MENU_NAMES:
            pages.append(path)
        elif path in known.addresses:
            changed_images.extend(known.addresses[path])
        elif path in known.code or _concerns_all(path, name, config, known):
            others.append(path)
    return ChangedInputs(
        pages=tuple(pages),
        partials=tuple(partials),
        changed_images=tuple(dict.fromkeys(changed_images)),
        others=tuple(others),
        commit=commit,
    )


def _concerns_all(path: str, name: str, config: ProjectConfig, known: SiteFiles) -> bool:
    if path in (*_single_files(config), THEME, *config.roots):
        return True
    if path.startswith((f"{THEME}/", *(f"{root}/" for root in config.reading.static))) or any(
        root.startswith(path + "/") for root in config.roots
    ):
        return not name.endswith(LEFT_BY_EDITORS)
    if not path.startswith(config.content + "/"):
        return False
    # A folder that came, went or was renamed, and everything below it with it.
    return name in MENU_NAMES or known.is_folder(path) or (not name.endswith(LEFT_BY_EDITORS) and known.matters(path))
