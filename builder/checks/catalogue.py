"""All codes that a check of a project can give."""

from __future__ import annotations

from builder.checklist.diagnostics import RULES as CHECKLIST_RULES
from builder.diagnostics.catalogue import FAMILIES as LOWER_FAMILIES
from builder.diagnostics.catalogue import Rule

FAMILIES = {**LOWER_FAMILIES, "checklist": ("Checklists", CHECKLIST_RULES)}
"""By family id: its title, and its rules in order."""

_FAMILY_OF = {rule.code: (family, rule) for family, (_, rules) in FAMILIES.items() for rule in rules}


def rule(code: str) -> Rule:
    """The rule of a code. Raises KeyError for a code that the catalogue has not."""
    return _FAMILY_OF[code][1]


def family(code: str) -> str:
    """The id of the family that a code belongs to."""
    return _FAMILY_OF[code][0]


def codes() -> tuple[str, ...]:
    """Every code, in the catalogue's order."""
    return tuple(_FAMILY_OF)
