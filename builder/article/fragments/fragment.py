"""What composing a stretch of text gives, before it takes its place in a page.

Lines, references and headings are counted from the stretch's own beginning.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from builder.article.records import Reference
from builder.article.render.render_state import PendingHeading
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.outcome import Read
from builder.vocabulary import ChildTag


class Fragment(msgspec.Struct, frozen=True):
    """A stretch of text, composed."""

    body: str
    """HTML with placeholders."""
    markdown: str
    """Plain Markdown with placeholders."""
    headings: tuple[PendingHeading, ...]
    references: tuple[Reference, ...]
    partials: tuple[str, ...]
    """Names of the partials it shows."""
    counts: Mapping[str, int]
    """How often it uses each tag, by name."""
    diagnostics: tuple[Diagnostic, ...]
    """Those that hang on what stands round it as well: a page with any is looked at as a whole."""
    remarks: tuple[Diagnostic, ...]
    """What is wrong with its words, wherever they stand."""
    reads: tuple[Read, ...]
    is_personal: bool = False
    """Whether it shows the front matter of its page, and so is that page's alone."""
    elements: tuple[Part, ...] = ()
    """The tags that stand directly in it, where the template of the tag round it asks for them."""


class Part(msgspec.Struct, frozen=True):
    """A tag, rendered, as the template of the tag round it is given it."""

    in_html: ChildTag
    in_markdown: ChildTag
