"""Code blocks: the effects of a fence's attributes."""

from __future__ import annotations

from typing import Any

import pytest

from builder.vocabulary import Messages
from builder.vocabulary.code_block import MOST_LINES, code_block_html, stressed_lines

WORDS = Messages(theme={"all_lines": "All {count} <lines>"})

CASES: list[tuple[dict[str, Any], str]] = [
    ({}, '<figure class="code"><pre tabindex="0"><code>a\nb</code></pre></figure>'),
    (
        {"language": "yaml"},
        '<figure class="code" data-language="yaml"><pre tabindex="0"><code>a\nb</code></pre></figure>',
    ),
    (
        {"title": "a & b"},
        '<figure class="code"><figcaption class="code-title">a &amp; b</figcaption>'
        '<pre tabindex="0"><code>a\nb</code></pre></figure>',
    ),
    (
        {"fileName": 3},
        '<figure class="code"><figcaption class="code-title">3</figcaption>'
        '<pre tabindex="0"><code>a\nb</code></pre></figure>',
    ),
    (
        {"srNumber": 4},
        '<figure class="code" id="code-block-4" data-sr="4"><pre tabindex="0"><code>a\nb</code></pre></figure>',
    ),
    (
        {"srNumber": 4, "id": "mine"},
        '<figure class="code" id="mine" data-sr="4"><pre tabindex="0"><code>a\nb</code></pre></figure>',
    ),
    (
        {"collapse": 1},
        '<figure class="code"><pre tabindex="0"><code>a\n<span class="code-rest">b\n</span></code></pre>'
        '<details class="code-more"><summary>All 2 &lt;lines&gt;</summary></details></figure>',
    ),
    ({"collapse": 2}, '<figure class="code"><pre tabindex="0"><code>a\nb</code></pre></figure>'),
    (
        {"collapse": 1, "explained": "1-2", "added": "1"},
        '<figure class="code"><pre tabindex="0"><code><span class="code-lines" id="code-block-1" data-sr="1">'
        '<ins class="added">a\n</ins></span><span class="code-rest"><span class="code-lines" data-sr="1">b\n</span>'
        '</span></code></pre><details class="code-more"><summary>All 2 &lt;lines&gt;</summary></details></figure>',
    ),
    (
        {"explained": "2,1-2,9", "srNumber": 5},
        '<figure class="code"><pre tabindex="0"><code>a\n'
        '<span class="code-lines" id="code-block-5" data-sr="5">b\n</span></code></pre></figure>',
    ),
    (
        {"group": '"><b>', "title": "<i>"},
        '<figure class="code" data-group="&quot;&gt;&lt;b&gt;" data-label="&lt;i&gt;">'
        '<figcaption class="code-title">&lt;i&gt;</figcaption><pre tabindex="0"><code>a\nb</code></pre></figure>',
    ),
    (
        {"file": "a.py", "lines": "1", "highlight": "2"},
        '<figure class="code"><pre tabindex="0"><code>a\n<span class="hll">b\n</span></code></pre></figure>',
    ),
    ({"wrap": True}, '<figure class="code code-wrap"><pre tabindex="0"><code>a\nb</code></pre></figure>'),
    (
        {"added": "2", "removed": "1"},
        '<figure class="code"><pre tabindex="0"><code><del class="removed">a\n</del>'
        '<ins class="added">b\n</ins></code></pre></figure>',
    ),
    (
        {"added": "2", "lines": "1-2"},
        '<figure class="code"><pre tabindex="0"><code><span class="hll">a\n</span>'
        '<ins class="added">b\n</ins></code></pre></figure>',
    ),
    (
        {"firstLine": 9, "lines": "2"},
        '<figure class="code"><pre tabindex="0"><code><span class="numbered" data-line="9">a\n</span>'
        '<span class="hll numbered" data-line="10">b\n</span></code></pre></figure>',
    ),
    (
        {"added": '"><script>', "firstLine": '"><script>'},
        '<figure class="code"><pre tabindex="0"><code>a\nb\n</code></pre></figure>',
    ),
    (
        {"lines": "2"},
        '<figure class="code"><pre tabindex="0"><code>a\n<span class="hll">b\n</span></code></pre></figure>',
    ),
    (
        {"srNumber": ["x"], "language": '"><b>', "id": '"><b>', "title": {"a": 1}, "lines": 7, "wrap": "yes"},
        '<figure class="code" data-language="&quot;&gt;&lt;b&gt;" id="&quot;&gt;&lt;b&gt;">'
        '<pre tabindex="0"><code>a\nb\n</code></pre></figure>',
    ),
]


@pytest.mark.parametrize(("attributes", "html"), CASES)
def test_code_block(attributes: dict[str, Any], html: str) -> None:
    assert code_block_html("a\nb", attributes, WORDS) == html


@pytest.mark.parametrize(
    ("text", "lines"),
    [("", []), ("2", [2]), ("2,4-6", [2, 4, 5, 6]), (" 2 - 4 ", [2, 4]), ("6-4", []), ("x", []), ("{1,3}", [1, 3])],
)
def test_stressed_lines(text: str, lines: list[int]) -> None:
    assert sorted(stressed_lines(text)) == lines


def test_stressed_lines_are_bounded() -> None:
    assert len(stressed_lines("1-999999," * 100_000)) == MOST_LINES
