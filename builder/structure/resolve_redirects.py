"""Resolves the redirects file against the pages: follows chains to their ends, and reports those without a target."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Literal

import msgspec
from msgspec.structs import replace

from builder.content.redirects import Redirect
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.outcome import Outcome
from builder.diagnostics.place import diagnostic_at, in_file
from builder.diagnostics.suggest import nearest
from builder.structure.page import Page
from builder.structure.redirect_patterns import is_pattern, written_out
from builder.structure.redirect_rules import Addresses, RedirectRule
from builder.structure.redirects import Address, Below, Redirects, SourcePlace
from builder.structure.reserved_paths import reserved_file
from builder.structure.version import Version

LONGEST_CHAIN = 20
"""The maximum length of a chain of redirects; longer ones are reported as loops."""

MOST_SUGGESTED = 50
"""The number of dead targets for which similar pages are searched: a search visits all pages."""

End = Literal["circle", "page-missing", "anchor-missing", "no-page", "standing", "unknown"]
"""Why a redirect has no effect; ``unknown``: this build leaves out its target."""

_WORST_FIRST: tuple[End, ...] = ("circle", "page-missing", "anchor-missing", "no-page", "standing")


class RedirectState(msgspec.Struct, frozen=True, kw_only=True):
    """The pages and files that redirects are resolved against."""

    versions: Sequence[Version]
    pages: Mapping[Address, Page]
    left_out: Iterable[Address]
    declared: Redirects
    """The redirects of the pages' own front matter."""
    images: Container[str] = ()
    """URLs of images."""


def lay_redirects(redirects: Iterable[Redirect], state: RedirectState) -> Outcome[Redirects]:
    """The pages' own redirects and those of the file; for the same address, the page's own is used.

    An old address without a version applies to every version, except versions that still have the page.
    """
    addresses = Addresses(state.versions)
    redirects, diagnostics = _one_by_one(redirects, state, addresses)
    rules: list[RedirectRule] = []
    for redirect in redirects:
        rule = addresses.rule(redirect)
        if isinstance(rule, str):
            found = _problem(redirect, "redirect-invalid", f"{rule}.")
            at_target = addresses.has_source(redirect)
            place = (redirect.target_line, redirect.target_column) if at_target else (redirect.line, redirect.column)
            diagnostics.append(replace(found, line=place[0], column=place[1]))
        else:
            rules.append(rule)
    if not rules:
        return Outcome(state.declared, tuple(diagnostics))
    laying = _Laying(state)
    diagnostics.extend(laying.enter(rules))
    diagnostics.extend(laying.lay(rules))
    return Outcome(laying.redirects(), tuple(diagnostics))


def _one_by_one(
    redirects: Iterable[Redirect], state: RedirectState, addresses: Addresses
) -> tuple[tuple[Redirect, ...], list[Diagnostic]]:
    """The lines with their patterns expanded."""
    lines = tuple(redirects)
    if not any(map(is_pattern, lines)):
        return lines, []
    outcome = written_out(lines, state.pages, addresses.prefixes)
    return outcome.value, list(outcome.diagnostics)


class _Found(msgspec.Struct, kw_only=True):
    """Both kinds of redirects while they are collected."""

    targets: dict[Address, Address]
    fragments: dict[Address, str] = msgspec.field(default_factory=dict)
    outside: dict[Address, str] = msgspec.field(default_factory=dict)
    anchors: dict[Address, dict[str, SourcePlace | str]] = msgspec.field(default_factory=dict)
    below: dict[Address, Below] = msgspec.field(default_factory=dict)


