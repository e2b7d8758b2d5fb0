"""Input made to be slow or to break; each within a second or so."""

from __future__ import annotations

from time import process_time

import pytest
from guide_reading import read

from builder.checklist import lock_data, read_lock, with_locked_ids

STEP = "## Step 1: A\n"
MANY = 20_000
CASES = {
    "a long sentence": STEP + "- " + "click " * MANY,
    "many commas": STEP + "- If " + "a, " * MANY,
    "many stops": STEP + "x" + "." * MANY + '"' * MANY,
    "many blanks": STEP + "a{%" + " " * MANY + "b",
    "many labels": STEP + "- " + "a: " * MANY,
    "many parentheses": STEP + "Share the following with us:\n- x " + "(ex - " * MANY,
    "many recipients": "Share " + "to the " * MANY + "following:\n- x\n",
    "many openers": STEP + "- " + "then " * MANY,
    "many names behind a verb": STEP + "- Open " + "Aa " * MANY + "bates",
    "a long name behind a verb": STEP + "- Open A" + "a" * MANY * 5,
    "many secrets": STEP + "- Click.\n```\n" + "password: a\n" * 3000 + "```\n",
    "many prerequisites": STEP + "- To go on, you must " + "have " * MANY,
    "nested lists in notes": STEP
    + "{% note %}\n"
    + "".join("  " * n + "- Click.\n" for n in range(60))
    + "{% /note %}\n",
    "many items alike": STEP + "- Click.\n" * 3000,
    "many values": STEP
    + "Share the following:\n"
    + "".join(f"- value {n}\n" for n in range(1500))
    + "".join(f"\n- Click **value {n}**\n" for n in range(1500)),
    "many sections": "".join(f"## Step {n}: A\n- Click.\n" for n in range(1500)),
    "many assignments": STEP + "- Click.\n```\n" + "token" * MANY + "\n```\n",
}


@pytest.mark.parametrize("name", CASES)
def test_time_is_bounded(name: str) -> None:
    text = "---\nchecklist: true\n---\n" + CASES[name]
    begun = process_time()
    read(text).published()
    assert process_time() - begun < 8


def test_a_lock_file_of_many_items_alike() -> None:
    draft = read(STEP + "".join(f"- Click on {n}.\n" for n in range(1200))).draft
    other = read(STEP + "".join(f"- Click at {n}.\n" for n in range(1200))).draft
    begun = process_time()
    with_locked_ids(other, read_lock(lock_data({"a": draft}))["a"])
    assert process_time() - begun < 8
