"""Checks the front matter of pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from builder.content.json_schema import Violation, checker_of
from builder.content.keys.foreign_keys import foreign_key
from builder.content.keys.front_matter import FRONT_MATTER, PLAIN_WORDS, RESTRICTING
from builder.content.keys.kinds import TextKind
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.place import Place, diagnostic_at, in_file, milder
from builder.diagnostics.suggest import is_slip
from builder.structure.page import Page
from builder.structure.site import Site

KNOWN = {key.name: key.kind for key in FRONT_MATTER.keys}
"""Fields that the program itself reads."""

_USUAL = frozenset(name for name, kind in KNOWN.items() if isinstance(kind, TextKind) and name != "edition")
"""Fields that may be any text."""

_UNREADABLE = frozenset(
    {"front-matter-invalid", "front-matter-not-mapping", "front-matter-unclosed", "front-matter-duplicate-key"}
)


def check_front_matter(site: Site) -> Iterator[Diagnostic]:
    """Checks titles, editions, misspelt keys and the project's schema."""
    schema = site.settings.front_matter_schema
    check = checker_of(schema) if schema else _nothing
    declared = schema.get("properties")
    known = (*KNOWN, *site.settings.editions, *(declared if isinstance(declared, Mapping) else ()))
    restricting = RESTRICTING.union(site.settings.editions)
    usual = _USUAL.difference(site.settings.editions)
    for page in site.pages:
        if not schema and _is_usual(page.facts.front_matter, usual):
            continue
        yield from _missing_title(page)
        yield from _editions(page, site.settings.editions)
        yield from _misspelt(page, known, restricting)
        yield from _foreign(page, known)
        if schema and not _is_unreadable(page):
            yield from _schema(page, check)
    for page, _ in site.left_out:
        yield from _editions(page, site.settings.editions)


def _is_usual(front: Mapping[str, Any], usual: AbstractSet[str]) -> bool:
    """Whether the front matter has a title and only text values, as on most pages: then it needs no closer look."""
    title = front.get("title")
    return (
        front.keys() <= usual
        and isinstance(title, str)
        and bool(title.strip())
        and all(isinstance(value, str) for value in front.values())
    )


def _is_unreadable(page: Page) -> bool:
    """Whether the front matter can't be read, so that its missing fields are not known."""
    return any(d.code in _UNREADABLE for d in page.facts.diagnostics)


def _missing_title(page: Page) -> Iterator[Diagnostic]:
    title = page.facts.front_matter.get("title")
    if isinstance(title, str) and title.strip():
        return
    if (title is not None and not isinstance(title, str)) or _is_unreadable(page):
        return
    line, column = page.facts.front_matter_places.get("title", (1, 1))
    first = next((heading.text for heading in page.facts.headings if heading.level == 1), "")
    yield diagnostic_at(
        "front-matter-missing-field",
        in_file(page.path, line, column),
        "The page has no 'title' in its front matter.",
        subject="title",
        help=f"Add it to the front matter: title: {first}" if first else "",
    )


def _editions(page: Page, editions: tuple[str, ...]) -> Iterator[Diagnostic]:
    """An unknown edition, or a non-boolean value for one: either all editions would have the page, or none."""
    front = page.facts.front_matter
    edition = front.get("edition")
    wrong = {name: "true or false" for name in editions if front.get(name) not in (None, True, False)}
    if editions and isinstance(edition, str) and edition not in editions:
        wrong["edition"] = f"one of the project's editions: {', '.join(editions)}"
    for key, kind in wrong.items():
        line, column = page.facts.front_matter_places.get(key, (1, 1))
        message = f"The field '{key}' must be {kind}."
        yield diagnostic_at("front-matter-wrong-type", in_file(page.path, line, column), message, subject=key)


def _misspelt(page: Page, known: Sequence[str], restricting: AbstractSet[str]) -> Iterator[Diagnostic]:
    """An unknown key that differs in one letter from a known one that the page lacks."""
    front = page.facts.front_matter
    for key in front:
        if key in known or key in PLAIN_WORDS:
            continue
        meant = next((name for name in known if name not in front and is_slip(key, name)), "")
        if not meant:
            continue
        line, column = page.facts.front_matter_key_places.get(key, (1, 1))
        place = Place(line=line, column=column, end_line=line, end_column=column + len(key), path=page.path)
        message, hint = f"The key '{key}' is not known.", f"Did you mean '{meant}'?"
        found = diagnostic_at("front-matter-misspelt-key", place, message, key, hint, (meant,))
        yield found if meant in restricting or meant == "slug" else milder(found)


def _foreign(page: Page, known: Sequence[str]) -> Iterator[Diagnostic]:
    """Keys of other programs, which have no effect here unless the project declares them."""
    front = page.facts.front_matter
    for key, value in front.items():
        found = foreign_key(key, value) if key not in known else None
        if found is None or any(each in front for each in found.keys):
            continue
        line, column = page.facts.front_matter_key_places.get(key, (1, 1))
        place = Place(line=line, column=column, end_line=line, end_column=column + len(key), path=page.path)
        message = f"The key '{key}' belongs to other tools and has no effect here."
        if found.hides:
            message = f"The key '{key}' belongs to other tools and has no effect here, so the page is published."
        problem = diagnostic_at("front-matter-key-ignored", place, message, key, f"Write {found.written}.")
        yield problem if found.hides else milder(problem)


def _nothing(value: Any) -> Iterator[Violation]:
    yield from ()


def _schema(page: Page, check: Callable[[Any], Iterator[Violation]]) -> Iterator[Diagnostic]:
    for keys, message in check(page.facts.front_matter):
        line, column = page.facts.front_matter_places.get(str(keys[0]), (1, 1)) if keys else (1, 1)
        where = f"The field '{'.'.join(map(str, keys))}'" if keys else "The front matter"
        yield diagnostic_at(
            "front-matter-schema", in_file(page.path, line, column), f"{where} {message}.", subject=f"{keys}: {message}"
        )