class _Laying:
    """All rules by the addresses that they apply to, and the final target of each."""

    def __init__(self, state: RedirectState) -> None:
        self._state = state
        self._pages = state.pages
        self._loaded = {version for version, _ in state.pages}
        self._left_out = frozenset(state.left_out)
        self._table: dict[SourcePlace, RedirectRule] = {}
        self._anchors: dict[Address, frozenset[str]] = {}
        self._suggested = 0
        self._default = next((version.name for version in state.versions if version.is_default), "")
        self._found = _Found(targets=dict(state.declared.targets))

    def redirects(self) -> Redirects:
        """All redirects."""
        found = self._found
        return Redirects(
            targets=found.targets,
            fragments=found.fragments,
            outside=found.outside,
            anchors=found.anchors,
            below=found.below,
        )

    def enter(self, rules: Sequence[RedirectRule]) -> Iterator[Diagnostic]:
        """Apply each rule to its addresses; a rule for one version takes precedence over one for all."""
        first: dict[tuple[str | None, str, str], RedirectRule] = {}
        for rule in sorted(rules, key=lambda rule: rule.source.version is None):
            source = rule.source
            taken = first.setdefault((source.version, source.slug, source.anchor), rule)
            if taken is not rule:
                said = f"'{rule.redirect.source}' is already redirected on line {taken.redirect.line}."
                yield _problem(rule.redirect, "redirect-duplicate", said)
                continue
            own = self._declaring(rule)
            if own is not None:
                said = f"'{rule.redirect.source}' is already redirected by '{own.path}'."
                yield _problem(rule.redirect, "redirect-duplicate", said)
            for version in self._versions_of(rule):
                self._table.setdefault(source.position(version), rule)

    def lay(self, rules: Sequence[RedirectRule]) -> Iterator[Diagnostic]:
        """Follow each rule to its end."""
        for rule in rules:
            positions = [rule.source.position(version) for version in self._versions_of(rule)]
            own = [position for position in positions if self._table.get(position) is rule]
            ends = [self._lay(position) for position in own]
            if self._lay_at_root(rule) and set(ends) <= {"standing", None}:
                continue
            worst = next((end for end in _WORST_FIRST if end in ends), None)
            if worst == "circle" or (worst is not None and all(end in _WORST_FIRST for end in ends)):
                yield self._report(rule, worst)

    def _lay_at_root(self, rule: RedirectRule) -> bool:
        """In a site with versions, apply a rule without a version also to the address without one, from before the site
        had versions.

        Returns whether that alone gives the rule an effect.
        """
        source, target = rule.source, rule.target
        if source.version is not None or source.anchor or not source.slug or self._default not in self._loaded:
            return False
        if not self._default:
            return False
        position = source.position("")
        self._table.setdefault(position, rule)
        led = self._table[position] is rule and self._lay(position) is None
        return led and (isinstance(target, str) or target.version is not None or target.slug == source.slug)

    def _declaring(self, rule: RedirectRule) -> Page | None:
        """The page whose own redirect makes this rule superfluous."""
        if rule.source.anchor:
            return None
        targets = self._state.declared.targets
        declared = [targets.get((version, rule.source.slug)) for version in self._versions_of(rule)]
        first = declared[0] if declared else None
        return self._pages[first] if first is not None and all(declared) else None

    def _versions_of(self, rule: RedirectRule) -> Iterator[str]:
        if rule.source.version is None:
            yield from (version.name for version in self._state.versions if version.name in self._loaded)
        elif rule.source.version in self._loaded:
            yield rule.source.version

    def _lay(self, position: SourcePlace) -> End | None:
        """Record the target of an address; if there is none, record why."""
        version, slug, anchor = position
        address = (version, slug)
        page_stands = address in self._pages
        below = self._table[position].redirect.below
        if below and any(each == version and name.startswith(f"{slug}/") for each, name in self._pages):
            return "standing"
        if page_stands and (not anchor or anchor in self._anchors_of(address)):
            return "standing"
        if not anchor and reserved_file(self._pages, self._state.images, version, slug):
            return "standing"
        if anchor and not (page_stands or address in self._found.targets or (version, slug, "") in self._table):
            return "no-page"
        end = self._follow(position)
        if isinstance(end, _Nowhere):
            return end.why
        if below:
            place = end if isinstance(end, str) else end[:2]
            fragment = "" if isinstance(end, str) else end[2]
            self._found.below[address] = Below(place, fragment, keeps_rest=below == "rest")
        self._note(address, anchor, end)
        return None

    def _note(self, address: Address, anchor: str, end: SourcePlace | str) -> None:
        if anchor:
            self._found.anchors.setdefault(address, {})[anchor] = end
        elif isinstance(end, str):
            self._found.outside[address] = end
        elif self._found.targets.setdefault(address, end[:2]) == end[:2] and end[2]:
            self._found.fragments[address] = end[2]

    def _follow(self, position: SourcePlace) -> SourcePlace | str | _Nowhere:
        """The address of a page, the URL of another site, or the reason why it has no target."""
        seen = {position}
        wanted = ""  # An anchor that no rule of the chain names.
        while True:
            target = self._table[position].target
            if isinstance(target, str):
                return target
            carried = bool(wanted) and not target.anchor
            reached = (replace(target, anchor=wanted) if carried else target).position(position[0] or self._default)
            following = self._next(reached, carried)
            if not isinstance(following, _Next):
                return following
            position = following.rule_at
            wanted = "" if position[2] else reached[2]
            if position in seen or len(seen) >= LONGEST_CHAIN:
                return _Nowhere("circle")
            seen.add(position)

    def _next(self, reached: SourcePlace, carried: bool) -> SourcePlace | _Nowhere | _Next:
        version, slug, anchor = reached
        address = (version, slug)
        if address not in self._pages and address in self._state.declared.targets:
            address = self._state.declared.targets[address]
        if address in self._pages:
            if not anchor or anchor in self._anchors_of(address):
                return (*address, anchor)
            if (*address, anchor) in self._table:
                return _Next((*address, anchor))
            return (*address, "") if carried else _Nowhere("anchor-missing")
        for candidate in (reached, (version, slug, "")):
            if candidate in self._table:
                return _Next(candidate)
        known = address not in self._left_out and version in self._loaded
        return _Nowhere("page-missing" if known else "unknown")

    def _anchors_of(self, address: Address) -> frozenset[str]:
        known = self._anchors.get(address)
        if known is None:
            known = self._anchors[address] = frozenset(self._pages[address].facts.anchors)
        return known

    def _report(self, rule: RedirectRule, end: End) -> Diagnostic:
        code, said = _SAID[end]
        redirect = rule.redirect
        message = said.format(source=redirect.source, target=redirect.target)
        if end in ("circle", "no-page", "standing"):
            return _problem(redirect, code, message)
        near = self._near(rule) if end == "page-missing" else ()
        line, column = redirect.target_line, redirect.target_column
        found = _problem(redirect, code, message)
        hint = f"Did you mean '{near[0]}'?" if near else ""
        return replace(found, line=line, column=column, help=hint, suggestions=near, subject=redirect.target)

    def _near(self, rule: RedirectRule) -> tuple[str, ...]:
        if isinstance(rule.target, str) or self._suggested >= MOST_SUGGESTED:
            return ()
        self._suggested += 1
        wanted = rule.target
        version = wanted.version if wanted.version is not None else rule.source.version
        slugs = (slug for name, slug in self._pages if slug and version in (None, name))
        prefix = f"/{wanted.version}" if wanted.version else ""
        return tuple(f"{prefix}/{slug}" for slug in nearest(wanted.slug, slugs))


class _Nowhere(msgspec.Struct, frozen=True):
    """There is no target."""

    why: End


class _Next(msgspec.Struct, frozen=True):
    """Another rule must be followed."""

    rule_at: SourcePlace


_SAID: Mapping[End, tuple[str, str]] = {
    "circle": ("redirect-loop", "The redirect from '{source}' forms a loop, or a chain of too many redirects."),
    "page-missing": ("redirect-target-missing", "The redirect to '{target}' does not lead to a page."),
    "anchor-missing": ("redirect-target-missing", "The redirect to '{target}': the page has no such anchor."),
    "no-page": ("redirect-invalid", "'{source}' is an anchor on a page that doesn't exist and isn't redirected."),
    "standing": ("redirect-shadowed", "The redirect from '{source}' has no effect: the address still exists."),
}


def _problem(redirect: Redirect, code: str, message: str) -> Diagnostic:
    return diagnostic_at(code, in_file(redirect.path, redirect.line, redirect.column), message, subject=redirect.source)
