"""Input: the theme of a project, with its problems."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from builder.config import ProjectConfig
from builder.diagnostics.diagnostic import Diagnostic
from builder.theme.assets import StaticFile, load_assets, static_file
from builder.theme.contrast import contrast_problems
from builder.theme.environment import Theme, load_theme
from builder.theme.hooks import missing_hooks
from builder.theme.location import themes_of
from builder.vocabulary import Messages, Vocabulary


class ThemeFiles(msgspec.Struct, frozen=True):
    """A theme, ready for use."""

    theme: Theme
    files: Mapping[str, StaticFile]
    diagnostics: tuple[Diagnostic, ...]


def load_theme_files(
    project: Path, config: ProjectConfig, vocabulary: Vocabulary, shared: tuple[str, ...] = ()
) -> ThemeFiles:
    """The templates and static files of the project in this folder."""
    themes = themes_of(project)
    theme = load_theme(themes, vocabulary, shared)
    files = load_assets(themes, shared)
    words = {words_file(language): _words(each) for language, each in vocabulary.messages.items()}
    found = (*missing_hooks(config, files.value), *contrast_problems(config, files.value))
    return ThemeFiles(theme.value, {**files.value, **words}, (*theme.diagnostics, *files.diagnostics, *found))


def words_file(language: str) -> str:
    """The name of the module with the words of scripts in a language."""
    return f"words.{language}.js"


def _words(messages: Messages) -> StaticFile:
    data = msgspec.json.encode(dict(sorted(messages.scripts.items())))
    return static_file(words_file(messages.language), b"export default " + data + b";\n")
