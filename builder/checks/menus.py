"""Menus: every entry leads to a page, every page has an entry."""

from __future__ import annotations

from collections.abc import Iterator

from builder.content.menu import Menu, MenuEntry
from builder.diagnostics.diagnostic import Diagnostic, Severity
from builder.structure.links import Resolution
from builder.structure.navigation import missing_from
from builder.structure.page import Page
from builder.structure.site import Site

_CODES: dict[str, tuple[str, Severity, str]] = {
    "unresolved": ("menu-target-missing", "error", "leads to no page"),
    "escapes-root": ("menu-target-missing", "error", "leads to no page"),
    "anchor-missing": ("anchor-missing", "error", "leads to an anchor that the page has not"),
    "case": ("link-case", "error", "differs from the page's slug in letter case"),
    "malformed": ("link-malformed", "error", "is no proper URL"),
    "unsafe": ("link-unsafe", "error", "has a scheme that is never published"),
    "draft": ("link-to-draft", "warning", "leads to a draft"),
    "redirected": ("link-to-redirect", "info", "leads to an old address"),
}
"""What is said of an entry, by what is wrong with its target; another edition's page is left out on purpose."""


def check_menus(site: Site) -> Iterator[Diagnostic]:
    """Every menu file."""
    for version, menu in site.menus.items():
        pages = tuple(page for page in site.pages if page.version == version)
        if pages:
            yield from _targets(site, menu, pages[0])
        for page in missing_from(site.navigations[version], pages):
            if page.slug:
                message = f"No entry of '{menu.path}' leads to the page '/{page.slug}'."
                yield Diagnostic("page-not-in-menu", "info", message, page.path, 1, 1, subject=page.slug)


def _targets(site: Site, menu: Menu, page: Page) -> Iterator[Diagnostic]:
    for entry in menu.entries:
        if not entry.url:
            continue
        target = entry.url if "://" in entry.url else "/" + entry.url.lstrip("/")
        found = site.resolver.resolve(target, page)
        if found.problem in _CODES:
            yield _finding(menu, entry, found)


def _finding(menu: Menu, entry: MenuEntry, found: Resolution) -> Diagnostic:
    code, severity, said = _CODES[found.problem]
    message = f"The menu entry '{' / '.join(entry.category)}': '{entry.url}' {said}."
    near = (f"/{found.slug}",) if found.kind == "page" and found.problem != "anchor-missing" else ()
    return Diagnostic(
        code,
        severity,
        message,
        menu.path,
        entry.line,
        entry.column,
        help=f"Write '{near[0]}'." if near else "",
        suggestions=near,
        subject=entry.url,
    )
