"""``markdown`` in ``handrail.yml``: the extensions of the language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from builder.caches import bounded_cache
from builder.markdoc.extensions import Extensions


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

    def parse_arguments(self) -> Mapping[str, Any]:
        """The arguments of :func:`builder.markdoc.parse` for these options."""
        return _parse_arguments(self)


@bounded_cache(16)
def _parse_arguments(options: MarkdownOptions) -> Mapping[str, Any]:
    return {
        "allow_indentation": options.indented_tags,
        "linkify": options.linkify,
        "typographer": options.typographer,
        "extensions": Extensions(
            alerts=options.alerts,
            task_lists=options.task_lists,
            footnotes=options.footnotes,
            definition_lists=options.definition_lists,
            heading_ids=options.heading_ids,
            abbreviations=options.abbreviations,
            html=options.html == "basic",
        ),
    }


LANGUAGE_ALONE = MarkdownOptions()
