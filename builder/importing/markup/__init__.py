"""Reads MDX and Markdown as other systems do into a small tree, and writes such a tree as Markdoc."""
