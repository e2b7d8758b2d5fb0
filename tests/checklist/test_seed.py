"""The sample guide, as a person reads it."""

from __future__ import annotations

from collections import Counter

import pytest
from guide_reading import SEED, Guide, read

KINDS = {
    14: "requirement", 16: "requirement", 25: "step", 26: "step", 30: "prerequisite", 36: "step", 40: "step",
    44: "step", 45: "step", 46: "step", 50: "choice", 58: "info", 59: "info", 67: "info", 71: "info",
    79: "collect", 80: "collect",
}  # fmt: skip


@pytest.fixture(scope="module")
def guide() -> Guide:
    if not SEED.is_file():
        pytest.skip("the sample guide is not beside the repository")
    return read(SEED.read_text("utf-8"))


def test_items_and_kinds(guide: Guide) -> None:
    assert {item.origin.line: item.kind for item in guide.draft.items} == KINDS
    assert Counter(KINDS.values()) == Counter(item.kind for item in guide.draft.items)


def test_choice_and_images(guide: Guide) -> None:
    items = {item.origin.line: item for item in guide.draft.items}
    assert [option.origin.line for option in items[50].options] == [50, 53]
    assert {line: len(item.images) for line, item in items.items() if item.images} == {36: 1, 40: 1, 46: 1, 67: 1}


def test_the_choice_is_linked_to_the_step_that_it_decides(guide: Guide) -> None:
    items = {item.id: item.origin.line for item in guide.draft.items}
    (choice,) = guide.draft.choices
    assert (items[choice.item], items[choice.decides]) == (50, 45)
    assert [(option.label, [items[name] for name in option.items]) for option in choice.options] == [
        ("SPA (Single Page Application)", [45, 59]),
        ("Web", [58]),
    ]


def test_values_and_links(guide: Guide) -> None:
    draft = guide.draft
    items = {item.id: item.origin.line for item in draft.items}
    assert [(v.id, v.recipient, v.secret) for v in draft.values] == [
        ("client-id", "the Collate team", False),
        ("tenant-id", "the Collate team", False),
    ]
    assert [items[v.found_at[0]] for v in draft.values] == [67, 67]
    data = guide.published()
    assert len(data["links"]) == 3
    assert data["counts"] | {"links": 3, "images": 4} == data["counts"]
    assert draft.diagnostics == ()
