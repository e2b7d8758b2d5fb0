"""Steps that the systems share: splitting pages, making addresses, reading front matter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from builder.importing.records import Note, SourcePage, SourceRedirect
from builder.importing.source_files import SourceFiles, SplitPage, split_page

_NUMBER = re.compile(r"\A\d+\s*[-_.)]+\s*(?=[^-_.\s])(?!\d{1,2}[-_])")
"""The number that orders a file, as in ``01-install``; a date or a version is no such number."""
_LOCAL = re.compile(r"https?://(?:localhost|127\.|0\.0\.0\.0)")
_VERSION_LIKE = re.compile(r"\A(?:\d+[-_.]\d+)")


def read_page(files: SourceFiles, path: str, notes: list[Note]) -> SplitPage | None:
    """A page's front matter and body; a file that can't be read is noted."""
    text = files.text(path)
    if text is None:
        notes.append(
            Note(
                kind="left",
                construct="file that can't be read",
                path=path,
                line=1,
                detail="It is not UTF-8, or too large.",
            )
        )
        return None
    split = split_page(text)
    if split.problem:
        notes.append(
            Note(kind="left", construct="front matter that can't be read", path=path, line=1, detail=split.problem)
        )
    return split


def pages_left(pages: Sequence[str], folder: str) -> Note:
    """The note on pages below a folder that are not documents."""
    return Note(
        kind="left",
        construct="pages that are not documents",
        path=pages[0],
        line=1,
        detail=f"{len(pages)} below {folder}",
    )


def without_number(name: str) -> str:
    """``01-install`` → ``install``."""
    if _VERSION_LIKE.match(name):
        return name
    found = _NUMBER.match(name)
    return name[found.end() :] if found is not None else name


def number_of(name: str) -> float | None:
    """The number that orders a file."""
    if _VERSION_LIKE.match(name):
        return None
    found = _NUMBER.match(name)
    digits = re.match(r"\d+", name)
    return float(digits[0]) if found is not None and digits is not None else None


def other_parts(files: SourceFiles, folder: str, pages: Iterable[SourcePage]) -> tuple[str, ...]:
    """The first parts of addresses that programs below ``folder`` serve, and no document has: ``/blog``."""
    names = {path[len(folder) + 1 :].partition("/")[0].partition(".")[0] for path in files.below(folder)}
    taken = {page.url.strip("/").partition("/")[0] for page in pages}
    return tuple(sorted(f"/{name}" for name in names - taken if name not in ("index", "404") and name[:1].isalnum()))


def text_of(values: Mapping[str, Any], *names: str) -> str:
    """The first of these that is a text or a number."""
    for name in names:
        value = values.get(name)
        if isinstance(value, str) and value.strip():
            return value.strip()
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return str(value)
    return ""


def number(values: Mapping[str, Any], *names: str) -> float | None:
    """The first of these that is a number."""
    for name in names:
        value = values.get(name)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return float(value)
    return None


def mapping(value: Any) -> Mapping[str, Any]:
    """The value, if it is a mapping; else an empty one."""
    return value if isinstance(value, dict) else {}


def listing(value: Any) -> list[Any]:
    """The value as a list; a value that is not a list becomes its only entry, and no value an empty list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def texts(value: Any) -> tuple[str, ...]:
    """The texts of a list, or one text."""
    return tuple(each.strip() for each in listing(value) if isinstance(each, str) and each.strip())


def public_url(url: str) -> str:
    """The URL of a site without a slash at its end; empty for one on the author's own machine."""
    return "" if _LOCAL.match(url) else url.rstrip("/")


def unread_redirect(path: str, line: int, shown: object) -> Note:
    """The note on a redirect whose addresses only the program knows."""
    return Note(kind="left", construct="redirect that can't be read", path=path, line=line, detail=str(shown)[:200])


def redirects_and_notes(
    found: Iterable[SourceRedirect | Note],
) -> tuple[tuple[SourceRedirect, ...], tuple[Note, ...]]:
    """The redirects that were read, and the notes on the others."""
    every = tuple(found)
    redirects = tuple(each for each in every if isinstance(each, SourceRedirect))
    return redirects, tuple(each for each in every if isinstance(each, Note))


def line_of(text: str, what: str) -> int:
    """The line on which something is said first; 1 if it isn't found."""
    at = text.find(what)
    return text.count("\n", 0, at) + 1 if at >= 0 else 1
