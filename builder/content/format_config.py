"""The part of ``handrail.yml`` that is about formatting source."""

from __future__ import annotations

import msgspec


class FormatConfig(msgspec.Struct, frozen=True):
    """``format``: how ``handrail fmt`` writes source."""

    tag_width: int = 0
    """A tag's opening that is longer has a line for each attribute; 0 leaves tags on the lines that they have."""
