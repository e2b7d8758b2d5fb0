"""Ids and digests that an edit does not change."""

from __future__ import annotations

import pytest
from guide_reading import SAMPLE, read
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.checklist.ids import Namer, slug, words_digest
from builder.checklist.model import Item

LINES = tuple(SAMPLE.splitlines())
EDITED = tuple(number for number, line in enumerate(LINES) if line.startswith("- ") and "**" not in line)
"""Lines of list items whose words are replaced."""
WORDS = st.text(alphabet="abcdefg xyz", min_size=1, max_size=30).map(lambda text: f"Edited {text}.")


def ids(lines: list[str]) -> dict[str, str]:
    """Each item's id by its words."""
    return {item.text: item.id for item in read("\n".join(lines) + "\n").draft.items}


@settings(max_examples=60, deadline=None)
@given(at=st.sampled_from(EDITED), words=WORDS)
def test_new_words_for_one_item_change_no_other_id(at: int, words: str) -> None:
    before = ids(list(LINES))
    lines = list(LINES)
    lines[at] = f"- {words}"
    after = ids(lines)
    assert {text: name for text, name in after.items() if text in before and not text.startswith("Edited")} == {
        text: name for text, name in before.items() if text in after
    }


@settings(max_examples=60, deadline=None)
@given(
    at=st.integers(4, len(LINES)),
    more=st.sampled_from(["", "A remark.", "![A picture](x.png)", "# Another heading", "{% note %}\nA.\n{% /note %}"]),
)
def test_a_block_put_in_changes_no_id(at: int, more: str) -> None:
    before = ids(list(LINES))
    lines = [*LINES[:at], "", *more.split("\n"), "", *LINES[at:]]
    after = read("\n".join(lines) + "\n").draft.items
    last = {text: name.rpartition("/")[2] for text, name in before.items()}
    for item in after:
        # A heading begins another section; within it an item's own part stays.
        if item.text in before and not item.options:
            assert item.id.rpartition("/")[2] == last[item.text]
    if not more.startswith("#"):
        assert {item.text: item.id for item in after if item.text in before}.items() <= before.items()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Click on `Register`.", "click-on-register"),
        ("client_id", "client-id"),
        ("Über uns", "über-uns"),
        ("  ", ""),
        ("「作成」をクリック", "作成-をクリック"),
    ],
)
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_digest_ignores_blanks_and_case() -> None:
    assert words_digest("Click  on\nSave") == words_digest("click on save")
    assert words_digest("Click on Save") != words_digest("Click on Open")


def test_names_are_given_once_however_they_clash() -> None:
    namer = Namer()
    given_ids = [namer.item("s", "Save.", name) for name in (None, "s/save-2", None, None, "s/save-3", None)]
    assert given_ids == ["s/save", "s/save-2", "s/save-3", "s/save-4", "s/save-5", "s/save-6"]
    assert len(set(given_ids)) == len(given_ids)


def test_five_words_and_the_section_without_its_number() -> None:
    items = read("## Step 1: Log in\n- Click on the big red button.\n## Step 2: B\n- A.\n").draft.items
    assert items[0].id == "log-in/click-on-the-big-red"


def test_no_id_twice_and_all_references_lead_somewhere() -> None:
    draft = read(SAMPLE).draft
    items: tuple[Item, ...] = draft.items
    known = {item.id for item in items}
    assert len(known) == len(items)
    assert [name for section in draft.sections for name in section.items] == [item.id for item in items]
    assert {item.parent for item in items if item.parent} <= known
    assert {name for value in draft.values for name in (*value.found_at, *value.used_at)} <= known
