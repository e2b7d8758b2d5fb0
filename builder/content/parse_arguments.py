"""From the options of Markdown to the arguments of the parser."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from builder.caches import bounded_cache
from builder.content.markdown_options import MarkdownOptions
from builder.markdoc.extensions import Extensions


@bounded_cache(16)
def parse_arguments(options: MarkdownOptions) -> Mapping[str, Any]:
    """The arguments of :func:`builder.markdoc.parse` for these options."""
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
