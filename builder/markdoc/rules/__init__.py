"""Markdoc's additions to the rules of Markdown, one rule per file."""
