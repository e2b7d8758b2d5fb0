"""Redirects in the files of hosts, which a site of any system may have.

https://docs.netlify.com/routing/redirects/, https://vercel.com/docs/projects/project-configuration and
https://firebase.google.com/docs/hosting/full-config describe them. Rewrites, and rules for some readers only, are left.
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
_MOVED = frozenset((301, 302, 303, 307, 308))
_CONDITIONS = ("has", "missing", "conditions", "query")


def host_redirects(files: SourceFiles) -> Iterator[SourceRedirect | Note]:
    """Every redirect in the files of hosts, and a note for each rule that is more than one."""
    for path in files.paths:
        read = _READERS.get(path.rpartition("/")[2])
        if read is not None and path.count("/") <= DEEPEST:
            yield from read(path, files)


def _netlify_lines(path: str, files: SourceFiles) -> Iterator[SourceRedirect | Note]:
    """``_redirects``: from, to, status; spaces between them."""
    for number, line in enumerate((files.text(path) or "").split("\n"), 1):
        words = line.partition(" #")[0].split()
        if not words or words[0].startswith("#"):
            continue
        status = words[2].rstrip("!") if len(words) > 2 else "301"
        is_plain = 2 <= len(words) <= 3 and status.isdigit()
        yield _rule(
            words[0], words[1] if is_plain else "", int(status) if is_plain else 0, (path, number, line.strip())
        )


def _netlify_table(path: str, files: SourceFiles) -> Iterator[SourceRedirect | Note]:
    text = files.text(path) or ""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    for rule in map(mapping, listing(data.get("redirects"))):
        source, target = text_of(rule, "from"), text_of(rule, "to")
        place = (path, line_of(text, source), f"{source} → {target}")
        yield _rule(source, "" if _is_conditional(rule) else target, rule.get("status", 301), place)


def _vercel(path: str, files: SourceFiles) -> Iterator[SourceRedirect | Note]:
    text = files.text(path) or ""
    data = mapping(files.json(path))
    for rule in map(mapping, listing(data.get("redirects"))):
        source, target = text_of(rule, "source"), text_of(rule, "destination")
        place = (path, line_of(text, f'"{source}"'), f"{source} → {target}")
        yield _rule(source, "" if _is_conditional(rule) else target, 308, place)
    for rule in map(mapping, listing(data.get("routes"))):
        source, target = text_of(rule, "src"), text_of(mapping(rule.get("headers")), "Location", "location")
        if target:
            yield _rule(source, target, rule.get("status", 308), (path, line_of(text, source), f"{source} → {target}"))


def _firebase(path: str, files: SourceFiles) -> Iterator[SourceRedirect | Note]:
    text = files.text(path) or ""
    hosting = mapping(files.json(path)).get("hosting")
    for site in map(mapping, hosting if isinstance(hosting, list) else [hosting]):
        for rule in map(mapping, listing(site.get("redirects"))):
            source, target = text_of(rule, "source", "regex"), text_of(rule, "destination")
            target = "" if "regex" in rule else target.replace(":rest*", "*").replace(":splat", "*")
            yield _rule(source, target, rule.get("type", 301), (path, line_of(text, f'"{source}"'), source))


def _is_conditional(rule: Mapping[str, Any]) -> bool:
    return any(rule.get(name) for name in _CONDITIONS)


def _rule(source: str, target: str, status: object, place: tuple[str, int, str]) -> SourceRedirect | Note:
    path, line, shown = place
    if not source.startswith(("/", "http")) or not target or status not in _MOVED:
        return Note(kind="left", construct="rule of a host", path=path, line=line, detail=shown[:200])
    return SourceRedirect(source, target.replace(":splat", "*"), path, line)


_READERS = {
    "_redirects": _netlify_lines,
    "netlify.toml": _netlify_table,
    "vercel.json": _vercel,
    "now.json": _vercel,
    "firebase.json": _firebase,
}
