"""Redirects in the files of hosts, which a site of any system may have.

https://docs.netlify.com/routing/redirects/, https://vercel.com/docs/projects/project-configuration and
https://firebase.google.com/docs/hosting/full-config describe them. Rewrites, and rules for some readers only, are left,
each with its reason.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from builder.importing.records import Note, SourceRedirect
from builder.importing.source_files import SourceFiles
from builder.importing.systems.documents import line_of, listing, mapping, text_of

DEEPEST = 3
"""Folders above a host's file."""
_NOT_SERVED = frozenset({"scripts", "tests", "test", "examples", "example", "templates", "fixtures", "e2e"})
"""Folders whose files are not those of the site's host."""
_MOVED = frozenset((301, 302, 303, 307, 308))
_CONDITION = "a rule for some readers only"
_CONDITIONS = ("has", "missing", "conditions", "query")


def host_redirects(files: SourceFiles) -> Iterator[SourceRedirect | Note]:
    """Every redirect in the files of hosts, and a note for each rule that is more than one."""
    for path in files.paths:
        read = _READERS.get(path.rpartition("/")[2])
        if read is not None and path.count("/") <= DEEPEST and _NOT_SERVED.isdisjoint(path.split("/")[:-1]):
            yield from read(path, files)


def _netlify_lines(path: str, files: SourceFiles) -> Iterator[SourceRedirect | Note]:
    """``_redirects``: from, to, status; spaces between them."""
    for number, line in enumerate((files.text(path) or "").split("\n"), 1):
        words = line.partition(" #")[0].split()
        if not words or words[0].startswith("#"):
            continue
        place = (path, number, line.strip())
        words[0] = words[0].replace("/?*", "/*")
        wanted = [word for word in words[1:] if word.startswith(("/", "http"))]
        conditions = [word for word in words[1:] if "=" in word and not word.startswith(("/", "http"))]
        status = words[-1].rstrip("!") if words[-1].rstrip("!").isdigit() else "301"
        if conditions:
            yield _left(place, f"a rule for some readers only ({' '.join(conditions)})")
        else:
            yield _rule(words[0], wanted[0] if len(wanted) == 1 else "", int(status), place)


def _netlify_table(path: str, files: SourceFiles) -> Iterator[SourceRedirect | Note]:
    text = files.text(path) or ""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    for rule in map(mapping, listing(data.get("redirects"))):
        source, target = text_of(rule, "from"), text_of(rule, "to")
        place = (path, line_of(text, source), f"{source} → {target}")
        yield (
            _left(place, _CONDITION) if _is_conditional(rule) else _rule(source, target, rule.get("status", 301), place)
        )


def _vercel(path: str, files: SourceFiles) -> Iterator[SourceRedirect | Note]:
    text = files.text(path) or ""
    data = mapping(files.json(path))
    for rule in map(mapping, listing(data.get("redirects"))):
        source, target = text_of(rule, "source"), text_of(rule, "destination")
        place = (path, line_of(text, f'"{source}"'), f"{source} → {target}")
        yield _left(place, _CONDITION) if _is_conditional(rule) else _rule(source, target, 308, place)
    for rule in map(mapping, listing(data.get("routes"))):
        source, target = text_of(rule, "src"), text_of(mapping(rule.get("headers")), "Location", "location")
        if target:
            place = (path, line_of(text, source), f"{source} → {target}")
            plain = source.removeprefix("^").removesuffix("$").replace("\\.", ".").replace("\\/", "/")
            yield (
                _left(place, _CONDITION)
                if _is_conditional(rule)
                else _rule(plain, target, rule.get("status", 308), place)
            )


def _firebase(path: str, files: SourceFiles) -> Iterator[SourceRedirect | Note]:
    text = files.text(path) or ""
    hosting = mapping(files.json(path)).get("hosting")
    for site in map(mapping, hosting if isinstance(hosting, list) else [hosting]):
        for rule in map(mapping, listing(site.get("redirects"))):
            source, target = text_of(rule, "source", "regex"), text_of(rule, "destination")
            place = (path, line_of(text, f'"{source}"'), f"{source} → {target}")
            if "regex" in rule:
                yield _left(place, "a regular expression")
            else:
                yield _rule(source, target, rule.get("type", 301), place)


def _is_conditional(rule: Mapping[str, Any]) -> bool:
    return any(rule.get(name) for name in _CONDITIONS)


def _rule(source: str, target: str, status: object, place: tuple[str, int, str]) -> SourceRedirect | Note:
    path, line, _ = place
    if status not in _MOVED:
        return _left(place, f"status {status} shows a page instead of redirecting")
    if not source.startswith(("/", "http")) or not target:
        return _left(place, "its addresses can't be read")
    return SourceRedirect(source, target, path, line)


def _left(place: tuple[str, int, str], reason: str) -> Note:
    path, line, shown = place
    return Note(kind="left", construct="rule of a host", path=path, line=line, detail=f"{shown[:200]}: {reason}")


_READERS = {
    "_redirects": _netlify_lines,
    "netlify.toml": _netlify_table,
    "vercel.json": _vercel,
    "now.json": _vercel,
    "firebase.json": _firebase,
}
