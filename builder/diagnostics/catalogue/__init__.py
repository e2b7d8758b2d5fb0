"""Every diagnostic code, by family: what it means and how to mend it."""

from __future__ import annotations

from collections.abc import Mapping

from builder.diagnostics.catalogue import external, front_matter, language, project, quality, references
from builder.diagnostics.catalogue.rule import Rule

FAMILIES: Mapping[str, tuple[str, tuple[Rule, ...]]] = {
    "project": ("The project's files and configuration", project.RULES),
    "front-matter": ("Front matter and addresses", front_matter.RULES),
    "language": ("Tags and attributes", language.RULES),
    "references": ("Links and images", references.RULES),
    "external": ("Links to other sites", external.RULES),
    "quality": ("Quality of links, images and text", quality.RULES),
}
"""By family id: its title, and its rules in order."""

RULES: Mapping[str, Rule] = {rule.code: rule for _, rules in FAMILIES.values() for rule in rules}

__all__ = ["FAMILIES", "RULES", "Rule"]
