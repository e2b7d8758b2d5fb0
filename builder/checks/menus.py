"""Checks menus: every entry must point to a page, every page should have an entry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from builder.checks.locations import new_address
from builder.content.addresses import scheme_of
from builder.content.folder_menu import FolderMenu
from builder.content.menu import Menu, MenuEntry
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.place import Place, diagnostic_at, in_file, milder
from builder.diagnostics.suggest import Names, nearest
from builder.structure.navigation import missing_from
from builder.structure.page import Page
from builder.structure.places import Resolution
from builder.structure.site import Site
from builder.vocabulary.icons import known_icon

SAID_OF_LINKS: dict[str, tuple[str, str]] = {
    "unresolved": ("link-unresolved", "does not lead to a page"),
    "escapes-root": ("link-escapes-root", "leads out of the site"),
    "anchor-missing": ("anchor-missing", "leads to an anchor that does not exist"),
    "case": ("link-case", "differs from the page's slug in letter case"),
    "malformed": ("link-malformed", "is not a valid URL"),
    "unsafe": ("link-unsafe", "has a scheme that is never published"),
    "scheme": ("link-scheme", "has a scheme that this site does not publish"),
    "draft": ("link-to-draft", "leads to a draft"),
    "redirected": ("link-to-redirect", "leads to an old address"),
}
"""Messages for links outside of pages, by the status of their target; links to pages of another edition are allowed."""

_NO_PAGE: tuple[str, str] = ("menu-target-missing", "does not lead to a page")
_CODES: dict[str, tuple[str, str]] = {**SAID_OF_LINKS, "unresolved": _NO_PAGE, "escapes-root": _NO_PAGE}


def check_menus(site: Site) -> Iterator[Diagnostic]:
    """Every menu file, and every folder's part of a menu."""
    for version, folders in site.folder_menus.items():
        members = _members(site, version)
        for folder, part in folders.items():
            yield from _folder(site, folder, part, members.get(folder, {}))
    for page in site.pages:
        icon = page.facts.front_matter.get("menu_icon")
        if isinstance(icon, str) and icon.strip() and not known_icon(site.settings.icons, icon.strip()):
            line, column = page.facts.front_matter_places.get("menu_icon", (1, 1))
            yield _no_icon(site, icon.strip(), in_file(page.path, line, column))
    for version, menu in site.menus.items():
        pages = tuple(page for page in site.pages if page.version == version)
        wrong = list(_targets(site, menu, pages[0])) if pages else []
        yield from wrong
        yield from _icons(site, menu)
        missing = [page for page in missing_from(site.navigations[version], pages) if page.slug]
        # A page whose entry is wrong is not a second mistake.
        if not menu.is_broken and len(missing) > len(wrong) + menu.mistakes:
            for page in missing:
                message = f"No entry of '{menu.path}' leads to the page '/{page.slug}'."
                yield diagnostic_at("page-not-in-menu", in_file(page.path, 1, 1), message, subject=page.slug)


def _members(site: Site, version: str) -> dict[str, dict[str, None]]:
    """The names of the pages and folders in each folder, by version and folder."""
    members: dict[str, dict[str, None]] = {}
    for name, slug in site.places.pages:
        above = slug if name == version else ""
        while above:
            folder, _, last = above.rpartition("/")
            known = members.setdefault(folder, {})
            if last in known:
                break
            known[last] = None
            above = folder
    return members


def _folder(site: Site, folder: str, part: FolderMenu, names: Mapping[str, None]) -> Iterator[Diagnostic]:
    for entry in part.pages:
        if entry.name not in names:
            near = nearest(entry.name, sorted(names))
            message = f"'pages' names '{entry.name}', and there is no such page or folder in '/{folder}'."
            hint = f"Did you mean '{near[0]}'?" if near else ""
            place = in_file(part.path, entry.line, entry.column)
            yield diagnostic_at("menu-target-missing", place, message, entry.name, hint, near)
    if part.icon and not known_icon(site.settings.icons, part.icon):
        yield _no_icon(site, part.icon, in_file(part.path, *part.icon_place))


def _targets(site: Site, menu: Menu, page: Page) -> Iterator[Diagnostic]:
    slugs = _VersionNames(site)
    for entry in menu.entries:
        if not entry.url:
            continue
        is_address = "://" in entry.url or scheme_of(entry.url) != ""
        target = entry.url if is_address else "/" + entry.url.lstrip("/")
        found = site.resolver.resolve(target, page)
        if found.problem in _CODES:
            yield _problem(slugs, menu, entry, found, page.version)


def _icons(site: Site, menu: Menu) -> Iterator[Diagnostic]:
    for icon in menu.icons:
        if not icon.name.strip() or known_icon(site.settings.icons, icon.name.strip()):
            continue
        yield _no_icon(site, icon.name, in_file(menu.path, icon.line, icon.column))


def _no_icon(site: Site, name: str, place: Place) -> Diagnostic:
    near = nearest(name, sorted(site.settings.icons))
    hint = f"Did you mean '{near[0]}'?" if near else ""
    return diagnostic_at("icon-undefined", place, f"There is no icon '{name}'.", name, hint, near)


class _VersionNames:
    """Suggestions for menu entries that point to no page."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._names: dict[str, Names] = {}

    def near(self, found: Resolution) -> tuple[str, ...]:
        """Slugs of the version with a similar spelling."""
        if found.problem != "unresolved":
            return ()
        names = self._names.get(found.version)
        if names is None:
            slugs = (slug for version, slug in self._site.places.pages if version == found.version and slug)
            names = self._names[found.version] = Names(slugs)
        wanted = unquote(found.url.partition("#")[0]).strip("/").removeprefix(f"{found.version}/")
        return tuple(f"/{slug}" for slug in names.nearest(wanted))


def _problem(slugs: _VersionNames, menu: Menu, entry: MenuEntry, found: Resolution, version: str) -> Diagnostic:
    code, said = _CODES[found.problem]
    message = f"The menu entry '{' / '.join(entry.category)}': '{entry.url}' {said}."
    near = slugs.near(found)
    if found.problem in ("case", "redirected"):
        near = (new_address(found, version),)
    place = Place(
        line=entry.line,
        column=entry.column,
        end_line=entry.line,
        end_column=entry.column + len(entry.url),
        path=menu.path,
    )
    hint = f"Did you mean '{near[0]}'?" if near else ""
    return outside_pages(diagnostic_at(code, place, message, entry.url, hint, near), found)


def outside_pages(diagnostic: Diagnostic, found: Resolution) -> Diagnostic:
    """The diagnostic of a link outside of pages; a link to a draft is less serious there."""
    return milder(diagnostic) if found.problem == "draft" else diagnostic
