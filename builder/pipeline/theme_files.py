"""Input: the theme of a project, with what is wrong in it."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from builder.diagnostics.diagnostic import Diagnostic
from builder.pipeline.project_inputs import Request
from builder.pipeline.loading import Loaded
from builder.theme.assets import StaticFile, load_assets
from builder.theme.environment import Theme, load_theme
from builder.theme.location import themes_of


class ThemeFiles(msgspec.Struct, frozen=True):
    """The theme, ready for use."""

    theme: Theme
    files: Mapping[str, StaticFile]
    diagnostics: tuple[Diagnostic, ...]


def load_theme_files(request: Request, loaded: Loaded) -> ThemeFiles:
    """The templates and static files of a project."""
    themes = themes_of(request.project)
    theme = load_theme(themes, loaded.vocabulary.icons)
    files = load_assets(themes)
    return ThemeFiles(theme.value, files.value, (*theme.diagnostics, *files.diagnostics))
