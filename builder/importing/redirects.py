"""Writes the redirects of the source site.

Each redirect becomes a line, or an entry of the report that says why not. Patterns stay patterns where Handrail has
their like; others are expanded for every page and every old address that their target matches.
"""

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
from builder.importing.redirect_patterns import AddressPattern, has_parameters, paired, read_pattern

_WEB = re.compile(r"(?:https?:)?//([^/?#]+)")
LONGEST_CHAIN = 8
MOST_ROUNDS = 3
"""How often patterns are expanded, because the target of one may match the old addresses of another."""


class RedirectsText(msgspec.Struct, frozen=True):
    """The file of redirects."""

    text: str
    count: int
    notes: tuple[Note, ...]


class _Rule(msgspec.Struct, frozen=True):
    """A redirect with a pattern."""

    redirect: SourceRedirect
    source: AddressPattern
    target: AddressPattern
    """With the names of the source."""

    @property
    def is_listable(self) -> bool:
        """Whether the old addresses follow from the new ones."""
        names = {each.name for each in self.target.parameters}
        return self.source.is_known and self.target.is_known and names == {each.name for each in self.source.parameters}


def write_redirects(site: SourceSite, addresses: AddressTable, anchored: Callable[[str], str]) -> RedirectsText:
    """Every redirect that can be written, by its old address. ``anchored`` corrects the anchor of a target."""
    writer = _Writer(site, addresses, anchored)
    writer.write()
    found = writer.found
    if site.unversioned_default and site.default_version:
        found.setdefault("/*", f"/{site.default_version}/*")
    body = "".join(f"{yaml_text(old)}: {yaml_text(new)}\n" for old, new in sorted(found.items()))
    return RedirectsText(body, len(found), tuple(writer.notes))


