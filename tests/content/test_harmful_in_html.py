"""Addresses in HTML that are never published are found however they are written."""

from __future__ import annotations

import pytest

from builder.content.unsafe_text import harmful_in_html

HARMFUL = (
    '<a href="javascript:x">',
    "<a href=javascript:x>",
    "<a href = ' java\tscript:x'>",
    '<a HREF="\x01javascript:x">',
    '<a href="&#106;avascript:x">',
    '<a href="ja&#118;ascript:x">',
    '<a href="javascript&colon;x">',
    '<a href="java&#9;script:x">',
    '<meta http-equiv="refresh" content="0; url=javascript:x">',
    '<meta property="og:type"><img src="data:image/svg+xml,x">',
)
SAFE = (
    '<meta property="og:type" content="article"><a href="https://x.example/?a=1&amp;b=2">',
    '<p style="color: red" class="data:x"><a href="/data:x">',
    '<a href="mailto:a@x.example">javascript:x</a>',
    '<a href="http&colon;//x.example">',
)


@pytest.mark.parametrize("html", HARMFUL)
def test_it_is_found(html: str) -> None:
    assert harmful_in_html(f"<p>{html}</p>")


@pytest.mark.parametrize("html", SAFE)
def test_others_are_not(html: str) -> None:
    assert harmful_in_html(f"<p>{html}</p>") == ""
