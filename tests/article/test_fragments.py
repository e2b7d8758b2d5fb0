"""Fragments: where they go in a page, and that each block of a page is composed once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from composing import Compose, new_compose

from builder.article.fragments import block
from builder.article.fragments.fragment import BlockPosition, Fragment
from builder.article.fragments.joining import joined, shifted
from builder.article.records import Heading, Reference
from builder.article.render import placeholders
from builder.diagnostics.diagnostic import Diagnostic, Via
from builder.diagnostics.outcome import Read
from builder.diagnostics.place import Place, diagnostic_at

OWN = Place(line=2, column=3, end_line=2, end_column=9)
IN_PARTIAL = Place(line=2, column=3, end_line=2, end_column=9, path="content/partials/p.md", via=(Via("", 4, 1),))
IN_INNER_PARTIAL = Place(
    line=2,
    column=3,
    end_line=2,
    end_column=9,
    path="content/partials/q.md",
    via=(Via("", 4, 1), Via("content/partials/p.md", 7, 1)),
)


def _problem(place: Place) -> Diagnostic:
    return diagnostic_at("tag-unfinished", place, "message")


def _fragment(place: Place) -> Fragment:
    reference = Reference(kind="link", target="/a", text="a", element="link", place=place, target_place=place)
    heading = Heading(level=2, text="T", id="t", aliases=(), place=place, nested=False)
    text = f'<h2 id="{placeholders.heading_id(0)}">T</h2><a href="{placeholders.address(0)}">a</a>'
    return Fragment(
        body=text,
        markdown=f"[a]({placeholders.address(0)})",
        headings=(heading,),
        references=(reference,),
        counts={"note": 1},
        errors=(_problem(place),),
        remarks=(_problem(place),),
        reads=(Read("variable", "name", "x"),),
    )


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (OWN, Place(line=12, column=3, end_line=12, end_column=9)),
        (
            IN_PARTIAL,
            Place(line=2, column=3, end_line=2, end_column=9, path="content/partials/p.md", via=(Via("", 14, 1),)),
        ),
        (
            IN_INNER_PARTIAL,
            Place(
                line=2,
                column=3,
                end_line=2,
                end_column=9,
                path="content/partials/q.md",
                via=(Via("", 14, 1), Via("content/partials/p.md", 7, 1)),
            ),
        ),
    ],
    ids=["in the page", "in a partial", "in a partial of a partial"],
)
def test_everything_in_a_fragment_moves_by_the_same_lines(place: Place, expected: Place) -> None:
    moved = shifted(_fragment(place), 10, 0, 0)
    assert moved.headings[0].place == expected
    assert moved.references[0].place == moved.references[0].target_place == expected
    assert moved.errors == moved.remarks == (_problem(expected),)


def test_moving_by_nothing_is_the_fragment_itself() -> None:
    fragment = _fragment(OWN)
    assert shifted(fragment, 0, 0, 0) is fragment


def test_placeholders_count_on_from_the_fragments_before() -> None:
    both = joined([(0, _fragment(OWN)), (5, _fragment(IN_PARTIAL))])
    assert both.body == _fragment(OWN).body + placeholders.renumbered(_fragment(OWN).body, 1, 1)
    assert placeholders.with_addresses(both.markdown, ["/x", "/y"], ["", ""]) == "[a](/x)\n[a](/y)"
    assert (both.counts, len(both.reads)) == ({"note": 2}, 1)


def test_no_fragments_are_an_empty_one() -> None:
    assert joined([]) == Fragment()


def test_positions_follow_the_tags_before() -> None:
    start = BlockPosition(variables=Any)  # type: ignore[arg-type]
    after = start.after(Fragment(counts={"tab": 2})).inside("tab")
    assert (after.around, after.counts) == (("tab",), {"tab": 3})


LONG = "A sentence that is long enough to be a segment of its own, if a blank line is after it."

ONCE = {
    "blocks": (f"{LONG} One.\n\n{LONG} Two.\n", 2),
    "equal blocks": (f"{LONG}\n\n{LONG}\n\n{LONG}\n\n", 2),  # the last one has another end
    "a page that can't be cut": (f"{LONG}\n\n[a]: /b\n\n{LONG}\n", 1),
    "a problem of the language": (f"{LONG} One.\n\n{{% nope /%}} {LONG}\n\n{LONG} Two.\n", 3),
    "an unknown variable": (f"{LONG} {{% $nobody %}}\n\n{LONG} Two.\n", 2),
    "a problem of the words": (f"TODO: {LONG}\n\n{LONG} Two.\n", 2),
    "a problem in a tab": (
        f'{{% tabs %}}\n{{% tab title="T" %}}\n\n{LONG} {{% nope /%}}\n\n{LONG} Two.\n\n{{% /tab %}}\n{{% /tabs %}}\n',
        3,  # and the empty one after the tabs
    ),
}


@pytest.fixture
def composed_blocks(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    texts: list[str] = []
    compose = block.BlockComposer.compose

    def noted(self: Any, document: Any, position: Any) -> Fragment:
        texts.append(document.text)
        return compose(self, document, position)

    monkeypatch.setattr(block.BlockComposer, "compose", noted)
    return iter([texts])


@pytest.mark.parametrize(("text", "blocks"), ONCE.values(), ids=ONCE)
def test_each_block_is_composed_once(text: str, blocks: int, composed_blocks: Iterator[list[str]]) -> None:
    (texts,) = composed_blocks
    new_compose()(text)
    assert len(texts) == blocks
    assert len("".join(texts)) <= len(text)


UNBALANCED = {
    "tags closed in the wrong order": f"{{% note %}}\n\n{LONG}\n\n{{% /tip %}}\n\n{LONG}\n\n{{% /note %}}\n",
    "an opening that can't be read": f"{{% note x= %}}\n\n{LONG}\n\n{{% /note %}}\n\n{LONG}\n",
    "a closing that can't be read": f"{{% note %}}\n\n{LONG}\n\n{{% /note x %}}\n\n{LONG}\n",
}


@pytest.mark.parametrize("text", UNBALANCED.values(), ids=UNBALANCED)
def test_a_page_whose_tags_do_not_match_is_one_block(text: str, composed_blocks: Iterator[list[str]]) -> None:
    (texts,) = composed_blocks
    new_compose()(text)
    assert texts == [text]


def test_a_fragment_with_errors_is_not_taken_for_a_sound_one() -> None:
    compose: Compose = new_compose()
    first = compose(f"{{% nope /%}} {LONG}\n\n{LONG}\n").diagnostics
    second = compose(f"{LONG}\n\n{{% nope /%}} {LONG}\n\n{LONG}\n").diagnostics
    assert [d.code for d in first] == [d.code for d in second] == ["tag-undefined"]
    assert (first[0].line, second[0].line) == (1, 3)
