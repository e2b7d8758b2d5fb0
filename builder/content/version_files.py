"""Sorts the files of one version into menu, pages and other files. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from builder.content.folder_menu import NAMES as FOLDER_MENU_NAMES
from builder.content.listing import FileStamp
from builder.content.page_names import PageNames
from builder.content.paths import composed
from builder.content.unread import MENU_NAMES, is_like_page, menu_problems, unread_pages, unused_folder_menu
from builder.diagnostics.diagnostic import Diagnostic


class VersionFiles(msgspec.Struct, frozen=True, kw_only=True):
    """The files below one version's folder."""

    pages: tuple[FileStamp, ...]
    menu: FileStamp | None
    folder_menus: Mapping[str, FileStamp]
    """Keyed by folder, relative to the version's folder; empty if the version has a menu."""
    others: Mapping[str, FileStamp]
    """Files that are neither pages nor menus, by path in the folder."""
    left_out: Counter[str]
    """The number of files that each pattern leaves out."""
    diagnostics: tuple[Diagnostic, ...]


def version_files(base: str, stamps: Sequence[FileStamp], names: PageNames) -> VersionFiles:
    """Divide the files of the version in the folder ``base`` into pages, menus and others."""
    menu = next((s for name in MENU_NAMES for s in stamps if s.path == f"{base}/{name}"), None)
    start = len(base) + 1
    patterns = {stamp.path: names.left_out_by(stamp.path[start:]) for stamp in stamps} if names.left_out else {}
    in_folders = _folder_menus(stamps, start)
    read = [stamp for stamp in stamps if not patterns.get(stamp.path)]
    pages = tuple(stamp for stamp in read if names.is_page(stamp.path) and stamp is not menu)
    others = {
        composed(stamp.path[start:]): stamp
        for stamp in stamps
        if stamp is not menu
        and not is_like_page(stamp.path)
        and not names.is_page(stamp.path)
        and not stamp.path.endswith(FOLDER_MENU_NAMES)
    }
    diagnostics = (
        *unread_pages((stamp.path for stamp in read), names),
        *menu_problems(base, menu.path if menu is not None else "", [stamp.path for stamp in stamps]),
        *(unused_folder_menu(stamp.path, menu.path) for stamp in in_folders.values() if menu is not None),
    )
    left_out = Counter(pattern for pattern in patterns.values() if pattern)
    return VersionFiles(
        pages=pages,
        menu=menu,
        folder_menus=in_folders if menu is None else {},
        others=others,
        left_out=left_out,
        diagnostics=diagnostics,
    )


def _folder_menus(stamps: Sequence[FileStamp], start: int) -> dict[str, FileStamp]:
    found: dict[str, FileStamp] = {}
    for name in reversed(FOLDER_MENU_NAMES):
        for stamp in stamps:
            if stamp.path.endswith("/" + name):
                found[stamp.path[start:].removesuffix(name).strip("/")] = stamp
    return found
