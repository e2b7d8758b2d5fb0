"""The identity of a site without a logo: a mark with the first letter of its title in its accent colour."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from builder.config import ProjectConfig
from builder.content.style_values import is_colour
from builder.theme.assets import StaticFile, static_file

ICON = "favicon.svg"
ACCENT = "#2457c5"
"""The accent of the theme's style sheet in light colours."""

_OWN_MARK = b'id="mark"'
"""In the icon that ships; a project's own icon stays as it is."""


def mark_of(title: str) -> str:
    """The first letter or digit of a title, in upper case."""
    return next((letter.upper()[:1] for letter in title if letter.isalnum()), "")


def accent_of(config: ProjectConfig) -> str:
    """The project's accent colour in light colours, or the theme's."""
    accent = config.theme.colors.get("accent", "")
    return accent if is_colour(accent) else ACCENT


def is_marked(icon: StaticFile) -> bool:
    """Whether a file is the shipped icon, which has the site's letter and colour."""
    return _OWN_MARK in icon.data


def with_icon(files: Mapping[str, StaticFile], config: ProjectConfig) -> dict[str, StaticFile]:
    """The static files, with the site's letter and colour in the shipped icon."""
    icon = files.get(ICON)
    if icon is None or not is_marked(icon):
        return dict(files)
    mark = escape(mark_of(config.title))
    text = icon.data.decode().replace(ACCENT, accent_of(config)).replace("></text>", f">{mark}</text>")
    return {**files, ICON: static_file(ICON, text.encode())}
