"""Partials: each is used, and none is easily taken for another."""

from __future__ import annotations

from collections.abc import Iterator

from builder.content.paths import PAGE_SUFFIXES
from builder.diagnostics.diagnostic import Diagnostic
from builder.structure.site import Site


def check_partials(site: Site) -> Iterator[Diagnostic]:
    """Partials that no page takes in, and pairs of names that differ in little."""
    used = set(site.partial_users)
    for page, _ in site.left_out:
        used.update(page.facts.partials)
    twins: dict[str, str] = {}
    for name, stamp in sorted(site.tree.partials.items()):
        if not name.endswith(PAGE_SUFFIXES):
            continue
        if name not in used:
            yield Diagnostic("partial-unused", "info", "No page takes this partial in.", stamp.path, subject=name)
        twin = twins.setdefault(_folded(name), name)
        if twin != name:
            message = f"The name '{name}' is almost that of the partial '{twin}'."
            yield Diagnostic("partial-twin", "info", message, stamp.path, subject=name)


def _folded(name: str) -> str:
    return name.casefold().replace("-", "").replace("_", "").replace(" ", "")
