"""Placeholders: made, found, renumbered and filled by one module; an author's text is never one."""

from __future__ import annotations

import pytest
from markupsafe import Markup, escape

from builder.article.render import placeholders
from builder.markdoc import Tag, render_html


def test_each_placeholder_is_filled_with_its_own_value() -> None:
    address = placeholders.address(1)
    html = (
        f'<h2 id="{placeholders.heading_id(0)}">{placeholders.aliases(0)}<img src="{address}"{address.dimensions}></h2>'
    )
    html = placeholders.with_heading_ids(html, ["top"], ["<span></span>"])
    filled = placeholders.with_addresses(html, ["/a", "/b"], ["", ' width="1"'])
    assert filled == '<h2 id="top"><span></span><img src="/b" width="1"></h2>'


def test_placeholders_are_renumbered_by_what_comes_before() -> None:
    address = placeholders.address(2)
    text = f"{address}{address.dimensions}{placeholders.heading_id(1)}{placeholders.aliases(1)}"
    expected = (
        f"{placeholders.address(7)}{placeholders.dimensions(7)}{placeholders.heading_id(4)}{placeholders.aliases(4)}"
    )
    assert placeholders.renumbered(text, 5, 3) == expected
    moved = placeholders.renumbered_address(address, 5)
    assert (moved, moved.dimensions) == (placeholders.address(7), placeholders.dimensions(7))


@pytest.mark.parametrize("made", [placeholders.address(3), placeholders.dimensions(3), placeholders.heading_id(3)])
def test_a_placeholder_in_the_text_of_an_author_is_text(made: str) -> None:
    """Even if a NUL got past the reading of files, escaping makes it something else."""
    author = str(made)
    for html in (
        render_html(Tag("p", {"title": author}, [author])),
        f"<p title={escape(author)}>",
        Markup("<p>{}").format(author),
    ):
        assert placeholders.with_addresses(placeholders.with_heading_ids(html, (), ()), (), ()) == html
        assert placeholders.renumbered(html, 5, 5) == html


def test_an_address_in_an_attribute_is_written_as_it_is() -> None:
    address = placeholders.address(0)
    html = render_html(Tag("a", {"href": address, "title": 'a "b" <c>'}, ["x"]))
    assert placeholders.with_addresses(html, ["/there/"], [""]) == (
        '<a href="/there/" title="a &quot;b&quot; &lt;c&gt;">x</a>'
    )


@pytest.mark.parametrize(
    ("text", "damaged"),
    [
        ("plain", False),
        (f'<a href="{placeholders.address(0)}">', False),
        (str(escape(str(placeholders.address(0)))), True),
        (placeholders.address(0)[:3], True),
        ("\0", True),
    ],
)
def test_a_changed_placeholder_is_noticed(text: str, damaged: bool) -> None:
    assert placeholders.is_damaged(text) == damaged
