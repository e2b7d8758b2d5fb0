"""The rules of the checklist's own diagnostics."""

from __future__ import annotations

from builder.diagnostics.catalogue.rule import Rule

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
        "The section is headed as a step, but no sentence in it is read as an action: its checklist is empty there.",
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
    Rule(
        "checklist-secret-shown",
        "A secret in a sample",
        "A sample gives a secret a value that looks real. Readers copy samples, and real secrets leak in them.",
        "Write a placeholder, such as '<client-secret>', instead.",
        "warning",
    ),
    Rule(
        "checklist-not-taken",
        "An instruction that is in no item",
        "The sentence looks like an instruction, but no rule made it an item of the guide's checklist.",
        "Begin it with its verb, or write it as a list item. 'handrail checklist SLUG --explain' shows the reason.",
        "info",
    ),
    Rule(
        "checklist-lock-ambiguous",
        "An edited item that may be several old ones",
        "It is new to the lock file and resembles more than one item that is gone, so none of their ids was kept.",
        "Give the item the id that it should have: {% #id %} at its end.",
        "warning",
    ),
    Rule(
        "checklist-lock-invalid",
        "A lock file that can't be used",
        "Without it, items have the ids that their words give, and an edit may change them.",
        "Fix it, restore it from version control, or write a new one: handrail checklist --lock",
    ),
    Rule(
        "checklist-lock-matched",
        "An edited item keeps its id",
        "The item's words changed; it was matched to an item of the lock file and keeps that one's id.",
        "If they are two different items, give the new one an id of its own: {% #id %} at its end.",
        "info",
    ),
    Rule(
        "checklist-lock-stale",
        "A lock file that no longer fits",
        "The lock file names items that the guide no longer has, or misses some that it has.",
        "Run 'handrail checklist --lock' and commit the file.",
        "info",
    ),
)
