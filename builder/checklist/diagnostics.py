"""What the checklist's own diagnostics mean."""

from __future__ import annotations

from builder.diagnostics.catalogue import Rule

RULES = (
    Rule(
        "checklist-step-gap",
        "Step numbers with a gap",
        "The numbers of a guide's steps should run 1, 2, 3: a reader looks for the one that is missing.",
        "Number the steps without gaps.",
        "warning",
    ),
    Rule(
        "checklist-step-empty",
        "A step without an action",
        "The section is headed as a step, but asks nothing of its reader.",
        "Say what to do in it as a list, or in sentences that begin with a verb.",
        "warning",
    ),
    Rule(
        "checklist-value-unlocated",
        "A value that the guide never shows",
        "The guide asks its reader for a value, but no step says where it is found.",
        "Name the value, in bold or as code, in the step where the reader sees it.",
        "warning",
    ),
    Rule(
        "checklist-value-before-source",
        "A value used before it is found",
        "A step needs the value before any step has said where it is.",
        "Move the step that shows the value up.",
        "warning",
    ),
)
