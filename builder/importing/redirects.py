"""Writes the redirects of the source site; redirects with a pattern are expanded for every page that matches."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Literal
from urllib.parse import unquote

import msgspec

from builder.content.paths import normalise
from builder.importing.addresses import AddressTable, url_key
from builder.importing.markup.values import yaml_text
from builder.importing.records import Note, SourcePage, SourceRedirect, SourceSite

_PATTERN = re.compile(r":(\w+)\*?(?:\([^)]*\))?\??|\*\*?|\(\.\*\)|\[\.\.\.(\w+)\]|\[(\w+)\]|\{[^}]*\}")
_SIGN = re.compile(r":\w+\*|:\w+\(\.\*\)|\*\*?|\(\.\*\)|\[\.\.\.\w+\]")
_LAST_SIGN = re.compile(r"/(?::\w+\*?(?:\([^)]*\))?\??|\*\*?|\(\.\*\)|\[\.\.\.\w+\])\Z")
_WEB = re.compile(r"https?://")


class RedirectsText(msgspec.Struct, frozen=True):
    """The redirects file."""

    text: str
    count: int
    notes: tuple[Note, ...]


def write_redirects(site: SourceSite, addresses: AddressTable, anchored: Callable[[str], str]) -> RedirectsText:
    """Every redirect that can be written, by its old address. ``anchored`` corrects the anchor of a target."""
    notes: list[Note] = []
    found: dict[str, str] = {}
    taken = {_place(page) for page in site.pages}
    exact = [each for each in site.redirects if not _PATTERN.search(each.source)]
    patterns = [each for each in site.redirects if _PATTERN.search(each.source)]
    targets = {url_key(each.source): each.target for each in site.redirects}
    for redirect in exact:
        target = _exact(redirect, targets, site, addresses)
        right = anchored(target)
        if "#" in target and "#" not in right:
            notes.append(_note("left", "redirect to an anchor that is missing", redirect))
        notes.append(_add(redirect, right, found, taken))
    for redirect in patterns:
        fixed = "" if _PATTERN.search(redirect.target) else _exact(redirect, targets, site, addresses)
        notes.append(_add_pattern(redirect, site, found, taken, fixed))
    if site.unversioned_default and site.default_version:
        found.setdefault("/*", f"/{site.default_version}/*")
    body = "".join(f"{yaml_text(old)}: {yaml_text(new)}\n" for old, new in sorted(found.items()))
    return RedirectsText(body, len(found), tuple(notes))


def _place(page: SourcePage) -> str:
    """The address that a page has; one of a version has none without it."""
    return f"/{page.version}/{page.slug}".rstrip("/") if page.version else f"/{page.slug}"


def _add_pattern(
    redirect: SourceRedirect, site: SourceSite, found: dict[str, str], taken: set[str], fixed: str
) -> Note:
    """A line with the pattern where Handrail has its like, else a line for each page that the target fits.

    ``fixed`` is the new address if the target has no sign of a pattern: Handrail can lead there from the address above
    the sign, because it can't list the addresses below it.
    """
    lines = list(_expanded(redirect, site))
    if not lines:
        above = _old_address(_LAST_SIGN.sub("", redirect.source))
        if fixed and above and not _PATTERN.search(above) and above not in taken:
            found.setdefault(above, fixed)
            more = f": written for {above} alone; let your host redirect the addresses below it."
            return _note("left", "redirect with a pattern", redirect, more)
        more = ": no page has such an address; let your host do the redirect."
        return _note("left", "redirect with a pattern", redirect, more)
    whole = _whole_pattern(redirect, site, lines)
    if whole is not None:
        found.setdefault(*whole)
    served = site.version_folders and redirect.source.startswith("/latest/")
    for old, page in lines if whole is None and not served else ():
        if old not in taken and old != _address(page, site, old):
            found.setdefault(old, _address(page, site, old))
    return _note("done", "redirect with a pattern", redirect)


def _whole_pattern(
    redirect: SourceRedirect, site: SourceSite, lines: list[tuple[str, SourcePage]]
) -> tuple[str, str] | None:
    """``/old/*`` and ``/new/*``; ``None`` if the mark is not a whole segment, or pages are at other addresses now."""
    old, new = (_SIGN.sub(_star, text) for text in (redirect.source, _below(redirect.target, site)))
    if old.count("*") != 1 or new.count("*") != 1 or not old.endswith("/*") or not new.endswith("/*"):
        return None
    if old == new or (site.version_folders and old == "/latest/*"):
        return None
    before = new[:-1]
    fits = all(
        any(f"/{place}".startswith(before) for place in (page.slug, f"{page.version}/{page.slug}")) for _, page in lines
    )
    return (old, new) if fits else None


def _below(target: str, site: SourceSite) -> str:
    """A target without a prefix that all addresses of the old site have."""
    for prefix in site.url_prefixes:
        if target.startswith(f"/{prefix.strip('/')}/"):
            return target[len(prefix.strip("/")) + 1 :]
    return target


def _star(_: re.Match[str]) -> str:
    return "*"


def _add(redirect: SourceRedirect, target: str, found: dict[str, str], taken: set[str]) -> Note:
    old = _old_address(redirect.source)
    if not old or old == "/":
        return _note("left", "redirect of the front page", redirect)
    if not target:
        return _note("left", "redirect to a page that is missing", redirect)
    if old in taken:
        return _note("left", "redirect that a page hides", redirect)
    if old == target.partition("#")[0]:
        return _note("done", "redirect", redirect, ": the same page")
    found.setdefault(old, target)
    return _note("done", "redirect", redirect)


def _note(kind: Literal["done", "left"], construct: str, redirect: SourceRedirect, more: str = "") -> Note:
    detail = f"{redirect.source} → {redirect.target}{more}"
    return Note(kind=kind, construct=construct, path=redirect.path, line=redirect.line, detail=detail)


def _old_address(source: str) -> str:
    path, mark, fragment = _WEB.sub("", source).partition("#") if source.startswith("http") else source.partition("#")
    clean = normalise(unquote(path.partition("?")[0]))
    return f"/{url_key(clean)}{mark}{fragment}" if clean else ""


def _exact(redirect: SourceRedirect, targets: Mapping[str, str], site: SourceSite, addresses: AddressTable) -> str:
    """The new address, along a chain of redirects if there is one; ``targets`` has all of them by old address."""
    target = redirect.target
    for _ in range(8):
        page = addresses.page_at(target, site.default_version) if not _WEB.match(target) else None
        if page is not None:
            mark = target.partition("#")
            return _address(page, site, _old_address(redirect.source)) + mark[1] + mark[2]
        if _WEB.match(target):
            return target
        following = targets.get(url_key(target.partition("#")[0]))
        if following is None:
            return ""
        target = following
    return ""


def _address(page: SourcePage, site: SourceSite, old: str) -> str:
    """The page's address; without its version where that is the default one and the old address is another."""
    if page.version and (page.version != site.default_version or old.partition("#")[0] == f"/{page.slug}"):
        return f"/{page.version}/{page.slug}".rstrip("/")
    return f"/{page.slug}"


def _expanded(redirect: SourceRedirect, site: SourceSite) -> Iterator[tuple[str, SourcePage]]:
    """The old address of every page whose address matches the target's pattern."""
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
