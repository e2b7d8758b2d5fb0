"""Safe fixes as edits: a span of a file and its new text.

1. :mod:`~builder.checks.fixes.edits` applies edits to a text, without overlaps;
2. :mod:`~builder.checks.fixes.references` finds them for links and images;
3. :mod:`~builder.checks.fixes.tags` finds them for tags;
4. :mod:`~builder.checks.fixes.tables` finds them for rows of tables.
"""

from builder.checks.fixes.edits import SourceEdit, edit_at, edited
from builder.checks.fixes.references import prefix_for, reference_edits
from builder.checks.fixes.tables import table_edits
from builder.checks.fixes.tags import tag_edits

__all__ = ["SourceEdit", "edit_at", "edited", "prefix_for", "reference_edits", "table_edits", "tag_edits"]
