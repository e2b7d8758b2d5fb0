"""Which changed files matter to a site, and as what. Pure."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from builder.checklist import LOCK_FILE
from builder.config import FILE, ProjectConfig
from builder.content.unread import MENU_NAMES

THEME = "theme"


class ChangedInputs(msgspec.Struct, frozen=True):
    """Changed files, relative to the project, by what they are."""

    pages: tuple[str, ...] = ()
    partials: tuple[str, ...] = ()
    """Names as partial tags give them: ``/v1.7/note.md``."""
    changed_images: tuple[str, ...] = ()
    """Addresses they are served at: ``/images/v1.7/a.png``."""
    others: tuple[str, ...] = ()
    """Menus, the theme, the configuration, folders: whatever concerns the whole site."""

    @property
    def nothing(self) -> bool:
        """Whether the site hangs on none of the changed files."""
        return not (self.pages or self.partials or self.changed_images or self.others)

    @property
    def only_pages(self) -> bool:
        """Whether nothing but texts of pages changed."""
        return bool(self.pages) and not (self.partials or self.changed_images or self.others)


def folders_of(config: ProjectConfig) -> frozenset[str]:
    """The folders at the top of the project that hold all that matters to a site, but for files beside them."""
    files = (config.redirects, config.markdown.glossary)
    roots = (*config.roots, THEME, *(name.rpartition("/")[0] for name in files))
    return frozenset(root.partition("/")[0] for root in roots if root)


def inputs_of(changed: Iterable[str], config: ProjectConfig) -> ChangedInputs:
    """The changed paths that matter, sorted; what no stage reads is left out."""
    pages: list[str] = []
    partials: list[str] = []
    changed_images: list[str] = []
    others: list[str] = []
    partials_folder, names = config.partials, config.reading.names
    for path in sorted(changed):
        root = next((root for root in config.images if path.startswith(root + "/")), None)
        static = next((root for root in config.reading.static if path.startswith(root + "/")), None)
        name = path.rpartition("/")[2]
        if root is not None:
            changed_images.append("/images" + path[len(root) :])
        elif static is not None:
            changed_images.append(path[len(static) :])
        elif path.startswith(partials_folder + "/") and names.is_page(name):
            partials.append(path[len(partials_folder) :])
        elif path.startswith(config.content + "/") and names.is_page(name) and name not in MENU_NAMES:
            pages.append(path)
        elif _concerns_all(path, name, config):
            others.append(path)
    return ChangedInputs(tuple(pages), tuple(partials), tuple(changed_images), tuple(others))


def _concerns_all(path: str, name: str, config: ProjectConfig) -> bool:
    """A name without a dot may be a folder that came, went or was renamed, and all below it with it."""
    files = (FILE, LOCK_FILE, config.redirects, config.markdown.glossary)
    if path in (*files, THEME, *config.roots):
        return True
    if path.startswith(THEME + "/"):
        return True
    above = any(root.startswith(path + "/") for root in config.roots)
    return above or (path.startswith(config.content + "/") and (name in MENU_NAMES or not _is_file(name)))


def _is_file(name: str) -> bool:
    """``v1.7.x`` is a folder in spite of its dots; ``a.md~`` and ``a.tmp`` are files that no stage reads."""
    suffix = name.rpartition(".")[2] if "." in name else ""
    return bool(suffix) and not name.startswith("v")
