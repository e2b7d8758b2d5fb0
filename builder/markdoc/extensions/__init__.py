"""Markdown beyond the language, on by choice: what writers know from other programs.

Block and inline rules give tokens where the syntax needs one (footnotes, definition lists, abbreviations); what is
only a reading of ordinary Markdown (alerts, task lists, ids of headings) is done on the finished tree. With nothing
switched on, neither rule nor pass runs, and the language is exactly the reference's.
"""

from builder.markdoc.extensions.options import NO_EXTENSIONS, Extensions

__all__ = ["NO_EXTENSIONS", "Extensions"]
