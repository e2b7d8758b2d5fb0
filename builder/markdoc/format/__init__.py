"""Source text from trees: the canonical form of a document (MARKDOC 8)."""
