"""Optional Markdown syntax of other programs, which the language itself does not have.

Footnotes, definition lists and abbreviations have block and inline rules, which give tokens. Alerts, task lists and ids
of headings are ordinary Markdown, so they are read from the finished tree. With everything off, no rule and no pass
runs, and the language is exactly the one of the reference implementation.
"""

from builder.markdoc.extensions.options import NO_EXTENSIONS, Extensions

__all__ = ["NO_EXTENSIONS", "Extensions"]
