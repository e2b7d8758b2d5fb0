"""The reasons why each page was rebuilt: which changed inputs it depends on. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from builder.project.loaded_site import LoadedSite
from builder.server.changed_files import ChangedInputs
from builder.structure.page import Page


def reasons(before: LoadedSite | None, after: LoadedSite, inputs: ChangedInputs) -> Mapping[str, str]:
    """The changed inputs of each page, by the page's URL."""
    known = {page.path for page in before.site.pages} if before is not None else set()
    pages = {page.path: page for page in after.site.pages}
    fresh = [pages[path] for path in after.fresh if path in pages]
    return {page.url: _reason(page, inputs, is_new=page.path not in known) for page in fresh}


def _reason(page: Page, inputs: ChangedInputs, *, is_new: bool) -> str:
    if is_new:
        return "a new page"
    if page.path in inputs.pages:
        return "its text"
    shown = [name for name in inputs.partials if name in page.facts.partials]
    if shown:
        return f"partial {shown[0]}"
    return ", ".join(inputs.others[:2]) or "its text"
