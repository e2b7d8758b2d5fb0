"""The records of a tag file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, get_args

import msgspec

from builder.markdoc.schema import Schema
from builder.vocabulary.additions import SchemaAdditions
from builder.vocabulary.messages import ENGLISH, Messages

Role = Literal["link", "image"]
"""The kind of target that an attribute's string points to: resolved and checked like the same thing in Markdown."""

ICON_ROLE = "icon"
"""The role of an attribute that names an icon; it is looked up, not resolved."""

Meaning = Literal[
    "layout",
    "note",
    "image",
    "step-container",
    "step",
    "step-text",
    "step-visual",
    "requirement",
    "verify",
    "options",
    "option",
    "code",
    "skip",
]
"""The meaning of a tag to the checklist; ``layout`` is transparent, ``skip`` leaves its content out."""

Tone = Literal["info", "warning", "requirement"]
"""The tone of a note."""

ROLES: tuple[Role, ...] = get_args(Role)
MEANINGS: tuple[Meaning, ...] = get_args(Meaning)
TRANSPARENT_MEANINGS = frozenset({"layout", "options", "option", "step-container", "step", "step-text"})
"""Meanings of tags whose content is read as if the tag were not there."""
TONES: tuple[Tone, ...] = get_args(Tone)


CONTENT_ALONE = "{{ content }}"
"""The template of a tag that shows only its content."""


class ToneChoice(msgspec.Struct, frozen=True):
    """An attribute that decides the tone: ``noteType`` of ``note``."""

    attribute: str
    tones: Mapping[str, Tone]
    """The tone by the attribute's value; other values have the tag's own tone."""


class TagDefinition(msgspec.Struct, frozen=True, kw_only=True):
    """A tag, as its file declares it."""

    name: str
    schema: Schema
    template: str
    """Jinja source of its HTML."""
    path: str
    """The path of the file in diagnostics: ``theme/tags/note.html``."""
    template_line: int = 1
    """1-based line of the file at which the template begins."""
    is_own: bool = False
    """Whether it is the project's own, not a shipped one."""
    aliases: tuple[str, ...] = ()
    """Other names of the tag: spellings of older documents."""
    alias_of: str = ""
    """The tag's usual name, if ``name`` is another one."""
    description: str = ""
    meaning: Meaning = "layout"
    tone: Tone = "info"
    tone_choice: ToneChoice | None = None
    roles: Mapping[str, Role] = msgspec.field(default_factory=dict)
    """Attributes with a link or an image, by name."""
    icon_attributes: tuple[str, ...] = ()
    """Attributes with the name of an icon."""
    means: Mapping[str, str] = msgspec.field(default_factory=dict)
    """Attributes that the project's schema file declares, with those that they stand for."""
    values: Mapping[str, Mapping[str, Any]] = msgspec.field(default_factory=dict)
    """The tag's own values, by attribute and by the values that pages write."""
    phrasing: bool = False
    """True if its HTML may be in a paragraph; otherwise a paragraph that contains it can't be a ``<p>``."""
    edition: str = ""
    """The only edition whose pages show it; empty for all."""
    markdown: str = CONTENT_ALONE
    """Jinja source of its plain Markdown."""
    markdown_line: int = 1
    """1-based line of the file at which the Markdown form begins."""
    example: str = ""
    """Markdoc source of an example, for the manual."""

    @property
    def is_transparent(self) -> bool:
        """Whether its content is read as if the tag were not there."""
        return self.meaning in TRANSPARENT_MEANINGS

    @property
    def usual_name(self) -> str:
        """The name by which the templates of other tags know it."""
        return self.alias_of or self.name

    def named(self, attributes: Mapping[str, Any]) -> Mapping[str, Any]:
        """Attributes by the names, and with the values, that the tag's template knows. Those it has itself win."""
        if not self.means:
            return attributes
        found: dict[str, Any] = {}
        for name, value in attributes.items():
            known = self.values.get(name, {})
            found.setdefault(self.means.get(name, name), known.get(value, value) if isinstance(value, str) else value)
        return {**found, **{name: attributes[name] for name in attributes if name not in self.means}}

    def written_as(self, name: str, attributes: Mapping[str, Any]) -> str:
        """The name by which these attributes have the tag's attribute ``name``."""
        others = (other for other in attributes if self.means.get(other) == name)
        return name if name in attributes else next(others, name)

    def tone_for(self, attributes: Mapping[str, Any]) -> Tone:
        """The tone of one use of the tag."""
        choice = self.tone_choice
        if choice is None:
            return self.tone
        value = self.named(attributes).get(choice.attribute)
        return choice.tones.get(value, self.tone) if isinstance(value, str) else self.tone


class Icon(msgspec.Struct, frozen=True):
    """An icon of the icon sheet."""

    name: str
    view_box: str
    body: str
    """SVG elements, as the sheet has them."""
    label: str = ""
    """Its label where it is used alone: ``Yes`` for a tick."""


class Vocabulary(msgspec.Struct, frozen=True, kw_only=True):
    """Every tag of a site, with the icons that their templates draw."""

    tags: Mapping[str, TagDefinition]
    icons: Mapping[str, Icon]
    """Keyed by name, and by every alternative name in the sheet."""
    digest: str
    """Digest of all tag files and icon sheets: equal digests mean equal HTML."""
    files: Mapping[str, str] = msgspec.field(default_factory=dict)
    """The digest of each of them, by its path."""
    additions: SchemaAdditions = SchemaAdditions()
    """Attributes of nodes, and functions, that the project declares."""
    broken: frozenset[str] = frozenset()
    """Names of tags whose files can't be used: a use of one is not another mistake."""

    messages: Mapping[str, Messages] = msgspec.field(default_factory=dict)
    """The words of the theme by language, for each language of the site."""
    language: str = ENGLISH
    """The language in which tags are rendered."""

    @property
    def words(self) -> Messages:
        """The words of the theme in the language of the tags."""
        return self.messages.get(self.language) or Messages()

    def usual_name(self, around: Sequence[str]) -> str | None:
        """The usual name of the innermost of the tags around a place; ``None`` without any."""
        return self.tags[around[-1]].usual_name if around and around[-1] in self.tags else None

    def schemas(self) -> dict[str, Schema]:
        """The tags' schemas by name, for ``markdoc.Config.tags``."""
        return {name: tag.schema for name, tag in self.tags.items()}
