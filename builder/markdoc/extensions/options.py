"""The extensions of Markdown that are read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Extensions:
    """One switch for each."""

    alerts: bool = False
    """``> [!NOTE]``: a quotation is a callout."""
    task_lists: bool = False
    """``- [ ]`` and ``- [x]``: an item has a check box."""
    footnotes: bool = False
    """``[^1]`` and ``[^1]: text``."""
    definition_lists: bool = False
    """A term, and below it lines that begin with ``: ``."""
    heading_ids: bool = False
    """``## Title {#id}``."""
    html: bool = False
    """``<br>``, ``<kbd>`` and a few more elements of HTML."""
    abbreviations: bool = False
    """``*[HTML]: HyperText Markup Language``."""


NO_EXTENSIONS = Extensions()
