"""Formatting of source, in two ways.

- :mod:`~builder.markdoc.format.formatter` writes a tree as source, as the reference implementation does (MARKDOC 8).
  Text that is in no tree is lost: link definitions, cells beyond a table's head.
- :mod:`~builder.markdoc.format.source` tidies the white space of a source and keeps every other character. This is
  what ``handrail fmt`` does.
"""
