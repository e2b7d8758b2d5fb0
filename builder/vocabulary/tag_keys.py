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
        Key(
            name="type",
            kind=ListOf(ChoiceKind(ATTRIBUTE_TYPES), or_single=True),
            about="the type of its value; `String` by default",
        ),
        Key(name="required", kind=Flag(), about="whether each use of the tag must have it"),
        Key(name="default", kind=Anything(), about="the value where a use has none"),
        Key(name="matches", kind=ListOf(Anything()), about="the values that it takes"),
        Key(
            name="pattern",
            kind=TextKind(is_pattern, "a regular expression"),
            about="a regular expression that its value must match",
        ),
        Key(
            name="role",
            kind=ChoiceKind((*ROLES, ICON_ROLE)),
            about="`link` or `image`: the value is resolved and checked as one; `icon`: it names an icon",
        ),
        Key(name="description", kind=TextKind(), about="its purpose"),
    )
)
"""The keys of one attribute."""

TAG_FILE = Record(
    (
        Key(name="description", kind=TextKind(may_have_tags=True), about="the purpose of the tag, in a sentence"),
        Key(name="attributes", kind=MapOf(ATTRIBUTE, _NAME), about="its attributes by name; see [below](#attributes)"),
        Key(
            name="needs",
            kind=ListOf(_NAME, or_single=True),
            about="attributes of which each use must have at least one; `content` stands for the tag's content",
        ),
        Key(name="selfClosing", kind=Flag(), about="`true` if the tag has no content"),
        Key(name="inline", kind=Flag(), about="`true`: inside a line only; `false`: on lines of its own only"),
        Key(
            name="children",
            kind=ListOf(TextKind(_is_node_type, "a type of Markdoc node, such as paragraph"), or_single=True),
            about="the types of nodes that may be in it",
        ),
        Key(name="phrasing", kind=Flag(), about="`true` if its HTML can be inside a paragraph"),
        Key(name="aliases", kind=ListOf(_NAME, or_single=True), about="other names of the tag"),
        Key(name="edition", kind=TextKind(refers="edition"), about="the only [edition](/editions) that shows it"),
        Key(name="meaning", kind=ChoiceKind(MEANINGS), about="how a [checklist](/checklists) treats it"),
        Key(name="tone", kind=ChoiceKind(TONES), about="how serious a note is"),
        Key(
            name="tones",
            kind=MapOf(MapOf(ChoiceKind(TONES)), _NAME),
            about="how serious a note is, by the value of one of its attributes: `{kind: {Danger: warning}}`",
        ),
        Key(
            name="markdown",
            kind=TextKind(may_have_tags=True),
            about="a template of its plain Markdown; without it, its content",
        ),
        Key(name="example", kind=TextKind(may_have_tags=True), about="source of an example"),
    )
)
"""The keys of the file."""
