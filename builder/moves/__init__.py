"""Moves of pages, folders and headings: every file that has to change, found before any is touched.

1. :mod:`~builder.moves.request` reads the request;
2. :mod:`~builder.moves.page_moves` finds the pages and their new files;
3. :mod:`~builder.moves.link_edits` finds the links, menu entries and redirects that lead to them;
4. :mod:`~builder.moves.front_matter_edits` writes the new slug and the redirect;
5. :mod:`~builder.moves.plan` puts all of it together.
"""

from builder.moves.plan import MovePlan, is_asked_for, plan_move
from builder.moves.request import MoveRequest, read_request

__all__ = ["MovePlan", "MoveRequest", "is_asked_for", "plan_move", "read_request"]
