"""Checks partials: each should be used, and none easily mistaken for another."""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.place import diagnostic_at, in_file
from builder.structure.site import Site


def check_partials(site: Site) -> Iterator[Diagnostic]:
    """Partials that no page includes, and pairs of similar names."""
    used = set(site.partial_users)
    for page, _ in site.left_out:
        used.update(page.facts.partials)
    twins: dict[str, str] = {}
    for name, stamp in sorted(site.tree.partials.items()):
        if not site.tree.names.is_page(name):
            continue
        if name not in used:
            yield diagnostic_at("partial-unused", in_file(stamp.path), "No page includes this partial.", subject=name)
        twin = twins.setdefault(_folded(name), name)
        if twin != name:
            message = f"The name '{name}' is almost that of the partial '{twin}'."
            yield diagnostic_at("partial-twin", in_file(stamp.path), message, subject=name)


def _folded(name: str) -> str:
    return name.casefold().replace("-", "").replace("_", "").replace(" ", "")
