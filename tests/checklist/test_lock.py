"""Ids that outlive edits, and the messages about them."""

from __future__ import annotations

import json

import pytest
from guide_reading import read

from builder.checklist import ChecklistDraft, lock_data, read_lock, with_locked_ids
from builder.diagnostics.catalogue.checklist import RULES

BASE = """## Step 1: Register
- Open the console of the provider.
- Enter a name for the new program.
- Click on Register.
## Step 2: Finish
- Save all changes now.
"""
PATH = "content/guide.md"
MATCHED, STALE, AMBIGUOUS = "checklist-lock-matched", "checklist-lock-stale", "checklist-lock-ambiguous"


def relocked(before: str, after: str) -> tuple[ChecklistDraft, list[str]]:
    """The new text with the ids of the old one's lock file; the codes of its problems."""
    lock = read_lock(json.loads(json.dumps(lock_data({PATH: read(before).draft}))))
    outcome = with_locked_ids(read(after).draft, lock[PATH])
    return outcome.value, [diagnostic.code for diagnostic in outcome.diagnostics]


CASES = {
    "nothing changed": (BASE, {}, []),
    "edited words at the start": (
        BASE.replace("Enter a name for the new program.", "Type in a name for the new program."),
        {"Type in a name for the new program.": "register/enter-a-name-for-the"},
        [MATCHED, STALE],
    ),
    "edited words at the end": (
        BASE.replace("the new program", "your program"),
        {"Enter a name for your program.": "register/enter-a-name-for-your"},
        [MATCHED, STALE],
    ),
    "moved to another section": (
        BASE.replace("- Click on Register.\n", "") + "- Click on Register.\n",
        {"Click on Register.": "register/click-on-register"},
        [],
    ),
    "something new before it": (
        BASE.replace("- Open", "- Wait for a moment.\n- Open"),
        {"Wait for a moment.": "register/wait-for-a-moment", "Click on Register.": "register/click-on-register"},
        [STALE],
    ),
    "the author's id wins": (
        BASE.replace("Click on Register.", "Click on Register. {% #go %}"),
        {"Click on Register.": "go"},
        [STALE],
    ),
}
CASES["edited words at the end"][1]["Enter a name for your program."] = "register/enter-a-name-for-the"


@pytest.mark.parametrize("name", CASES)
def test_matching(name: str) -> None:
    after, expected, codes = CASES[name]
    draft, said = relocked(BASE, after)
    found = {item.text: item.id for item in draft.items}
    assert expected.items() <= found.items()
    assert said == codes
    assert len({item.id for item in draft.items}) == len(draft.items)
    assert [name for section in draft.sections for name in section.items] == [item.id for item in draft.items]


def test_an_item_like_several_old_ones_is_new() -> None:
    before = "## Step 1: A\n- Enter the first name of one.\n- Enter the last name of one.\n## Step 2: B\n- Save.\n"
    after = "## Step 1: A\n- Please enter name of one the.\n## Step 2: B\n- Save.\n"
    draft, said = relocked(before, after)
    assert said == [AMBIGUOUS, STALE]
    assert draft.items[0].id == "a/please-enter-name-of-one"


def test_equal_words_keep_their_order() -> None:
    before = "## Step 1: A\n- Save.\n- Save.\n## Step 2: B\n- Go.\n"
    draft, said = relocked(before, before)
    assert [item.id for item in draft.items] == ["a/save", "a/save-2", "b/go"]
    assert said == []


@pytest.mark.parametrize("data", [None, [], {}, {"version": 2, "guides": {}}, {"version": 1, "guides": {"a": [{}]}}])
def test_a_lock_of_another_form(data: object) -> None:
    with pytest.raises(ValueError, match="lock file"):
        read_lock(data)


def test_every_code_is_explained() -> None:
    codes = {rule.code for rule in RULES}
    assert {MATCHED, STALE, AMBIGUOUS} <= codes
    assert all(rule.explanation and rule.help for rule in RULES)
