"""Finds the lines of redirects that were read from a program's values, which have no places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from builder.content.paths import parent
from builder.importing.records import SourceRedirect
from builder.importing.source_files import SourceFiles

_QUOTED = re.compile(r"""(["'`])((?:\\.|(?!\1)[^\\\n])*)\1""")
_SUFFIXES = (".json", ".js", ".ts", ".mjs", ".cjs", ".mts", ".yml", ".yaml")
MOST_FILES = 200
LARGEST = 1_000_000


def with_places(redirects: Iterable[SourceRedirect], files: SourceFiles) -> tuple[SourceRedirect, ...]:
    """The redirects with the lines on which their old addresses are written."""
    listed = tuple(redirects)
    placeless = {each.path for each in listed if each.line == 1}
    known: dict[str, tuple[str, int]] = {}
    for path in dict.fromkeys(each for config in placeless for each in _candidates(config, files)):
        for text, line in _literals(files.text(path) or ""):
            known.setdefault(text, (path, line))
    return tuple(_placed(each, known) if each.line == 1 else each for each in listed)


def _placed(redirect: SourceRedirect, known: dict[str, tuple[str, int]]) -> SourceRedirect:
    bare = redirect.source.strip("/")
    spellings = (redirect.source, f"/{bare}", bare, f"/{bare}/", f"{bare}/", f"/{bare.partition('/')[2]}")
    place = next((known[each] for each in spellings if each in known), None)
    return replace(redirect, path=place[0], line=place[1]) if place is not None else redirect


def _candidates(config: str, files: SourceFiles) -> Iterator[str]:
    """The file itself, then others of its folder that may hold its values, those with a fitting name first."""
    yield config
    others = [path for path in files.below(parent(config)) if path.endswith(_SUFFIXES) and path.count("/") < 5]
    others.sort(key=lambda path: ("redirect" not in path.lower(), path.count("/"), path))
    yield from others[:MOST_FILES]


def _literals(text: str) -> Iterator[tuple[str, int]]:
    if len(text) > LARGEST:
        return
    line, at = 1, 0
    for found in _QUOTED.finditer(text):
        line += text.count("\n", at, found.start())
        at = found.start()
        if "/" in found[2] or "-" in found[2]:
            yield found[2], line
