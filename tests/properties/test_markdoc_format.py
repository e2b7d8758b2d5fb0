"""Formatting random documents: a fixed point, the same page, the same errors, and never an exception."""

from __future__ import annotations

from pathlib import Path

import pytest
from hostile import HOSTILE
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from builder import markdoc
from builder.markdoc.format.source import format_source

PIECES = [
    "# ", "## ", "- ", "* ", "+ ", "1. ", "7) ", "> ", "    ", "  ", "\t", "\n", "\n\n", "---\n", "***\n",
    "```", "```js\n", "~~~\n", "| a | b |\n|---|:-:|\n| 1 | 2 |\n", "|", "a", "word ", "two words", "*", "**",
    "_", "__", "~~", "`", "``", "\\", "[", "]", "(", ")", "[x](/u)", "[x]: /u\n", "[x]", '![i](/i.png "t")',
    "<https://x.example/>", "<", ">", "&amp;", "&#32;", "&nbsp;", "&", "#", "!", ":", "{% c %}", "{% /c %}",
    "{% c a=1 /%}", '{% c\na=[1, {b: "x"}]\n/%}', "{% if $v %}", "{% else /%}", "{% /if %}", "{% $v.a[0] %}",
    "{% f(1, k=2) %}", "{% #id .k %}", '{% a="x" %}', "{% table %}\n", "{% /table %}\n", "{% bad= %}", "{%",
    "%}", "<!-- c -->", "<!--", "-->", "  \n", "\\\n", "é", "\u00a0", "\u2028", "😀", "0.", "=", '"', "'",
]  # fmt: skip

DOCUMENTS = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)
CONFIG = markdoc.Config(variables={"v": {"a": [1]}})


def page(text: str, *, slots: bool = False) -> tuple[str, list[str]]:
    """The HTML of a document, and its errors."""
    tree = markdoc.parse(text, slots=slots)
    return markdoc.render_html(markdoc.transform(tree, CONFIG)), [error.id for error in markdoc.validate(tree, CONFIG)]


def check(text: str) -> None:
    once = markdoc.format(markdoc.parse(text))
    assert page(once) == page(text)
    assert markdoc.format(markdoc.parse(once)) == once


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(DOCUMENTS)
@example("---\n\na\n\n---\n")
@example("\\_a\\_ x \\*y\\*\n")
@example("1. a\n\n2. b\n")
@example("- ---\n")
@example("<!-- c -->{% table %}\n{% table %}\n# ")
def test_random_documents(text: str) -> None:
    check(text)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_any_text(text: str) -> None:
    check(text)


@pytest.mark.parametrize("increment", [False, True])
def test_options_keep_the_page(increment: bool) -> None:
    text = '7. a\n8. b\n\n{% c long="' + "x" * 90 + '" more=[1, 2] %}\n- a\n{% /c %}\n'
    options = markdoc.FormatOptions(increment=increment)
    once = markdoc.format(markdoc.parse(text), options)
    assert ("8. b" in once) is increment
    assert "   more=[1, 2] %}\n" in once
    assert page(once) == page(text)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_sources(name: str) -> None:
    text = HOSTILE[name][:3000]
    once = format_source(text)
    assert "".join(once.split()) == "".join(text.split())
    assert format_source(once) == once


def test_real_pages() -> None:
    pages = sorted((Path(__file__).resolve().parents[2] / "../shared/corpus").rglob("*.md"))[::6]
    if not pages:
        pytest.skip("There is no ../shared/corpus.")
    for path in pages:
        check(path.read_text(encoding="utf-8"))
