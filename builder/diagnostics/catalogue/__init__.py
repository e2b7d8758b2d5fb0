"""Every diagnostic code, by family: its meaning, its severity, and how to fix it."""

from __future__ import annotations

from collections.abc import Mapping

from builder.diagnostics.catalogue import checklist, external, front_matter, language, project, quality, references
from builder.diagnostics.catalogue.rule import Rule

FAMILIES: Mapping[str, tuple[str, tuple[Rule, ...]]] = {
    "project": ("The project's files and configuration", project.RULES),
    "front-matter": ("Front matter and addresses", front_matter.RULES),
    "language": ("Tags and attributes", language.RULES),
    "references": ("Links and images", references.RULES),
    "external": ("Links to other sites", external.RULES),
    "quality": ("Quality of links, images and text", quality.RULES),
    "checklist": ("Checklists", checklist.RULES),
}
"""The title and the rules of each family, in order, by family id."""

RULES: Mapping[str, Rule] = {each.code: each for _, rules in FAMILIES.values() for each in rules}

_FAMILY_OF = {each.code: name for name, (_, rules) in FAMILIES.items() for each in rules}


def rule(code: str) -> Rule:
    """The rule of a code. Raises KeyError for a code that is not in the catalogue."""
    return RULES[code]


def family(code: str) -> str:
    """The id of the family that a code belongs to."""
    return _FAMILY_OF[code]


def codes() -> tuple[str, ...]:
    """Every code, in the catalogue's order."""
    return tuple(RULES)


__all__ = ["FAMILIES", "RULES", "Rule", "codes", "family", "rule"]
