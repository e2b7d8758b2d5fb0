"""What has one safe answer, as edits: a span of a file and what belongs there.

1. :mod:`~builder.checks.fixing.edits` applies edits to a text, none over another;
2. :mod:`~builder.checks.fixing.references` finds them for links and images;
3. :mod:`~builder.checks.fixing.tags` finds them for tags;
4. :mod:`~builder.checks.fixing.tables` finds them for rows of tables.
"""

from builder.checks.fixing.edits import Edit, edited
from builder.checks.fixing.references import reference_edits
from builder.checks.fixing.tables import table_edits
from builder.checks.fixing.tags import tag_edits

__all__ = ["Edit", "edited", "reference_edits", "table_edits", "tag_edits"]
