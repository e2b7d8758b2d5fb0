"""Writes a page's front matter: fields that Handrail reads first, then the page's other fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from builder.content.keys.front_matter import FRONT_MATTER
from builder.content.keys.reader import read_keys
from builder.content.yaml_reader import read_yaml
from builder.importing.ids import plain_text
from builder.importing.records import SourcePage

_READ_BY_SYSTEMS = frozenset(
    {
        *(
            "title",
            "description",
            "slug",
            "id",
            "sidebar_position",
            "sidebar_label",
            "sidebarTitle",
            "sidebar",
            "order",
        ),
        *("redirects", "aliases", "redirect_from", "draft", "permalink", "language", "lang", "nav_order", "weight"),
        *("hide_title", "displayed_sidebar", "pagination_next", "pagination_prev", "hide_table_of_contents"),
    }
)
"""Keys whose values are elsewhere in the new project, or have no use there."""

_RESERVED = frozenset({"edition", "collate", "checklist"})
"""Keys with another meaning in Handrail."""


def title_of(page: SourcePage, body: str) -> str:
    """The page's title: from its front matter, its first heading, or its path."""
    if page.title.strip():
        return page.title.strip()
    heading = first_heading(body)
    if heading:
        return heading
    name = (page.slug or page.path).rpartition("/")[2].partition(".")[0]
    words = name.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:] or "Home"


def first_heading(body: str) -> str:
    """The words of the first heading of level 1, outside of code."""
    fence = ""
    for line in body.split("\n"):
        stripped = line.lstrip()
        if fence:
            fence = "" if stripped.startswith(fence) else fence
        elif stripped.startswith(("```", "~~~")):
            fence = stripped[:3]
        elif line.startswith("# "):
            return plain_text(line[2:])
    return ""


def front_matter(page: SourcePage, body: str, slug: str | None) -> str:
    """The YAML of the new page, with its dashes; with ``slug`` if the file's path does not give it."""
    values: dict[str, Any] = {"title": title_of(page, body)}
    if slug is not None:
        values["slug"] = f"/{slug}"
    description = page.front.get("description")
    if isinstance(description, str) and description.strip():
        values["description"] = description.strip()
    if page.order is not None:
        values["order"] = int(page.order) if page.order == int(page.order) else page.order
    if page.language:
        values["language"] = page.language
    if page.draft:
        values["draft"] = True
    if page.redirects:
        values["redirect_from"] = list(page.redirects)
    values.update(_others(page.front))
    return f"---\n{_checked(values)}---\n"


def _checked(values: dict[str, Any]) -> str:
    """The YAML, without keys whose values Handrail can't use."""
    text = _dumped(values)
    reading = read_keys(read_yaml(text), FRONT_MATTER)
    wrong = {str(problem.path[0]) for problem in reading.key_problems if problem.path and problem.kind != "missing"}
    kept = {key: value for key, value in values.items() if key not in wrong or key == "title"}
    return text if len(kept) == len(values) else _dumped(kept)


def _dumped(values: dict[str, Any]) -> str:
    return yaml.safe_dump(values, sort_keys=False, allow_unicode=True, width=10_000)


def _others(front: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in front.items():
        if key in _READ_BY_SYSTEMS or value is None or not isinstance(key, str) or not key.strip():
            continue
        if key == "pagefind" and isinstance(value, bool):
            found["search"] = value
            continue
        if key not in _RESERVED:
            found[key] = value
    return found
