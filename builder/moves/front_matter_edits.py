"""Writes a new slug and a redirect into front matter, and leaves every other character as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from builder.content.document import parse_document
from builder.content.source import Source
from builder.errors import UsageError

_PLAIN = re.compile(r"/[\w./~-]*")


def with_address(text: str, path: str, slug: str, old: str) -> str:
    """The text of a page with its new slug, if it names one, and a redirect from its old address.

    Raises UsageError if the front matter is written in a way in which that can't be done safely.
    """
    lines = text.split("\n")
    end = _end_of_front_matter(lines)
    values = _values(text, path)
    if not end:
        lines, end = ["---", "---", *lines], 1
    wanted = {**values, "redirect_from": _with_old(values.get("redirect_from"), f"/{old}")}
    if "slug" in values:
        wanted["slug"] = f"/{slug}" if str(values["slug"]).startswith("/") else slug
        _replace_value(lines, end, "slug", wanted["slug"])
    _add_redirect(lines, end, values.get("redirect_from"), f"/{old}")
    changed = "\n".join(lines)
    if _listed(_values(changed, path)) != _listed(wanted):
        raise UsageError(f"The front matter of '{path}' can't be changed safely. Write: redirect_from: /{old}")
    return changed


def _values(text: str, path: str) -> Mapping[str, Any]:
    return parse_document(
        Source(path, text.removeprefix("\ufeff").replace("\r\n", "\n"), ""), path
    ).value.front_matter.values


def _listed(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The values with the redirects as a list: one alone may be written without."""
    redirects = values.get("redirect_from")
    return values if isinstance(redirects, list) else {**values, "redirect_from": [redirects]}


def _end_of_front_matter(lines: list[str]) -> int:
    """The index of the line that ends it; 0 without one."""
    if not lines or lines[0].lstrip("\ufeff").rstrip() != "---":
        return 0
    return next((number for number, each in enumerate(lines) if number and each.rstrip() == "---"), 0)


def _with_old(value: Any, old: str) -> Any:
    if value is None:
        return old
    return [*value, old] if isinstance(value, list) else [value, old]


def _line_of(lines: list[str], end: int, key: str) -> int:
    return next((number for number in range(1, end) if re.match(rf"{key}\s*:", lines[number])), 0)


def _replace_value(lines: list[str], end: int, key: str, value: str) -> None:
    number = _line_of(lines, end, key)
    if number:
        ending = "\r" if lines[number].endswith("\r") else ""
        lines[number] = f"{key}: {_written(value)}{ending}"


def _add_redirect(lines: list[str], end: int, before: Any, old: str) -> None:
    ending = "\r" if lines[0].endswith("\r") else ""
    number = _line_of(lines, end, "redirect_from")
    if not number:
        at = _line_of(lines, end, "slug")
        lines.insert(at + 1 if at else end, f"redirect_from: {_written(old)}{ending}")
        return
    line = lines[number].rstrip()
    value = line.partition(":")[2].strip()
    if value.endswith("]"):
        lines[number] = f"{line[:-1].rstrip()}{', ' if before else ''}{_written(old)}]{ending}"
    elif value:
        lines[number] = f"redirect_from: [{value}, {_written(old)}]{ending}"
    else:
        last = number
        while last + 1 < end and re.match(r"\s*-\s", lines[last + 1]):
            last += 1
        indent = re.match(r"\s*", lines[last])
        lines.insert(last + 1, f"{indent[0] if indent and last > number else '  '}- {_written(old)}{ending}")


def _written(value: str) -> str:
    return value if _PLAIN.fullmatch(value) else '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
