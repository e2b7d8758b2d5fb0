"""Sorts changed files by their effect on a site. Pure."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from builder.checklist import LOCK_FILE
from builder.config import FILE, ProjectConfig
from builder.content.document import PARTIALS_FOLDER
from builder.content.paths import PAGE_SUFFIXES
from builder.content.unread import MENU_NAMES

THEME = "theme"


class ChangedInputs(msgspec.Struct, frozen=True):
    """Changed files, relative to the project, by their role."""

    pages: tuple[str, ...] = ()
    partials: tuple[str, ...] = ()
    """Names as in partial tags: ``/v1.7/note.md``."""
    changed_images: tuple[str, ...] = ()
    """URLs at which they are served: ``/images/v1.7/a.png``."""
    others: tuple[str, ...] = ()
    """Menus, the theme, the configuration, folders: everything that affects the whole site."""

    @property
    def nothing(self) -> bool:
        """Whether none of the changed files affects the site."""
        return not (self.pages or self.partials or self.changed_images or self.others)

    @property
    def only_pages(self) -> bool:
        """Whether only texts of pages changed."""
        return bool(self.pages) and not (self.partials or self.changed_images or self.others)


def folders_of(config: ProjectConfig) -> frozenset[str]:
    """The project's top-level folders whose files can affect a site, apart from single files outside them."""
    files = (config.redirects, config.markdown.glossary)
    roots = (config.content, *config.images, THEME, *(name.rpartition("/")[0] for name in files))
    return frozenset(root.partition("/")[0] for root in roots if root)


def inputs_of(changed: Iterable[str], config: ProjectConfig) -> ChangedInputs:
    """The changed paths that affect the site, sorted; files that no stage reads are left out."""
    pages: list[str] = []
    partials: list[str] = []
    changed_images: list[str] = []
    others: list[str] = []
    partials_folder = f"{config.content}/{PARTIALS_FOLDER}"
    for path in sorted(changed):
        root = next((root for root in config.images if path.startswith(root + "/")), None)
        name = path.rpartition("/")[2]
        if root is not None:
            changed_images.append("/images" + path[len(root) :])
        elif path.startswith(partials_folder + "/") and name.endswith(PAGE_SUFFIXES):
            partials.append(path[len(partials_folder) :])
        elif path.startswith(config.content + "/") and name.endswith(PAGE_SUFFIXES) and name not in MENU_NAMES:
            pages.append(path)
        elif _concerns_all(path, name, config):
            others.append(path)
    return ChangedInputs(tuple(pages), tuple(partials), tuple(changed_images), tuple(others))


def _concerns_all(path: str, name: str, config: ProjectConfig) -> bool:
    """Whether a path may be a folder, which affects all files in it: it has no dot, and may have been added, removed or
    renamed.
    """
    files = (FILE, LOCK_FILE, config.redirects, config.markdown.glossary)
    if path in (*files, config.content, THEME, *config.images):
        return True
    if path.startswith(THEME + "/"):
        return True
    above = any(root.startswith(path + "/") for root in (config.content, *config.images))
    return above or (path.startswith(config.content + "/") and (name in MENU_NAMES or not _is_file(name)))


def _is_file(name: str) -> bool:
    """Whether a path that no longer exists was a folder: ``v1.7.x`` was, but ``a.md~`` and ``a.tmp`` are files that no
    stage reads.
    """
    suffix = name.rpartition(".")[2] if "." in name else ""
    return bool(suffix) and not name.startswith("v")
