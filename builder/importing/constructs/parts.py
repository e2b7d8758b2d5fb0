"""Snippets that several pages share: they become partials, and their properties become variables."""

from __future__ import annotations

from collections.abc import Sequence

from builder.content.paths import join, normalise
from builder.importing.addresses import PAGE_SUFFIXES
from builder.importing.constructs.conversion import Conversion
from builder.importing.constructs.shapes import block_tag, is_empty
from builder.importing.markup.nodes import Element, Node

MODULES = (".js", ".ts", ".jsx", ".tsx", ".mjs", ".json", "/index.js", "/index.ts", "/index.jsx", "/index.tsx")
"""Suffixes that an import can leave out of a module's name."""

SNIPPETS = ("Snippet", "Include", "Partial")


def part(element: Element, page: Conversion) -> Sequence[Node] | None:
    """``<Steps/>`` that was imported from ``_steps.mdx``."""
    path = page.parts.get(element.name)
    return _partial(element, page, path) if path else None


def snippet(element: Element, page: Conversion) -> Sequence[Node] | None:
    """``<Snippet file="note.mdx"/>``."""
    name = page.text(element, "file", "src", "path", "name")
    path = find_part(page, name) if name else ""
    if not path:
        if name:
            page.left("part that is missing", element.line, name)
        return None
    return _partial(element, page, path)


def _partial(element: Element, page: Conversion, path: str) -> Sequence[Node]:
    page.shared.parts.setdefault((page.version, path))
    page.done("part", element.line, path)
    attributes: dict[str, object] = {"file": part_name(path, page.version, page.site.part_folders)}
    given = page.attributes(element, skip=("file", "src", "path", "key"))
    children = page.children(element)
    page.shared.props.setdefault((page.version, path), set()).update(map(_variable, given))
    if given:
        attributes["variables"] = {_variable(name): value for name, value in given.items()}
    found: list[Node] = [block_tag(element, "partial", attributes, None)]
    if not is_empty(children):
        page.left("content given to a part", element.line, element.name)
        found.extend(children)
    return found


def _variable(name: str) -> str:
    return name.replace("-", "_").replace(".", "_")


def part_name(path: str, version: str, folders: Sequence[str]) -> str:
    """The name by which a partial tag takes a part: ``/v1.0/steps.md``."""
    below = next((path[len(folder) + 1 :] for folder in folders if folder and path.startswith(folder + "/")), path)
    for suffix in PAGE_SUFFIXES:
        below = below.removesuffix(suffix)
    return f"/{version}/{below}.md" if version else f"/{below}.md"


def find_part(page: Conversion, name: str) -> str:
    """The file of a part by the name that an import or a tag gives; empty if there is none."""
    files = page.shared.files
    clean = name.split("!")[-1]
    candidates: list[str | None] = []
    for alias, folder in page.site.aliases.items():
        if clean == alias or clean.startswith(alias + "/"):
            candidates.append(normalise(f"{folder}/{clean[len(alias) :]}"))
    if clean.startswith("/"):
        candidates.append(normalise(clean))
    else:
        candidates.append(join(page.folder, clean))
    candidates.extend(normalise(f"{folder}/{clean}") for folder in page.site.part_folders)
    for candidate in candidates:
        if candidate is None:
            continue
        found = files.first(candidate, *(candidate + suffix for suffix in (*PAGE_SUFFIXES, *MODULES)))
        if found:
            return found
    return ""
