"""What composing works on and comes by: its settings, a place on a page, a page on its way to an article."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec import structs

from builder.article.dependencies import RecordedVariables
from builder.article.fragments.fragment import Fragment
from builder.article.fragments.joining import added
from builder.article.fragments.segments import Segment
from builder.article.records import Suppression
from builder.article.render.id_styles import AnchorStyle
from builder.checklist import ChecklistDraft
from builder.content.front_matter import PageFrontMatter
from builder.content.markdown_options import LANGUAGE_ALONE, MarkdownOptions
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.outcome import Read
from builder.vocabulary import Vocabulary


class ComposeSettings(msgspec.Struct, frozen=True):
    """What all pages of a build share."""

    vocabulary: Vocabulary
    variables: Mapping[str, Any]
    edition: str
    anchors: AnchorStyle
    partials: Mapping[str, str]
    """Texts by the name that a tag gives."""
    partials_folder: str
    """Relative to the project, without a slash at its end."""
    language: str = "en"
    """Of the checklist's rules."""
    step_verbs: tuple[str, ...] = ()
    step_headings: tuple[str, ...] = ()
    passages: bool = True
    """Whether to keep each article's text cut at its headings, as a search wants it."""
    markdown: MarkdownOptions = LANGUAGE_ALONE
    glossary: Mapping[str, str] = {}
    """Definitions by term."""


class Guide(msgspec.Struct, frozen=True):
    """A page's checklist, or why it has none."""

    draft: ChecklistDraft | None
    """Of a page that is no guide: its procedures."""
    is_guide: bool
    reason: str
    """Why it is a guide, or why not."""
    diagnostics: tuple[Diagnostic, ...]
    reads: tuple[Read, ...]
    """Everything that the page has looked at."""


class DraftPage(msgspec.Struct, frozen=True):
    """A page, composed, before its headings have ids."""

    front_matter: PageFrontMatter
    fragment: Fragment
    ignores: tuple[Suppression, ...]
    variables_seen: RecordedVariables
    parts: tuple[Segment, ...]
    """The texts that it was made of."""


class BlockPosition(msgspec.Struct, frozen=True):
    """Where a piece stands."""

    variables_seen: RecordedVariables
    around: tuple[str, ...] = ()
    """Names of the tags round it, outermost first."""
    counts: Mapping[str, int] = {}
    """How often each tag was used before it on its page."""

    def behind(self, fragment: Fragment) -> BlockPosition:
        """The place behind a fragment that stands here."""
        return self if not fragment.counts else structs.replace(self, counts=added(self.counts, fragment.counts))

    def inside(self, tag: str) -> BlockPosition:
        """The place where a tag's content begins that stands here."""
        return BlockPosition(self.variables_seen, (*self.around, tag), added(self.counts, {tag: 1}))
