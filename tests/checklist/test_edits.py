"""Random edits of a guide: items elsewhere keep their ids; nothing crashes; the same text gives the same bytes."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace

from guide_reading import SAMPLE, read
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.checklist import lock_data, read_lock, with_locked_ids
from builder.checklist.model import Item

SHAPES = (
    "- Click on **{0}**.\n- The {1} is shown.",
    "1. Open {0}:\n   - Use {1}\n   - Then go to {2}\n\n   It explains {3}.",
    "Enter {0}. It is long. Press {1}.",
    "Give all of {0}:\n- {1}/callback\n- {2}/callback",
    "{{% note %}}\nA remark on {0}.\n\n- **{1}:** is one way.\n- **{2}:** is another way.\n{{% /note %}}",
    "{{% note %}}\nSecurity requirements:\n- **DELETE** {0}.\n- The {1} must be new.\n{{% /note %}}",
    "{{% requirement %}}\nThe {0} is there.\n{{% /requirement %}}",
    "![A picture of {0}](picture.png)",
    "```sh\nrun {0}\n```",
    "Share the following with the Example team:\n- {0}: it is on the overview\n- `{1}`",
    "| Key | Means |\n| --- | --- |\n| {0} | it |",
    "{{% verify %}}\nThe {0} answers.\n{{% /verify %}}",
    "> A quotation of {0}.",
)
"""Blocks with places for words that occur nowhere else, by which their items are known again."""

_TOKEN = re.compile(r"\b(?:w|new)\d+x\d+\b")


@dataclass(frozen=True, slots=True)
class Block:
    shape: int
    name: str

    def __str__(self) -> str:
        return SHAPES[self.shape].format(*(f"{self.name}x{part}" for part in range(4)))


@dataclass(frozen=True, slots=True)
class Part:
    """A section with its blocks."""

    title: str
    blocks: tuple[Block, ...]

    def __str__(self) -> str:
        return "\n\n".join([f"## {self.title}", *map(str, self.blocks)])


@st.composite
def guides(draw: st.DrawFn) -> tuple[Part, ...]:
    """A guide of two to four steps, with a section between."""
    count = iter(range(1000))
    parts = []
    for number in range(draw(st.integers(2, 4))):
        shapes = draw(st.lists(st.integers(0, len(SHAPES) - 1), min_size=1, max_size=5))
        parts.append(
            Part(f"Step {number + 1}: Part {number}", tuple(Block(shape, f"w{next(count)}") for shape in shapes))
        )
    return tuple(parts)


@st.composite
def edited(draw: st.DrawFn, parts: tuple[Part, ...]) -> tuple[tuple[Part, ...], frozenset[str]]:
    """The guide after some edits, and the names of the blocks that were left alone."""
    sections = list(parts)
    touched: set[str] = set()
    for turn in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(sections) - 1))
        part = sections[at]
        place = draw(st.integers(0, len(part.blocks)))
        new = Block(draw(st.integers(0, len(SHAPES) - 1)), f"new{turn}")
        match draw(st.sampled_from(["put in", "take out", "alter", "new section"])):
            case "put in":
                sections[at] = replace(part, blocks=(*part.blocks[:place], new, *part.blocks[place:]))
            case "take out":
                touched |= {block.name for block in part.blocks[place : place + 1]}
                sections[at] = replace(part, blocks=(*part.blocks[:place], *part.blocks[place + 1 :]))
            case "alter":
                touched |= {block.name for block in part.blocks[place : place + 1]}
                sections[at] = replace(part, blocks=(*part.blocks[:place], new, *part.blocks[place + 1 :]))
            case _:
                sections.insert(at, Part(f"Step {turn + 90}: Another {turn}", (new,)))
    left = {block.name for part in parts for block in part.blocks} - touched
    return tuple(sections), frozenset(left)


def text_of(parts: tuple[Part, ...]) -> str:
    return "---\ntitle: A guide\n---\n\n# A guide\n\n" + "\n\n".join(map(str, parts)) + "\n"


def ids(items: tuple[Item, ...]) -> dict[str, str]:
    """The id of each item, by the first word in it that occurs nowhere else."""
    found: dict[str, str] = {}
    for item in items:
        token = _TOKEN.search(item.text)
        if token is not None:
            found.setdefault(token.group(), item.id)
    return found


def only(named: dict[str, str], blocks: frozenset[str]) -> dict[str, str]:
    return {token: name for token, name in named.items() if token.partition("x")[0] in blocks}


@settings(max_examples=100, deadline=None)
@given(data=st.data(), parts=guides())
def test_an_edit_elsewhere_changes_no_id(data: st.DataObject, parts: tuple[Part, ...]) -> None:
    changed, left = data.draw(edited(parts))
    before, after = read(text_of(parts)).draft, read(text_of(changed)).draft
    assert only(ids(after.items), left) == only(ids(before.items), left)


@settings(max_examples=40, deadline=None)
@given(data=st.data(), parts=guides())
def test_nor_with_a_lock_file(data: st.DataObject, parts: tuple[Part, ...]) -> None:
    changed, left = data.draw(edited(parts))
    before, after = read(text_of(parts)).draft, read(text_of(changed)).draft
    locked = with_locked_ids(after, read_lock(lock_data({"guide": before}))["guide"]).value
    assert only(ids(locked.items), left) == only(ids(before.items), left)
    assert len({item.id for item in locked.items}) == len(locked.items)


BODY = SAMPLE.index("# Sign in")
"""The position after the front matter, which other tests edit."""

PIECES = (
    "{% note %}", "{% /note %}", "{% step %}", "{% /step %}", "{% steps %}", "{% /steps %}", "{% if $a %}", "{% /if %}",
    "{% requirement %}", "{% /requirement %}", "{% partial file=\"gone.md\" /%}", "{% #id %}", "{% skip=true %}",
    "## Step 2: Again", "- ", "  - Share the following:", "1. ", "```", "> ", "| a | b |", "**", "`", "](", ":",
    "\t", "![",
    "{% kind=\"step\" collect=\"a\" secret=true %}", "Click.", "\u200b", "\x00", "𝒳", "",
)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(
    edits=st.lists(
        st.tuples(st.integers(BODY, len(SAMPLE)), st.integers(0, 12), st.sampled_from(PIECES), st.booleans()),
        min_size=1,
        max_size=8,
    )
)
def test_any_edit_gives_a_checklist_and_the_same_twice(edits: list[tuple[int, int, str, bool]]) -> None:
    text = SAMPLE
    for at, length, piece, alone in edits:
        text = text[:at] + (f"\n\n{piece}\n\n" if alone else piece) + text[at + length :]
    first, second = (json.dumps(read(text).published(), sort_keys=True) for _ in range(2))
    assert first == second
    draft = read(text).draft
    assert len({item.id for item in draft.items}) == len(draft.items)
