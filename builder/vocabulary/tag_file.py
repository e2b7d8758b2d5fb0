"""Reads one tag file: its front matter declares the tag, the rest is its template."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, cast

from builder.caches import bounded_cache
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.outcome import Outcome
from builder.markdoc.attribute_types import is_of_kind
from builder.markdoc.schema import CONTENT, Attribute, Schema
from builder.markdoc.values import UNDEFINED
from builder.vocabulary.definition import CONTENT_ALONE, ICON_ROLE, Role, TagDefinition, ToneChoice
from builder.vocabulary.front_matter import TagFrontMatter, invalid_file, read_front_matter, split
from builder.vocabulary.tag_keys import TAG_NAME


@bounded_cache(512)
def read_tag_file(name: str, text: str, path: str) -> Outcome[TagDefinition | None]:
    """The tag of a file; ``None`` and diagnostics if it is invalid.

    ``name`` is the file's name without its suffix, ``path`` is the file's path in diagnostics.
    """
    if not TAG_NAME.match(name):
        message = f"'{name}' can't be the name of a tag: use letters, digits, '_' and '-'."
        return Outcome(None, (invalid_file(path, message, 1, 1),))
    parts = split(text)
    if parts is None:
        message = "A tag file begins with its front matter, between two lines '---'."
        return Outcome(None, (invalid_file(path, message, 1, 1),))
    source, template, template_line = parts
    fields = read_front_matter(source, path)
    found = fields.diagnostics or tuple(_contradictions(fields))
    return Outcome(None if found else _definition(name, fields, template, template_line), found)


def _definition(name: str, fields: TagFrontMatter, template: str, template_line: int) -> TagDefinition:
    values = fields.values
    attributes: Mapping[str, Mapping[str, Any]] = values.get("attributes", {})
    description = values.get("description", "")
    children = values.get("children")
    schema = Schema(
        attributes={key: _attribute(declared) for key, declared in attributes.items()},
        children=tuple(children) if children is not None else None,
        self_closing=values.get("selfClosing", False),
        inline=values.get("inline"),
        description=description,
        needs=tuple(values.get("needs", ())),
    )
    roles = {key: declared["role"] for key, declared in attributes.items() if "role" in declared}
    return TagDefinition(
        name=name,
        aliases=tuple(values.get("aliases", ())),
        schema=schema,
        template=template,
        path=fields.path,
        template_line=template_line,
        description=description,
        meaning=values.get("meaning", "layout"),
        tone=values.get("tone", "info"),
        tone_choice=next((ToneChoice(key, tones) for key, tones in values.get("tones", {}).items()), None),
        roles={key: cast(Role, role) for key, role in roles.items() if role != ICON_ROLE},
        icon_attributes=tuple(key for key, role in roles.items() if role == ICON_ROLE),
        phrasing=values.get("phrasing", False),
        edition=values.get("edition", ""),
        markdown=values.get("markdown", CONTENT_ALONE),
        markdown_line=fields.line("markdown") if "markdown" in values else template_line,
        example=values.get("example", ""),
    )


def _attribute(declared: Mapping[str, Any]) -> Attribute:
    types = _types(declared)
    matches = declared.get("matches")
    return Attribute(
        type=types[0] if len(types) == 1 else types,
        default=declared.get("default", UNDEFINED),
        required=declared.get("required", False),
        matches=re.compile(declared["pattern"]) if "pattern" in declared else tuple(matches) if matches else None,
        description=declared.get("description", ""),
    )


def _types(declared: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(declared.get("type") or ("String",))


def _contradictions(fields: TagFrontMatter) -> Iterator[Diagnostic]:
    """Keys that are valid by themselves but contradict each other."""
    values = fields.values
    attributes: Mapping[str, Mapping[str, Any]] = values.get("attributes", {})
    for name, declared in attributes.items():
        yield from _contradictions_of(name, declared, fields)
    for index, name in enumerate(values.get("needs", ())):
        if name != CONTENT and name not in attributes:
            yield fields.problem(f"'needs' names '{name}', which is not an attribute of the tag.", "needs", index, "")
    for index, name in enumerate(values.get("tones", {})):
        if name not in attributes:
            yield fields.problem(f"'tones' names '{name}', which is not an attribute of the tag.", "tones", name, "")
        elif index:
            yield fields.problem("'tones' can name one attribute only.", "tones", name, "")


def _contradictions_of(name: str, declared: Mapping[str, Any], fields: TagFrontMatter) -> Iterator[Diagnostic]:
    at = ("attributes", name)
    types = _types(declared)
    if "matches" in declared and "pattern" in declared:
        yield fields.problem(f"'{name}' has both 'matches' and 'pattern'; keep one.", *at, "pattern", "")
    if "role" in declared and "String" not in types:
        yield fields.problem(f"'{name}' has a role, so its type must be String.", *at, "type")
    for index, value in enumerate(declared.get("matches", ())):
        if not _fits(value, types):
            yield fields.problem(f"'{name}' can't have this value: its type is {_said(types)}.", *at, "matches", index)
    default = declared.get("default")
    if default is None:
        return
    if not _fits(default, types):
        yield fields.problem(f"The default of '{name}' is not of its type, {_said(types)}.", *at, "default")
    elif "matches" in declared and default not in declared["matches"]:
        yield fields.problem(f"The default of '{name}' is not one of the values that it takes.", *at, "default")


def _fits(value: Any, types: tuple[str, ...]) -> bool:
    return any(kind in ("Class", "Id") or is_of_kind(kind, value) for kind in types)


def _said(types: tuple[str, ...]) -> str:
    return " or ".join(types)
