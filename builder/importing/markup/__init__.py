"""Reads MDX and Markdown of other systems into a small tree, and writes such a tree as Markdoc."""
