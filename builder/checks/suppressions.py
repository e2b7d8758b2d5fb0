"""Removes problems that authors suppress, and reports suppressions without effect."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from builder.article.records import Suppression
from builder.diagnostics.catalogue import codes
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.place import diagnostic_at, in_file
from builder.diagnostics.suggest import nearest
from builder.project.loaded_site import LoadedSite

EXTERNAL = "external-"
"""Codes reported only with requests to other sites: without them, a suppression of one is not unused."""


def ignores_of(site: LoadedSite) -> Mapping[str, tuple[Suppression, ...]]:
    """The suppressions of every page and partial that has any, by path."""
    pages = {page.path: page.facts.ignores for page in site.site.pages if page.facts.ignores}
    return {**pages, **site.suppressions}


def without_ignored(
    diagnostics: Iterable[Diagnostic], ignores: Mapping[str, Sequence[Suppression]]
) -> Iterator[Diagnostic]:
    """The problems that are not suppressed, then the problems of the suppressions."""
    used: set[tuple[str, Suppression, str]] = set()
    for diagnostic in diagnostics:
        covering = [i for i in ignores.get(diagnostic.path, ()) if i.covers(diagnostic.code, diagnostic.line)]
        used.update((diagnostic.path, ignore, diagnostic.code) for ignore in covering)
        if not covering:
            yield diagnostic
    for path, found in ignores.items():
        for ignore in found:
            yield from _review(path, ignore, used)


def not_ignored(
    diagnostics: Iterable[Diagnostic], ignores: Mapping[str, Sequence[Suppression]]
) -> Iterator[Diagnostic]:
    """The problems that are not suppressed."""
    for diagnostic in diagnostics:
        if not any(each.covers(diagnostic.code, diagnostic.line) for each in ignores.get(diagnostic.path, ())):
            yield diagnostic


def _review(path: str, ignore: Suppression, used: set[tuple[str, Suppression, str]]) -> Iterator[Diagnostic]:
    if not ignore.codes:
        yield _at(path, ignore, "ignore-invalid", "The ignore comment has no codes, or no reason.", "")
    known = codes()
    for code in ignore.codes:
        if code not in known:
            near = nearest(code, known)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            yield _at(path, ignore, "ignore-invalid", f"There is no diagnostic '{code}'.{hint}", code)
        elif (path, ignore, code) not in used and not code.startswith(EXTERNAL):
            message = f"The ignore comment for '{code}' suppresses nothing."
            yield _at(path, ignore, "ignore-unused", message, code)


def _at(path: str, ignore: Suppression, code: str, message: str, subject: str) -> Diagnostic:
    return diagnostic_at(code, in_file(path, ignore.line, ignore.column), message, subject=subject)
