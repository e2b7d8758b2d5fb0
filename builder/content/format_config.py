"""The settings of ``handrail.yml`` for formatting source."""

from __future__ import annotations

import msgspec


class FormatConfig(msgspec.Struct, frozen=True):
    """``format``: how ``handrail fmt`` writes source."""

    tag_width: int = 0
    """A longer opening tag gets a line for each attribute; 0 leaves tags on their lines."""