class _Writer:
    def __init__(self, site: SourceSite, addresses: AddressTable, anchored: Callable[[str], str]) -> None:
        self.found: dict[str, str] = {}
        self.notes: list[Note] = []
        self._site = site
        self._addresses = addresses
        self._anchored = anchored
        self._taken = {place_of(page) for page in site.pages}
        self._host = (_WEB.match(site.home or site.base_url) or ("", ""))[1]
        self._languages = {page.slug.partition("/")[0] for page in site.pages if page.language}
        self._exact: list[SourceRedirect] = []
        self._rules: list[_Rule] = []
        for each in site.redirects:
            if not self._is_of_this_site(each):
                continue
            if has_parameters(each.source):
                source = read_pattern(self._own_path(each.source))
                self._rules.append(_Rule(each, source, paired(source, read_pattern(self._own_path(each.target)))))
            else:
                self._exact.append(each)
        self._targets = {url_key(self._own_path(each.source)): each.target for each in self._exact}

    def write(self) -> None:
        """Fill the table and the notes."""
        for redirect in self._exact:
            self._write_exact(redirect)
        listed = self._expanded()
        for rule, lines in zip(self._rules, listed, strict=True):
            self._write_rule(rule, lines)

    def _is_of_this_site(self, redirect: SourceRedirect) -> bool:
        host = _WEB.match(redirect.source)
        if host is not None and host[1] != self._host:
            more = f": only the server of {host[1]} can redirect its addresses"
            self.notes.append(_note("left", "redirect of another host", redirect, more))
            return False
        if "?" in redirect.source and not has_parameters(redirect.source):
            more = ": only a server can tell addresses apart by their query"
            self.notes.append(_note("left", "redirect of a query", redirect, more))
            return False
        return True

    def _own_path(self, address: str) -> str:
        """The path of an address on the old site's own host; any other address is unchanged."""
        host = _WEB.match(address)
        if host is None:
            return address if address.startswith("/") else f"/{address}"
        return address[host.end() :] or "/" if host[1] == self._host else address

    def _write_exact(self, redirect: SourceRedirect) -> None:
        target = self._end_of(redirect)
        right = self._anchored(target)
        if "#" in target and "#" not in right:
            self.notes.append(_note("left", "redirect to an anchor that is missing", redirect))
        self.notes.append(self._added(redirect, right))

    def _added(self, redirect: SourceRedirect, target: str) -> Note:
        old = old_address(self._own_path(redirect.source))
        if not old:
            return _note("left", "redirect of an address that can't be read", redirect)
        if not target:
            more = ": no page of the source is at this address"
            return _note("left", "redirect to a page that is missing", redirect, more)
        if old.casefold() == target.partition("#")[0].casefold():
            return _note("done", "redirect", redirect, ": the same page")
        if old in self._taken:
            return _note("left", "redirect that a page hides", redirect, ": a page is at the old address")
        self.found.setdefault(old, target)
        dropped = ": without its query" if "?" in redirect.target and target.startswith("/") else ""
        return _note("done", "redirect", redirect, dropped)

    def _end_of(self, redirect: SourceRedirect) -> str:
        """The new address, along a chain of redirects if there is one; empty if there is no such page."""
        old = old_address(self._own_path(redirect.source))
        target, fragment = self._own_path(redirect.target), ""
        for _ in range(LONGEST_CHAIN):
            if _WEB.match(target):
                return target
            fragment = target.partition("#")[2] or fragment
            page = self._page(target)
            if page is not None:
                return self._address(page, old) + (f"#{fragment}" if fragment else "")
            following = self._following(target)
            if following is None:
                break
            target = self._own_path(following)
        return redirect.target if _WEB.match(redirect.target) else ""

    def _page(self, target: str) -> SourcePage | None:
        """The page at an address; the original where the translation is missing."""
        found = self._addresses.page_at(target, self._site.default_version) or self._addresses.page_by_tail(target)
        first, _, rest = target.strip("/").partition("/")
        return found or (self._addresses.page_at(rest) if first in self._languages and rest else None)

    def _following(self, target: str) -> str | None:
        """The target of the redirect from an address."""
        path = target.partition("#")[0].partition("?")[0]
        exact = self._targets.get(url_key(path))
        if exact is not None:
            return exact
        for rule in self._rules:
            values = rule.source.matches("/" + path.strip("/")) if rule.source.is_known else None
            if values is not None and rule.target.is_known:
                return rule.target.filled(values)
        return None

    def _address(self, page: SourcePage, old: str) -> str:
        """The page's address; without its version where that is the default one and the old address is another."""
        if page.version and (page.version != self._site.default_version or old.partition("#")[0] == f"/{page.slug}"):
            return f"/{page.version}/{page.slug}".rstrip("/")
        return f"/{page.slug}"

    def _expanded(self) -> list[dict[str, tuple[str, SourcePage | None]]]:
        """For each rule, the new address of every old address, and the page there if it is not a redirect itself."""
        listed: list[dict[str, tuple[str, SourcePage | None]]] = [{} for _ in self._rules]
        known: dict[str, tuple[str, SourcePage | None]] = {}
        for page in self._site.pages:
            known.setdefault("/" + page.url.strip("/"), (self._address(page, ""), page))
        known.update({old: (new, None) for old, new in self.found.items() if old not in known})
        for _ in range(MOST_ROUNDS):
            before = len(known)
            new: dict[str, tuple[str, SourcePage | None]] = {}
            for rule, lines in zip(self._rules, listed, strict=True):
                for old, end in self._lines(rule, known):
                    lines.setdefault(old, end)
                    new.setdefault(old, (end[0], None))
            known.update((old, end) for old, end in new.items() if old not in known)
            if len(known) == before:
                break
        return listed

    def _lines(
        self, rule: _Rule, known: Mapping[str, tuple[str, SourcePage | None]]
    ) -> Iterator[tuple[str, tuple[str, SourcePage | None]]]:
        if not rule.is_listable:
            return
        for address, (new, page) in known.items():
            values = rule.target.matches(address)
            old = old_address(rule.source.filled(values)) if values is not None else ""
            if old and old != address:
                yield old, (self._address(page, old) if page is not None else new, page)

    def _write_rule(self, rule: _Rule, lines: Mapping[str, tuple[str, SourcePage | None]]) -> None:
        """A line with the pattern where Handrail has its like, else a line for each old address."""
        if not lines:
            self.notes.append(self._unlisted(rule))
            return
        pages = {old: page for old, (_, page) in lines.items() if page is not None}
        whole = self._whole(rule, pages) if pages else None
        served = self._site.version_folders and rule.redirect.source.startswith("/latest/")
        if whole is not None:
            self.found.setdefault(whole[0], whole[1])
        for old, (new, _) in lines.items() if not served else ():
            written = whole is not None and old in whole[2]
            if not written and old not in self._taken and old.casefold() != new.partition("#")[0].casefold():
                self.found.setdefault(old, new)
        self.notes.append(_note("done", "redirect with a pattern", rule.redirect))

    def _unlisted(self, rule: _Rule) -> Note:
        """The note on a pattern whose old addresses can't be listed.

        A final parameter with one target or with another site's becomes ``/old/*``, unless pages are below it.
        """
        redirect = rule.redirect
        fixed = "" if rule.target.parameters else self._end_of(redirect)
        above = old_address(rule.source.first.rstrip("/")) if len(rule.source.parts) <= 2 else ""
        if not rule.source.is_known:
            more = ": a regular expression; let your host redirect it."
        elif above and self._is_free_below(above) and (fixed or self._goes_out(rule)):
            self.found.setdefault(f"{above}/*", fixed or f"{redirect.target.rpartition('/')[0]}/*")
            return _note("done", "redirect with a pattern", redirect, ": below it, hosts that read _redirects redirect")
        elif fixed and above and above not in self._taken and above != fixed:
            self.found.setdefault(above, fixed)
            more = f": written for {above} alone, because pages are below it."
        elif fixed:
            more = ": a page is there; let your host redirect the addresses below it."
        elif _WEB.match(redirect.target):
            more = ": the pages of another site can't be listed; let your host redirect it."
        else:
            more = ": no page is at such an address; let your host redirect it."
        return _note("left", "redirect with a pattern", redirect, more)

    def _is_free_below(self, above: str) -> bool:
        return not any(place == above or place.startswith(f"{above}/") for place in self._taken)

    def _goes_out(self, rule: _Rule) -> bool:
        """Whether ``/old/*`` leads to the same address of another site."""
        last = rule.target.parts[-1] if rule.target.parts else ""
        whole = not isinstance(last, str) and last.is_many and rule.target.first.endswith("/")
        return bool(_WEB.match(rule.redirect.target)) and whole and len(rule.target.parts) == 2

    def _whole(self, rule: _Rule, pages: Mapping[str, SourcePage]) -> tuple[str, str, frozenset[str]] | None:
        """``/old/*`` and ``/new/*``, and the old addresses of pages that it redirects.

        ``None`` where a parameter is not a whole segment, or most pages are at other addresses now.
        """
        for target in (rule.target, read_pattern(self._below(rule.redirect.target))):
            old, new = _handrail(rule.source), _handrail(paired(rule.source, target))
            if not old or not new or old == new or (self._site.version_folders and old == "/latest/*"):
                continue
            fitting = paired(rule.source, target)
            fits = frozenset(each for each, page in pages.items() if _fits(fitting, rule.source, each, page))
            if len(fits) * 2 >= len(pages):
                return old, new, fits
        return None

    def _below(self, target: str) -> str:
        """A target without a prefix that all addresses of the old site have."""
        for prefix in self._site.url_prefixes:
            if target.startswith(f"/{prefix.strip('/')}/"):
                return target[len(prefix.strip("/")) + 1 :]
        return target


