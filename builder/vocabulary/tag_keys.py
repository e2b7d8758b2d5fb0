"""The keys of a tag file's front matter, as data."""

from __future__ import annotations

import re

from builder.content.keys.kinds import Anything, ChoiceKind, Flag, Key, ListOf, MapOf, Record, TextKind
from builder.content.keys.text_forms import is_pattern
from builder.markdoc.nodes import NODES
from builder.vocabulary.definition import ICON_ROLE, MEANINGS, ROLES, TONES

TAG_NAME = re.compile(r"[A-Za-z0-9_-]+\Z")
ATTRIBUTE_TYPES = ("String", "Number", "Boolean", "Object", "Array", "Class", "Id")
NODE_TYPES = frozenset({*NODES, "tag"})


def _is_name(text: str) -> bool:
    return TAG_NAME.match(text) is not None


def _is_node_type(text: str) -> bool:
    return text in NODE_TYPES


_NAME = TextKind(_is_name, "a name of letters, digits, '_' and '-'")

ATTRIBUTE = Record(
    (
        Key("type", ListOf(ChoiceKind(ATTRIBUTE_TYPES), or_single=True), "the type of its value; `String` by default"),
        Key("required", Flag(), "whether each use of the tag must have it"),
        Key("default", Anything(), "the value where a use has none"),
        Key("matches", ListOf(Anything()), "the values that it takes"),
        Key("pattern", TextKind(is_pattern, "a regular expression"), "a regular expression that its value must match"),
        Key(
            "role",
            ChoiceKind((*ROLES, ICON_ROLE)),
            "`link` or `image`: the value is resolved and checked as one; `icon`: it names an icon",
        ),
        Key("description", TextKind(), "what it is for"),
    )
)
"""Of one attribute."""

TAG_FILE = Record(
    (
        Key("description", TextKind(), "what the tag is for, in a sentence"),
        Key("attributes", MapOf(ATTRIBUTE, _NAME), "its attributes by name; see [below](#attributes)"),
        Key("selfClosing", Flag(), "`true` if the tag has no content"),
        Key("inline", Flag(), "`true`: inside a line only; `false`: on lines of its own only"),
        Key(
            "children",
            ListOf(TextKind(_is_node_type, "a type of Markdoc node, such as paragraph"), or_single=True),
            "the types of nodes that may be in it",
        ),
        Key("phrasing", Flag(), "`true` if its HTML can be inside a paragraph"),
        Key("aliases", ListOf(_NAME, or_single=True), "other names of the tag"),
        Key("edition", TextKind(refers="edition"), "the only [edition](/editions) that shows it"),
        Key("meaning", ChoiceKind(MEANINGS), "what it is to a [checklist](/checklists)"),
        Key("tone", ChoiceKind(TONES), "how grave a note is"),
        Key(
            "tones",
            MapOf(MapOf(ChoiceKind(TONES)), _NAME),
            "how grave a note is, by the value of one of its attributes: `{kind: {Danger: warning}}`",
        ),
        Key("markdown", TextKind(), "a template of its plain Markdown; without it, its content"),
        Key("example", TextKind(), "source that shows it"),
    )
)
"""Of the file."""
