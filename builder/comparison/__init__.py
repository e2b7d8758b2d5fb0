"""The comparison of two states of a project: what a change publishes."""

from builder.comparison.compare import compared
from builder.comparison.records import Comparison
from builder.comparison.surface import Side, Surface, items_kept
from builder.comparison.vanished import vanished_problem

__all__ = ["Comparison", "Side", "Surface", "compared", "items_kept", "vanished_problem"]
