"""The rules of the checklist's own diagnostics."""

from __future__ import annotations

from builder.diagnostics.catalogue.rule import Rule

RULES = (
    Rule(
        code="checklist-step-gap",
        title="Step numbers with a gap",
        explanation="The numbers of a guide's steps should run 1, 2, 3: a reader looks for the one that is missing.",
        help="Number the steps without gaps.",
        severity="warning",
    ),
    Rule(
        code="checklist-step-empty",
        title="A step without an action",
        explanation="The section's heading makes it a step, but Handrail found no action in its sentences, so the "
        "checklist has nothing to tick there.",
        help="Say what to do in it as a list, or in sentences that begin with a verb.",
        severity="warning",
    ),
    Rule(
        code="checklist-value-unlocated",
        title="A value that the guide never shows",
        explanation="The guide asks its reader for a value, but no step says where to find it.",
        help="Name the value, in bold or as code, in the step where the reader sees it.",
        severity="warning",
    ),
    Rule(
        code="checklist-value-before-source",
        title="A value used before it is found",
        explanation="A step needs the value before any step says where to find it.",
        help="Move the step that shows the value up.",
        severity="warning",
    ),
    Rule(
        code="checklist-secret-shown",
        title="A secret in a sample",
        explanation="A sample gives a secret a value that looks real. Readers copy samples, and real secrets leak in"
        " them.",
        help="Write a placeholder, such as '<client-secret>', instead.",
        severity="warning",
    ),
    Rule(
        code="checklist-not-taken",
        title="An instruction that is not in the checklist",
        explanation="The sentence looks like an instruction, but no rule made it an item of the guide's checklist.",
        help="Begin it with its verb, or write it as a list item. 'handrail checklist SLUG --explain' shows the"
        " reason.",
        severity="info",
    ),
    Rule(
        code="checklist-lock-ambiguous",
        title="An edited item that resembles several old ones",
        explanation="The item is not in the lock file. It resembles more than one item that is gone, so it kept none "
        "of their ids.",
        help="Give the item the id that it should have: {% #id %} at its end.",
        severity="warning",
    ),
    Rule(
        code="checklist-lock-invalid",
        title="A lock file that can't be used",
        explanation="Without it, Handrail makes the ids of items from their words, so an edit may change them.",
        help="Fix it, restore it from version control, or write a new one: handrail checklist --lock",
    ),
    Rule(
        code="checklist-lock-matched",
        title="An edited item keeps its id",
        explanation="The item's words changed. Handrail matched it to an item of the lock file and kept that item's "
        "id.",
        help="If they are two different items, give the new one an id of its own: {% #id %} at its end.",
        severity="info",
    ),
    Rule(
        code="checklist-lock-stale",
        title="A lock file that is out of date",
        explanation="The lock file names items that the guide no longer has, or misses some that it has.",
        help="Run 'handrail checklist --lock' and commit the file.",
        severity="info",
    ),
)
