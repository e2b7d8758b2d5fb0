"""Findings that authors let stand: taken out, and ignores that silence nothing said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from builder.article.records import Suppression
from builder.diagnostics.catalogue import codes
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.place import diagnostic_at, in_file
from builder.diagnostics.suggest import nearest
from builder.project.loaded_site import LoadedSite

EXTERNAL = "external-"
"""Codes that are found only when other sites are asked: an ignore of one is not unused without."""


def ignores_of(site: LoadedSite) -> Mapping[str, tuple[Suppression, ...]]:
    """The ignores of every page and partial that has any, by path."""
    pages = {page.path: page.facts.ignores for page in site.site.pages if page.facts.ignores}
    return {**pages, **site.suppressions}


def without_ignored(
    diagnostics: Iterable[Diagnostic], ignores: Mapping[str, Sequence[Suppression]]
) -> Iterator[Diagnostic]:
    """The findings that no ignore covers; then what is wrong with the ignores."""
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
    """The findings that no ignore covers."""
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
            message = f"The ignore of '{code}' silences nothing."
            yield _at(path, ignore, "ignore-unused", message, code)


def _at(path: str, ignore: Suppression, code: str, message: str, subject: str) -> Diagnostic:
    return diagnostic_at(code, in_file(path, ignore.line, ignore.column), message, subject=subject)
