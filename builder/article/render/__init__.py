"""Rendering: from a tree to HTML with placeholders, and to plain Markdown."""
