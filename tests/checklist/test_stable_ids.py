"""No kind of edit lets an id move to another item: not in the checklist, not through the lock, not in a comparison."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from guide_reading import read
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.checklist import lock_data, read_lock, with_locked_ids
from builder.checklist.diff import differences, matched_items

_TOKEN = re.compile(r"w\d+x|new\d*x")
BEGINNINGS = (
    "Click on the blue button",
    "Click on the blue button of",
    "Open the page",
    "Set",
    "Save it now then go to",
)


class Step:
    """One list item, known by a word that occurs nowhere else."""

    def __init__(self, beginning: str, token: str, ending: str = "and wait") -> None:
        self.words, self.token = f"{beginning} {token} {ending}", token

    def __str__(self) -> str:
        return f"{self.words}."


class Guide:
    """Sections of steps, to be edited."""

    def __init__(self, title: str, sections: list[tuple[str, list[Step]]]) -> None:
        self.title, self.sections = title, sections
        self.numbered = True

    def __str__(self) -> str:
        lines = ["---", f"title: {self.title}", "---", ""]
        for number, (title, steps) in enumerate(self.sections, 1):
            lines += [f"## Step {number}: {title}" if self.numbered else f"## Step {number + 3}: {title}", ""]
            lines += [f"{place}. {step}" for place, step in enumerate(steps, 1)] + [""]
        return "\n".join(lines)


@st.composite
def guides(draw: st.DrawFn) -> Guide:
    count = iter(range(100))
    steps = st.builds(lambda begin: Step(begin, f"w{next(count)}x"), st.sampled_from(BEGINNINGS))
    sections = [
        (title, draw(st.lists(steps, min_size=2, max_size=6))) for title in ("Register it", "Configure it", "Use it")
    ]
    return Guide("A guide", sections)


def insert(guide: Guide, section: int, at: int) -> None:
    steps = guide.sections[section][1]
    steps.insert(at, Step(steps[at].words.rpartition(" and wait")[0].rpartition(" ")[0], "newx"))


def delete(guide: Guide, section: int, at: int) -> None:
    del guide.sections[section][1][at]


def swap(guide: Guide, section: int, at: int) -> None:
    steps = guide.sections[section][1]
    other = (at + 1) % len(steps)
    steps[at], steps[other] = steps[other], steps[at]


def retitle_section(guide: Guide, section: int, at: int) -> None:
    guide.sections[section] = ("Something else", guide.sections[section][1])


def retitle_page(guide: Guide, section: int, at: int) -> None:
    guide.title = "Another guide"


def typo_at_start(guide: Guide, section: int, at: int) -> None:
    step = guide.sections[section][1][at]
    step.words = step.words[0] + step.words[2:]


def typo_at_end(guide: Guide, section: int, at: int) -> None:
    guide.sections[section][1][at].words += "t"


def bold(guide: Guide, section: int, at: int) -> None:
    step = guide.sections[section][1][at]
    first, _, rest = step.words.partition(" ")
    step.words = f"**{first}** {rest}"


def renumber(guide: Guide, section: int, at: int) -> None:
    guide.numbered = False


Edit = Callable[[Guide, int, int], None]
EDITS: tuple[Edit, ...] = (
    insert, delete, swap, retitle_section, retitle_page, typo_at_start, typo_at_end, bold, renumber,
)  # fmt: skip


def tokens(items: Any) -> dict[str, str]:
    """Each id with the word by which its item is known."""
    return {item["id"]: found.group() for item in items if (found := _TOKEN.search(item["text"])) is not None}


@settings(max_examples=150, deadline=None)
@given(st.data(), guides(), st.sampled_from(EDITS))
def test_no_id_moves_to_another_item(data: st.DataObject, guide: Guide, edit: Edit) -> None:
    old = read(str(guide))
    section = data.draw(st.integers(0, len(guide.sections) - 1))
    edit(guide, section, data.draw(st.integers(0, len(guide.sections[section][1]) - 1)))
    new = read(str(guide))
    before, after = old.published(), new.published()
    old_tokens, new_tokens = tokens(before["items"]), tokens(after["items"])
    assert all(new_tokens[name] == token for name, token in old_tokens.items() if name in new_tokens)

    locked = with_locked_ids(new.draft, read_lock(lock_data({"guide": old.draft}))["guide"]).value
    kept = tokens([{"id": item.id, "text": item.text} for item in locked.items])
    assert all(kept[name] == token for name, token in old_tokens.items() if name in kept)
    if edit in (insert, swap, retitle_section, retitle_page, renumber, bold):
        assert kept.keys() >= old_tokens.keys()

    pairs = matched_items(before, after)
    assert all(new_tokens[name] == old_tokens[was] for name, was in pairs.items() if name in new_tokens)
    changes = [one.change for one in differences(before, after)]
    if edit in (typo_at_start, typo_at_end):
        assert changes == ["changed"]
    if edit in (retitle_section, retitle_page, renumber, bold):
        assert changes == []
    if edit in (insert, delete):
        assert [change for change in changes if change != "moved"] == ["added" if edit is insert else "removed"]
