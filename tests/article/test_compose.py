"""From a text to an article: problems have their places in the page, and a failing tag leaves out only itself."""

from __future__ import annotations

import pytest
from composing import new_compose, shipped_vocabulary
from msgspec.structs import replace

from builder.article.linting import Lint

IN_TAB = '{{% tabs %}}\n{{% tab title="T" %}}\n\n{}\n\n{{% /tab %}}\n{{% /tabs %}}\n'
LONG = "A sentence that is long enough to be a segment of its own, if a blank line is after it."

PROBLEMS = {
    "nothing": (f"# T\n\n{LONG}\n", []),
    "an unknown tag": (f"{LONG}\n\n{LONG} {{% nope /%}}\n", [("tag-undefined", 3, len(LONG) + 2)]),
    "front matter is counted": (f"---\ntitle: T\n---\n\n{LONG} {{% nope /%}}\n", [("tag-undefined", 5, len(LONG) + 2)]),
    "an unknown tag in a tag": (
        LONG + "\n\n" + IN_TAB.format(LONG + "\n\n{% nope /%} " + LONG),
        [("tag-undefined", 8, 1)],
    ),
    "an unknown variable": (f"{LONG}\n\n{LONG} {{% $nobody %}}\n", [("variable-undefined", 3, len(LONG) + 5)]),
    "a tag that is not closed": (f"{LONG}\n\n{{% note %}}\n\n{LONG}\n", [("missing-closing", 3, 1)]),
    "tags in the wrong order": (
        f"{LONG}\n\n{{% note %}}\n\n{{% details %}}\n\n{LONG}\n\n{{% /note %}}\n\n{{% /details %}}\n",
        [("missing-closing", 5, 1)],
    ),
    "words left for later": (f"{LONG}\n\nTODO: {LONG}\n", [("placeholder-left", 3, 1)]),
    "HTML, once a page": (f"<b>{LONG}</b>\n\n<b>{LONG}</b>\n", [("html-as-text", 1, 1)]),
    "an image without text": (f"{LONG}\n\n{LONG}\n\n![](/images/a.png)\n", [("alt-missing", 5, 1)]),
    "a skipped level": (f"# T\n\n{LONG}\n\n### Deep\n", [("heading-order", 5, 1)]),
    "a partial that is not there": ('A\n\n{% partial file="/gone.md" /%}\n', [("attribute-value-invalid", 3, 17)]),
    "a code block by indent in a tab": (
        IN_TAB.format(LONG + "\n\n    code"),
        [],
    ),
}


@pytest.mark.parametrize(("text", "expected"), PROBLEMS.values(), ids=PROBLEMS)
def test_problems_are_at_their_places(text: str, expected: list[tuple[str, int, int]]) -> None:
    compose = new_compose()
    for _ in range(2):  # from fragments too
        diagnostics = compose(text).diagnostics
        assert [(found.code, found.line, found.column) for found in diagnostics] == expected


def test_a_problem_in_a_partial_is_where_the_partial_has_it() -> None:
    (found,) = new_compose()(f'{LONG}\n\n{LONG}\n\n{{% partial file="/image.md" /%}}\n').diagnostics
    assert (found.code, found.path, found.line) == ("alt-missing", "content/partials/image.md", 3)
    assert [(via.path, via.line) for via in found.via] == [("", 5)]


@pytest.mark.parametrize(
    ("text", "on_a_page", "by_itself"),
    [
        ("Hello {% $nobody %}.", ["variable-undefined"], []),
        ("![](/images/a.png)", ["alt-missing"], []),
        ("# A\n\n# B\n", ["heading-h1-duplicate"], []),
        ("TODO: write it", ["placeholder-left"], ["placeholder-left"]),
        ("{% nope /%}", ["tag-undefined"], ["tag-undefined"]),
    ],
)
def test_of_a_partial_by_itself_less_is_known(text: str, on_a_page: list[str], by_itself: list[str]) -> None:
    compose = new_compose()
    for _ in range(2):
        assert [found.code for found in compose(text).diagnostics] == on_a_page
        assert [found.code for found in compose(text, partial=True).diagnostics] == by_itself


@pytest.mark.parametrize("around", ["{}", IN_TAB])
def test_a_tag_whose_template_fails_leaves_out_only_itself(around: str) -> None:
    vocabulary = shipped_vocabulary()
    failing = replace(vocabulary.tags["badge"], template="{{ nothing.there }}")
    compose = new_compose(vocabulary=replace(vocabulary, tags={**vocabulary.tags, "badge": failing}))
    text = around.format(f'{LONG} Before.\n\n{{% badge text="New" /%}}\n\n{LONG} After.')
    article = compose(f"{text}\n")
    assert [found.code for found in article.diagnostics] == ["theme-template-invalid"]
    assert "Before." in article.value.content.body
    assert "After." in article.value.content.body


def test_without_lint_nothing_is_reported() -> None:
    assert new_compose(Lint())("TODO: <b>x</b>\n\n### Deep\n").diagnostics == ()


def test_suppressions_are_read_where_they_are() -> None:
    text = "A\n\n<!-- handrail-ignore placeholder-left: it is about that word -->\n\nTODO: B\n"
    (suppression,) = new_compose()(text).value.facts.ignores
    assert (suppression.codes, suppression.line, suppression.next_line) == (("placeholder-left",), 3, 5)


def test_equal_articles_come_from_equal_texts() -> None:
    text = f"---\ntitle: T\nchecklist: true\n---\n\n# T\n\n## Step 1: Open\n\n1. Click **Save**.\n\n{LONG}\n"
    compose = new_compose()
    assert compose(text) == compose(text) == new_compose()(text)
