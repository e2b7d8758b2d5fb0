"""Reads one tag file: its front matter says what the tag is, the rest is its template."""

from __future__ import annotations

import re
from typing import Any, cast

from builder.diagnostics.outcome import Outcome
from builder.markdoc.schema import Attribute, Schema
from builder.markdoc.values import UNDEFINED
from builder.vocabulary.definition import (
    CONTENT_ALONE,
    MEANINGS,
    ROLES,
    TONES,
    Meaning,
    Role,
    TagDefinition,
    Tone,
    ToneChoice,
)
from builder.vocabulary.front_matter import TagFrontMatter, invalid_file, read_front_matter, split

_KEYS = (
    "description",
    "aliases",
    "attributes",
    "children",
    "selfClosing",
    "inline",
    "phrasing",
    "meaning",
    "tone",
    "tones",
    "edition",
    "markdown",
    "example",
)
_ATTRIBUTE_KEYS = ("type", "required", "default", "matches", "pattern", "role", "description")
_TYPES = ("String", "Number", "Boolean", "Object", "Array", "Class", "Id")
_NAME = re.compile(r"[A-Za-z0-9_-]+\Z")


def read_tag_file(name: str, text: str, path: str) -> Outcome[TagDefinition | None]:
    """The tag that a file declares; ``None`` and diagnostics where it can't be used.

    ``name`` is the file's name without its suffix, ``path`` is how diagnostics call the file.
    """
    if not _NAME.match(name):
        message = f"'{name}' can't be the name of a tag: use letters, digits, '_' and '-'."
        return Outcome(None, (invalid_file(path, message, 1, 1),))
    parts = split(text)
    if parts is None:
        message = "A tag file begins with its front matter, between two lines '---'."
        return Outcome(None, (invalid_file(path, message, 1, 1),))
    source, template, template_line = parts
    fields = read_front_matter(source, path)
    fields.check_keys(_KEYS)
    tag = _definition(name, fields, template, template_line)
    # One mistake is reported once: a value that YAML can't read is not complained about a second time.
    complaints = {(complaint.line, complaint.column): complaint for complaint in reversed(fields.complaints)}
    return Outcome(None if complaints else tag, tuple(reversed(complaints.values())))


def _definition(name: str, fields: TagFrontMatter, template: str, template_line: int) -> TagDefinition:
    attributes: dict[str, Attribute] = {}
    roles: dict[str, Role] = {}
    for attribute_name, declared in fields.mappings("attributes"):
        declared.check_keys(_ATTRIBUTE_KEYS)
        attributes[attribute_name] = _attribute(declared)
        role = declared.one_of("role", ("", *ROLES), "")
        if role:
            roles[attribute_name] = cast(Role, role)
    inline = fields.flag("inline") if "inline" in fields else None
    description = fields.text("description")
    schema = Schema(
        attributes=attributes,
        children=fields.names("children"),
        self_closing=fields.flag("selfClosing"),
        inline=inline,
        description=description,
    )
    return TagDefinition(
        name=name,
        aliases=fields.names("aliases") or (),
        schema=schema,
        template=template,
        path=fields.path,
        template_line=template_line,
        description=description,
        meaning=cast(Meaning, fields.one_of("meaning", MEANINGS, "layout")),
        tone=cast(Tone, fields.one_of("tone", TONES, "info")),
        tone_choice=_tone_choice(fields),
        roles=roles,
        phrasing=fields.flag("phrasing"),
        edition=fields.text("edition"),
        markdown=fields.text("markdown", CONTENT_ALONE),
        markdown_line=fields.line("markdown") if "markdown" in fields else template_line,
        example=fields.text("example"),
    )


def _attribute(declared: TagFrontMatter) -> Attribute:
    names = declared.names("type") or ("String",)
    for name in names:
        if name not in _TYPES:
            declared.complain(f"Unknown type '{name}'; the types are {', '.join(_TYPES)}.", "type")
    return Attribute(
        type=names[0] if len(names) == 1 else names,
        default=declared.value("default") if "default" in declared else UNDEFINED,
        required=declared.flag("required"),
        matches=_matches(declared),
        description=declared.text("description"),
    )


def _matches(declared: TagFrontMatter) -> tuple[Any, ...] | re.Pattern[str] | None:
    if "pattern" in declared:
        try:
            return re.compile(declared.text("pattern"))
        except re.error as error:
            declared.complain(f"'pattern' is not a regular expression: {error}.", "pattern")
    values = declared.value("matches")
    if isinstance(values, list):
        return tuple(values)
    if "matches" in declared:
        declared.complain("'matches' must be a list of the values allowed.", "matches")
    return None


def _tone_choice(fields: TagFrontMatter) -> ToneChoice | None:
    """``tones: {noteType: {Warning: warning}}``: one attribute and the tones of its values."""
    for attribute, declared in fields.mappings("tones"):
        words = {value: declared.one_of(value, TONES, "info") for value in declared}
        return ToneChoice(attribute, {value: cast(Tone, tone) for value, tone in words.items()})
    return None
