"""Makes diagnostics at places of a page: a reference, a heading, or the page as a whole."""

from __future__ import annotations

from msgspec.structs import replace

from builder.article.records import Reference
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.place import Place, diagnostic_at, in_page
from builder.structure.page import Page
from builder.structure.places import Resolution


def new_address(found: Resolution, version: str) -> str:
    """A target that a page of ``version`` can write to link to the same place as ``found``."""
    if found.kind == "external":
        return found.url
    prefix = f"/{found.version}" if found.version != version else ""
    return f"{prefix}/{found.slug}" + (f"#{found.fragment}" if found.fragment else "")


def at_reference(
    page: Page,
    reference: Reference,
    code: str,
    message: str,
    *,
    help: str = "",
    suggestions: tuple[str, ...] = (),
) -> Diagnostic:
    """A diagnostic about a link or an image.

    It is placed at the start of the reference; for a tag, at the attribute's value; for a link with a label, at the
    target in the label's definition.
    """
    apart = "." in reference.element or _is_elsewhere(reference)
    place = reference.target_place if apart else reference.place
    problem = at_place(page, place, code, message, subject=reference.target)
    return replace(problem, help=help, suggestions=suggestions)


def _is_elsewhere(reference: Reference) -> bool:
    """Whether the target is not at the link itself."""
    place, target = reference.place, reference.target_place
    return reference.element == "definition" or not (
        (place.line, place.column) <= (target.line, target.column) <= (place.end_line, place.end_column)
    )


def at_place(page: Page, place: Place, code: str, message: str, *, subject: str = "") -> Diagnostic:
    """The diagnostic of a code at a place of a page's text, or of a partial that it shows."""
    return in_page(diagnostic_at(code, place, message, subject), page.path)
