"""Compares two states of a project, to show the effects of a change on the published site."""

from builder.comparison.compare import compared
from builder.comparison.records import Comparison
from builder.comparison.surface import Side, Surface, items_of
from builder.comparison.vanished import vanished_problem

__all__ = ["Comparison", "Side", "Surface", "compared", "items_of", "vanished_problem"]
