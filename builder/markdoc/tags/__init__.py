"""The built-in tags of the language."""

from __future__ import annotations

from collections.abc import Mapping

from builder.markdoc.schema import Schema
from builder.markdoc.tags.conditional import ELSE, IF
from builder.markdoc.tags.partial import PARTIAL
from builder.markdoc.tags.slot import SLOT
from builder.markdoc.tags.table import TABLE

TAGS: Mapping[str, Schema] = {"else": ELSE, "if": IF, "partial": PARTIAL, "slot": SLOT, "table": TABLE}
"""Schemas by tag name."""
