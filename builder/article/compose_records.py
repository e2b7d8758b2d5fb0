"""Records used while composing a page: the settings that all pages share, and a page's checklist."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec.structs import replace

from builder.checklist import ChecklistDraft
from builder.content.anchor_styles import AnchorStyle
from builder.content.languages import LANGUAGES
from builder.content.markdown_options import LANGUAGE_ALONE, MarkdownOptions
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.outcome import Read
from builder.vocabulary import Vocabulary


class ComposeSettings(msgspec.Struct, frozen=True, kw_only=True):
    """The settings that all pages of a build share."""

    vocabulary: Vocabulary
    variables: Mapping[str, Any]
    edition: str
    anchors: AnchorStyle
    partials: Mapping[str, str]
    """Texts by the name that a tag gives."""
    partials_folder: str
    """Relative to the project, without a slash at its end."""
    language: str = "en"
    """The language of the checklist's rules."""
    languages: Mapping[str, str] = {}
    """The language of each version's pages; empty for a site in one language."""
    step_verbs: tuple[str, ...] = ()
    step_headings: tuple[str, ...] = ()
    passages: bool = True
    """Whether to keep each article's text by sections, as a search needs it."""
    markdown: MarkdownOptions = LANGUAGE_ALONE
    glossary: Mapping[str, str] = {}
    """Definitions by term."""
    fields: Mapping[str, str] = {}
    """Names of another program for fields of the front matter, with those of ours."""


def settings_in(settings: ComposeSettings, language: str) -> ComposeSettings:
    """The settings for pages in another language than the site's."""
    guides = language.split("-")[0]
    return replace(
        settings,
        vocabulary=replace(settings.vocabulary, language=language),
        language=guides if guides in LANGUAGES and language != settings.vocabulary.language else settings.language,
    )


class Guide(msgspec.Struct, frozen=True, kw_only=True):
    """A page's checklist, or the reason why it has none."""

    draft: ChecklistDraft | None
    """For a page that is not a guide: its procedures."""
    is_guide: bool
    reason: str
    """Why it is a guide, or why not."""
    diagnostics: tuple[Diagnostic, ...]
    reads: tuple[Read, ...]
    """Everything that extracting it asked for."""
