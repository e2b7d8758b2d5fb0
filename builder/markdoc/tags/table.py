"""``{% table %}``: a table written as lists; the parser has converted them (MARKDOC 3, "table")."""

from __future__ import annotations

from builder.markdoc.schema import Schema

TABLE = Schema(children=("table",), inline=False)
