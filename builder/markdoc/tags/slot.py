"""``{% slot "name" %}``: content for a named place of the tag around it (MARKDOC 3, "Slots")."""

from __future__ import annotations

from builder.markdoc.schema import Attribute, Schema

SLOT = Schema(attributes={"primary": Attribute(type="String", required=True)})
