"""The records that composing gives: an article, apart from its place in a site.

They hold plain data only, so that a cache can keep them and another process can send them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from builder.checklist.model import ChecklistDraft
from builder.checklist.summary import ChecklistSummary
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.place import Place


class Reference(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """A link or an image, as the author wrote it."""

    kind: Literal["link", "image"]
    target: str
    text: str
    """The link's text or the image's alternative text; a space for an image that is decoration."""
    element: str
    """``link``, ``image``, or a tag's attribute: ``tile.link``."""
    place: Place
    target_place: Place
    """The place of the target by itself, where it can be fixed."""


class Heading(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """One heading of the article's own flow or of a container in it."""

    level: int
    text: str
    id: str
    """Unique in the page; in a fragment, the id that it has where no other heading takes it."""
    aliases: tuple[str, ...]
    """Its ids in other anchor styles, which lead to it too."""
    place: Place
    nested: bool
    """Whether it is inside a note, a tab or the like, and so begins no section of the page."""
    in_tag: bool = False
    """Whether it is inside any tag, whose own title may be a heading above it."""
    is_given: bool = False
    """Whether the author gave it its id."""


class Suppression(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """Codes that the author suppresses at one place, or on the whole page."""

    codes: tuple[str, ...]
    """Empty if it can't be read."""
    reason: str
    whole_page: bool
    line: int
    column: int
    end_line: int
    next_line: int
    """The next line that isn't blank: the suppression applies to it too."""

    def covers(self, code: str, line: int) -> bool:
        """Whether it suppresses problems of that code on that line."""
        return code in self.codes and (self.whole_page or self.line <= line <= self.end_line or line == self.next_line)


class Facts(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """Everything that other pages, checks and outputs ask of an article: small, in memory for each page."""

    digest: str
    """A digest of the text, of everything that composing it asked for, and of its checklist."""
    source_digest: str
    title: str
    """From the front matter; else the first heading; else empty."""
    front_matter: dict[str, Any]
    front_matter_places: dict[str, tuple[int, int]]
    """Line and column of each key's value; of a list's items as ``key.0``."""
    headings: tuple[Heading, ...]
    """In document order."""
    anchors: tuple[str, ...]
    """Every id that the published page has, in document order."""
    references: tuple[Reference, ...]
    partials: tuple[str, ...]
    """Names of the partials it shows, each once, in order."""
    diagnostics: tuple[Diagnostic, ...]
    """With an empty path where the page itself is meant."""
    words: int
    checklist: ChecklistSummary | None
    """The summary of the checklist, which is an attachment; ``None`` for a page without a procedure."""
    guide_reason: str
    """Why the page is a guide, or why it is not."""
    tags: tuple[str, ...]
    """Names of the tags used, sorted."""
    content_digest: str
    """A digest of :class:`Content` and the headings, which is part of the outputs' keys."""
    ignores: tuple[Suppression, ...] = ()
    front_matter_key_places: dict[str, tuple[int, int]] = msgspec.field(default_factory=dict)
    """Line and column of each key itself."""
    images_named: tuple[str, ...] = ()
    """Image files that its text names without showing them: in code, in a comment, in a broken tag."""
    code_files: tuple[str, ...] = ()
    """Files whose code it shows, as it names them."""
    has_main_heading: bool = False
    """Whether one of its headings is of the first level."""
    sections: Mapping[str, str] = msgspec.field(default_factory=dict)
    """The digest of each section's text (empty if it has none), by anchor; the first section has no anchor."""

    @property
    def is_provisional(self) -> bool:
        """Whether they were guessed from the front matter, before the page is composed."""
        return not self.content_digest

    @property
    def is_guide(self) -> bool:
        """Whether the page is a guide, not only one with procedures in it."""
        return self.checklist is not None and self.checklist.is_guide


class SectionText(msgspec.Struct, frozen=True, array_like=True):
    """The text under one heading, as plain text."""

    anchor: str
    """The anchor of the heading; empty for the text before the first heading."""
    heading: str
    text: str


class Content(msgspec.Struct, frozen=True, array_like=True):
    """The article's renderings: large, fetched only to emit the page."""

    body: str
    """HTML with placeholders for addresses and dimensions."""
    markdown: str
    """Plain Markdown, tags expanded, with placeholders for addresses."""
    passages: tuple[SectionText, ...] = ()
    """The plain text by sections; empty where no search is built."""


class Article(msgspec.Struct, frozen=True, array_like=True):
    """Facts and the large parts together, as composing gives them."""

    facts: Facts
    content: Content | None
    """``None`` if an equal article was given before."""
    checklist: ChecklistDraft | None = None
    """``None`` if the page has none, or if an equal article was given before."""