def place_of(page: SourcePage) -> str:
    """The address that a page has; one of a version has none without it."""
    return f"/{page.version}/{page.slug}".rstrip("/") if page.version else f"/{page.slug}"


def _fits(target: AddressPattern, source: AddressPattern, old: str, page: SourcePage) -> bool:
    """Whether a pattern with the new addresses leads from the old address to the page."""
    values = source.matches(old)
    if values is None or "" in values.values():
        return False
    return target.filled(values).strip("/") in (page.slug, f"{page.version}/{page.slug}".strip("/"))


def _handrail(pattern: AddressPattern) -> str:
    """The pattern as Handrail reads it; empty if it has no such pattern."""
    text = ""
    for at, part in enumerate(pattern.parts):
        if isinstance(part, str):
            if at and not part.startswith("/"):
                return ""
            text += part.rstrip("/") if at == len(pattern.parts) - 1 else part
        elif not text.endswith("/") or part.expression not in (".+", "[^/]+"):
            return ""
        elif part.is_many:
            if "".join(each if isinstance(each, str) else "x" for each in pattern.parts[at + 1 :]).strip("/"):
                return ""
            return text + "*"
        else:
            text += f":{part.name}" if not part.name[0].isdigit() else f":part{part.name}"
    return text


def _note(kind: Literal["done", "left"], construct: str, redirect: SourceRedirect, more: str = "") -> Note:
    detail = f"{redirect.source} → {redirect.target}{more}"
    return Note(kind=kind, construct=construct, path=redirect.path, line=redirect.line, detail=detail)


def old_address(source: str) -> str:
    """The old address as Handrail writes it; empty if it is none."""
    path, mark, fragment = source.partition("#")
    clean = normalise(unquote(path.partition("?")[0]))
    if clean is None:
        return ""
    key = clean if clean.endswith(".html") and url_key(clean) != url_key(clean.rpartition("/")[0]) else url_key(clean)
    return f"/{key}{mark}{fragment}"
