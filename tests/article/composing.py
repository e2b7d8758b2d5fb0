"""Composes texts with the shipped tags and a few partials."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from builder.article.compose import Composer
from builder.article.compose_records import ComposeSettings
from builder.article.linting import Lint
from builder.article.records import Article
from builder.content.source import Source
from builder.diagnostics.outcome import Outcome
from builder.digests import text_digest
from builder.lint import LINTER
from builder.theme.location import shipped_theme
from builder.vocabulary import Vocabulary, load_vocabulary

PARTIALS: Mapping[str, str] = {
    "/shared.md": "Shared words.",
    "/other.md": "Shared words.",
    "/greeting.md": "Hello {% $name %}.",
    "/outer.md": '{% partial file="/greeting.md" /%}',
    "/image.md": "Words.\n\n![](/images/a.png)",
    "/loop.md": '{% partial file="/loop.md" /%}',
}

Compose = Callable[..., Outcome[Article]]
"""From a text, and the variables of its version, to its article."""


@cache
def shipped_vocabulary() -> Vocabulary:
    """The tags that Handrail brings."""
    return load_vocabulary([shipped_theme()]).value


def compose_settings(**changes: Any) -> ComposeSettings:
    """The settings of a small project."""
    given: dict[str, Any] = {
        "vocabulary": shipped_vocabulary(),
        "variables": {"product": "Handrail", "name": "all"},
        "edition": "",
        "anchors": "github",
        "partials": PARTIALS,
        "partials_folder": "content/partials",
        **changes,
    }
    return ComposeSettings(**given)


def new_compose(lint: Lint = LINTER, **changes: Any) -> Compose:
    """A composer that has composed nothing yet."""
    composer = Composer(compose_settings(**changes), lint)

    def compose(text: str, variables: Mapping[str, Any] | None = None, *, partial: bool = False) -> Outcome[Article]:
        return composer.compose(Source("", text, text_digest(text)), None if partial else variables or {})

    return compose
