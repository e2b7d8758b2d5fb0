"""Markdown of other programs: the rules that recognise it.

Such a page builds, but readers see the characters. Each rule checks one block, because a block reads the same on every
page. If ``markdown`` in ``handrail.yml`` switches on a construct, the parser has read it, and its rule finds nothing.
"""

from __future__ import annotations

from builder.lint.foreign_blocks import BLOCK_RULES
from builder.lint.foreign_texts import TEXT_RULES

RULES = (*BLOCK_RULES, *TEXT_RULES)
