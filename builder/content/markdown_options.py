"""``markdown`` in ``handrail.yml``: the extensions of the language."""

from __future__ import annotations

from typing import Literal

import msgspec


class MarkdownOptions(msgspec.Struct, frozen=True, kw_only=True):
    """One switch for each extension; all are off by default."""

    alerts: bool = False
    """``> [!NOTE]`` is a callout."""
    task_lists: bool = False
    """``- [ ]`` is an item with a check box."""
    footnotes: bool = False
    definition_lists: bool = False
    linkify: bool = False
    """A bare URL is a link."""
    typographer: bool = False
    """Straight quotes, ``--`` and ``...`` are shown as typographic characters."""
    indented_tags: bool = False
    """Tags and blocks may be indented by any number of spaces."""
    heading_ids: bool = False
    """``## Title {#id}``."""
    abbreviations: bool = False
    """``*[HTML]: HyperText Markup Language``."""
    html: Literal["none", "basic"] = "none"
    """Whether a few elements of HTML are read as HTML."""
    glossary: str = ""
    """A file of terms and their definitions, relative to the project; empty for none."""


LANGUAGE_ALONE = MarkdownOptions()
