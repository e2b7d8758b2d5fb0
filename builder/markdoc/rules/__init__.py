"""Markdoc's additions to the rules of Markdown, one rule a file."""
