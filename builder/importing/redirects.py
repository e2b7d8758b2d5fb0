"""Writes the redirects of the source site; those with a pattern are written out for every page that they lead to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal
from urllib.parse import unquote

import msgspec

from builder.content.paths import normalise
from builder.importing.addresses import Addresses, url_key
from builder.importing.markup.values import yaml_text
from builder.importing.records import Note, SourcePage, SourceRedirect, SourceSite

_PATTERN = re.compile(r":(\w+)\*?(?:\([^)]*\))?\??|\*\*?|\(\.\*\)|\[\.\.\.(\w+)\]|\[(\w+)\]|\{[^}]*\}")
_WEB = re.compile(r"https?://")


class RedirectsText(msgspec.Struct, frozen=True):
    """The file of redirects."""

    text: str
    count: int
    notes: tuple[Note, ...]


def write_redirects(site: SourceSite, addresses: Addresses) -> RedirectsText:
    """Every redirect that can be written, by its old address."""
    notes: list[Note] = []
    found: dict[str, str] = {}
    taken = {place for page in site.pages for place in _places(page, site)}
    exact = [each for each in site.redirects if not _PATTERN.search(each.source)]
    patterns = [each for each in site.redirects if _PATTERN.search(each.source)]
    for redirect in exact:
        _add(redirect, _exact(redirect, site, addresses), found, taken, notes)
    for redirect in patterns:
        lines = list(_expanded(redirect, site))
        if not lines:
            detail = f"{redirect.source} → {redirect.target}: no page is at such an address; let your host do it."
            notes.append(Note("left", "redirect with a pattern", redirect.path, redirect.line, detail))
            continue
        added = 0
        for old, page in lines:
            latest = bool(page.version) and old.startswith("/latest/")
            if latest or (old not in taken and old not in found and old != _address(page, site)):
                added += 1
                if not latest:
                    found[old] = _address(page, site)
        kind: Literal["done", "left"] = "done" if added else "left"
        detail = (
            redirect.source if added else f"{redirect.source} → {redirect.target}: pages are at all these addresses."
        )
        notes.append(Note(kind, "redirect with a pattern", redirect.path, redirect.line, detail))
    body = "".join(f"{yaml_text(old)}: {yaml_text(new)}\n" for old, new in sorted(found.items()))
    return RedirectsText(body, len(found), tuple(notes))


def _places(page: SourcePage, site: SourceSite) -> Iterator[str]:
    """The addresses that a page has; one of the default version has one without the version as well."""
    if page.version:
        yield f"/{page.version}/{page.slug}".rstrip("/")
    if not page.version or page.version == site.default_version:
        yield f"/{page.slug}"


def _add(redirect: SourceRedirect, target: str, found: dict[str, str], taken: set[str], notes: list[Note]) -> None:
    old = _old_address(redirect.source)
    detail = f"{redirect.source} → {redirect.target}"
    if not old or old == "/":
        notes.append(Note("left", "redirect of the front page", redirect.path, redirect.line, detail))
    elif not target:
        notes.append(Note("left", "redirect to a page that is missing", redirect.path, redirect.line, detail))
    elif old in taken:
        notes.append(Note("left", "redirect that a page hides", redirect.path, redirect.line, detail))
    elif old == target.partition("#")[0]:
        notes.append(Note("done", "redirect", redirect.path, redirect.line, f"{detail}: the same page"))
    else:
        found.setdefault(old, target)
        notes.append(Note("done", "redirect", redirect.path, redirect.line, detail))


def _old_address(source: str) -> str:
    path, mark, fragment = _WEB.sub("", source).partition("#") if source.startswith("http") else source.partition("#")
    clean = normalise(unquote(path.partition("?")[0]))
    return f"/{url_key(clean)}{mark}{fragment}" if clean else ""


def _exact(redirect: SourceRedirect, site: SourceSite, addresses: Addresses) -> str:
    """The new address, along a chain of redirects if there is one."""
    target = redirect.target
    known = {url_key(each.source): each.target for each in site.redirects}
    for _ in range(8):
        page = addresses.page_at(target) if not _WEB.match(target) else None
        if page is not None:
            mark = target.partition("#")
            return _address(page, site) + mark[1] + mark[2]
        if _WEB.match(target):
            return target
        following = known.get(url_key(target.partition("#")[0]))
        if following is None:
            return ""
        target = following
    return ""


def _address(page: SourcePage, site: SourceSite) -> str:
    if page.version and page.version != site.default_version:
        return f"/{page.version}/{page.slug}".rstrip("/")
    return f"/{page.slug}"


def _expanded(redirect: SourceRedirect, site: SourceSite) -> Iterator[tuple[str, SourcePage]]:
    """The old address of every page at an address that the target's pattern fits."""
    signs = list(_PATTERN.finditer(redirect.source))
    targets = list(_PATTERN.finditer(redirect.target))
    if len(signs) != 1 or len(targets) != 1 or _WEB.match(redirect.target):
        return
    before, after = redirect.target[: targets[0].start()].strip("/"), redirect.target[targets[0].end() :].strip("/")
    old_before, old_after = redirect.source[: signs[0].start()], redirect.source[signs[0].end() :]
    many = "*" in signs[0][0] or "..." in signs[0][0]
    for page in site.pages:
        url = page.url.strip("/")
        if not url.startswith(before) or not url.endswith(after) or len(url) < len(before) + len(after):
            continue
        middle = url[len(before) : len(url) - len(after)] if after else url[len(before) :]
        joined = middle.strip("/")
        if (before and middle and not middle.startswith("/") and not before.endswith(("-", "_"))) or not joined:
            continue
        if "/" in joined and not many:
            continue
        old = _old_address(f"{old_before.rstrip('/')}/{joined}/{old_after.strip('/')}")
        if old:
            yield old, page
