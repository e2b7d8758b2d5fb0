"""Front matter: what every page must say of itself."""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics.diagnostic import Diagnostic
from builder.structure.page import Page
from builder.structure.site import Site

_KINDS: dict[str, tuple[tuple[type, ...], str]] = {
    "title": ((str, int, float), "a text"),
    "slug": ((str,), "a text"),
    "description": ((str,), "a text"),
    "draft": ((bool,), "true or false"),
    "checklist": ((bool,), "true or false"),
    "edition": ((str,), "the name of an edition"),
    "redirect_from": ((str, list), "a slug or a list of slugs"),
    "order": ((int, float), "a number"),
}
"""Fields that the program itself reads, and what each may be."""


def check_front_matter(site: Site) -> Iterator[Diagnostic]:
    """A title on every page; every field that is read of its kind."""
    for page in site.pages:
        yield from _missing_title(page)
        yield from _wrong_types(page)


def _missing_title(page: Page) -> Iterator[Diagnostic]:
    title = page.facts.front_matter.get("title")
    if isinstance(title, str) and title.strip():
        return
    if title is not None and not isinstance(title, str):
        return
    if any(d.code.startswith("front-matter-") for d in page.facts.diagnostics):
        # The front matter can't be read; what it lacks is not known.
        return
    line, column = page.facts.front_matter_places.get("title", (1, 1))
    first = next((heading.text for heading in page.facts.headings if heading.level == 1), "")
    yield Diagnostic(
        "front-matter-missing-field",
        "error",
        "The page has no 'title' in its front matter.",
        page.path,
        line,
        column,
        help=f"Add it to the front matter: title: {first}" if first else "",
        subject="title",
    )


def _wrong_types(page: Page) -> Iterator[Diagnostic]:
    for key, value in page.facts.front_matter.items():
        kinds, name = _KINDS.get(key, ((object,), ""))
        if value is None or (isinstance(value, kinds) and not (isinstance(value, bool) and bool not in kinds and name)):
            continue
        line, column = page.facts.front_matter_places.get(key, (1, 1))
        message = f"The field '{key}' must be {name}."
        yield Diagnostic("front-matter-wrong-type", "error", message, page.path, line, column, subject=key)
