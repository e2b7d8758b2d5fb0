"""Redirect pages at each old address and each alias of a version, and lists of redirects for hosts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import partial

import msgspec
from msgspec.structs import replace

from builder.content.paths import url_path
from builder.outputs.changes_link import SLUG, changes_urls
from builder.outputs.folder_pages import folder_url, folders
from builder.outputs.output import Output, data_output
from builder.outputs.render_context import RenderContext, Shell
from builder.structure.changes import Earlier
from builder.structure.redirects import Address, Below, SourcePlace
from builder.theme import context

LISTING = "redirects.json"
"""For hosts that can redirect: from, to, in the order of the addresses."""

RULES = "_redirects"
"""The same in the format of several hosts: https://docs.netlify.com/routing/redirects/"""


_AFTER_HOST = re.compile(r"[/?#]")


def redirects(emission: RenderContext) -> Iterator[Output]:
    """``<version>/<old slug>/index.html`` for every old address; the default version's pages also below
    ``latest/…``.
    """
    moves = list(_moves(emission))
    for move in (*moves, *_of_latest(emission, moves)):
        yield emission.recipe.output(_path(*move.address), partial(_record, emission, move), _render)
    below = sorted(emission.site.places.redirects.below.items())
    if moves or below:
        pairs = [(emission.href(_url(move.address)), _href(emission, move.url)) for move in moves]
        listing = json.dumps([{"from": old, "to": new} for old, new in pairs], indent=2) + "\n"
        yield data_output(LISTING, listing.encode())
        rules = [f"{_escaped(old)} {_escaped(new)} 301\n" for old, new in pairs]
        # The first rule that fits counts.
        rules += [_rule_below(emission, address, each) for address, each in below]
        yield data_output(RULES, "".join(rules).encode())


def _rule_below(emission: RenderContext, address: Address, below: Below) -> str:
    """The rule for all addresses below one."""
    if isinstance(below.target, str):
        new = emission.outside(below.target)
    else:
        page = emission.site.places.pages[below.target]
        new = emission.href(page.url + (f"#{url_path(below.fragment)}" if below.fragment else ""))
    rest = ":splat" if below.keeps_rest else ""
    return f"{_escaped(emission.href(_url(address))).rstrip('/')}/* {_escaped(new)}{rest} 301\n"


class _Move(msgspec.Struct, frozen=True):
    """An address that redirects."""

    address: Address
    title: str
    url: str
    """Absolute in the site, or a URL of another site."""


def _moves(emission: RenderContext) -> Iterator[_Move]:
    """Every old address, sorted."""
    places = emission.site.places
    old = places.redirects
    for address in sorted({*old.targets, *old.outside}):
        if address in old.targets:
            page = places.pages[old.targets[address]]
            fragment = old.fragments.get(address, "")
            yield _Move(address, page.title, page.url + (f"#{url_path(fragment)}" if fragment else ""))
        else:
            yield _Move(address, _host(old.outside[address]), old.outside[address])


def _host(url: str) -> str:
    """The host of a URL as written, valid or not."""
    return _AFTER_HOST.split(url.partition("//")[2], 1)[0]


def _of_latest(emission: RenderContext, moves: Iterable[_Move]) -> Iterator[_Move]:
    """The default version's pages and old addresses below its aliases."""
    site = emission.site
    names = {version.name for version in site.versions}
    listed = changes_urls(emission, Earlier(site))
    state = [_Move((page.version, page.slug), page.title, page.url) for page in site.published]
    for default in site.default_versions:
        if default.name in listed:
            title = emission.words_of(default.name)("changes_in", version=default.title)
            state.append(_Move((default.name, SLUG), title, f"/{default.name}/{SLUG}/"))
    for folder in folders(emission).values():
        state.append(_Move(folder.address, folder.title, folder_url(*folder.address)))
    for default in site.default_versions:
        for alias in default.aliases:
            # A version folder may have the name of an alias; then its pages are at that path.
            if alias not in names:
                for move in (*state, *moves):
                    if move.address[0] == default.name:
                        yield replace(move, address=(alias, move.address[1]))


def moved_anchors(emission: RenderContext, version: str, slug: str) -> dict[str, str]:
    """The targets of removed anchors of an address, by anchor; for an alias, those of its version."""
    site = emission.site
    is_name = any(version == other.name for other in site.versions)
    name = next((each.name for each in site.default_versions if version in each.aliases and not is_name), version)
    moved = site.places.redirects.anchors.get((name, slug), {})
    return {anchor: _goal(emission, position) for anchor, position in moved.items()}


def _goal(emission: RenderContext, position: SourcePlace | str) -> str:
    if isinstance(position, str):
        return emission.outside(position)
    url = emission.site.places.pages[position[:2]].url
    return emission.href(f"{url}#{url_path(position[2])}" if position[2] else url)


def _path(version: str, slug: str) -> str:
    """The file at an address; an address that ends in ``.html`` is a file itself."""
    address = "/".join(part for part in (version, slug) if part)
    return address if address.endswith(".html") else f"{address}/index.html".lstrip("/")


def _url(address: Address) -> str:
    return "/" + url_path(_path(*address).removesuffix("index.html"))


def _href(emission: RenderContext, url: str) -> str:
    return emission.href(url) if url.startswith("/") else emission.outside(url)


def _absolute(emission: RenderContext, url: str) -> str:
    return emission.absolute(url.partition("#")[0]) if url.startswith("/") else emission.outside(url)


def _escaped(url: str) -> str:
    """A URL in a line of rules, in which spaces separate and ``:name`` and ``*`` are patterns."""
    scheme, mark, rest = url.partition("://") if not url.startswith("/") else ("", "", url)
    return scheme + mark + rest.replace(" ", "%20").replace("*", "%2A").replace(":", "%3A")


class RedirectRecord(msgspec.Struct, frozen=True):
    """All values in a redirect page."""

    shell: Shell
    target: context.LinkView
    canonical: str
    moved: str
    """JSON: anchors with another target than the rest of the old address."""


def _record(emission: RenderContext, move: _Move) -> RedirectRecord:
    link = context.LinkView(move.title, _href(emission, move.url))
    named = next((each for each in emission.site.versions if move.address[0] in (each.name, *each.aliases)), None)
    shell = emission.shell_of(named.name) if named is not None else emission.shell
    moved = json.dumps(moved_anchors(emission, *move.address), sort_keys=True)
    return RedirectRecord(shell, link, _absolute(emission, move.url), moved)


def _render(record: RedirectRecord) -> bytes:
    shell = record.shell
    assets = shell.assets.value
    icon, script = assets["favicon.svg"].url, assets.get("redirect.js")
    view = context.RedirectView(
        site=shell.site.value,
        target=record.target,
        canonical=record.canonical,
        icon=icon,
        script=script,
        moved=record.moved,
    )
    return shell.theme.value.redirect(view).encode()
