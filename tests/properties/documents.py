"""Random Markdoc documents: made of the language's own pieces, so that they meet its rules, not only its letters."""

from __future__ import annotations

from hypothesis import strategies as st

PIECES = (
    "{% note %}", "{% /note %}", "{% note a=1 b=\"x\" %}", "{% image src=\"/a.png\" /%}", "{% if $x %}",
    "{% else /%}", "{% /if %}", "{% table %}", "{% /table %}", "{% $a.b[0] %}", "{% f(1, k=\"v\") %}",
    "{% #id .class %}", "{%", "%}", "{% broken=", "{% a={b: [1, null]} /%}", "{% partial file=\"/p.md\" /%}",
    "{% slot \"s\" %}", "{% /slot %}", "{%\n  note\n  a=1\n%}", "# ", "## Step 1: x", "- ", "* a\n  * b", "1. ", "> ",
    "---\n", "---\ntitle: x\n---\n", "```js\n", "```\n", "``` {% process=false %}\n", "    ", "\t", "\n", "\n\n",
    "**", "*", "_", "~~", "`", "``", "[x](/y)", "[x][y]", "\n[y]: /z 'title'\n", "![a](b.png \"t\")", "<http://a.b>",
    "| a | b |\n| - | - |\n| 1 \\| 2 | `x` |\n", "\\", "\\\n", "  \n", "&amp;", "&#0;", "<!-- c -->", "<!--", "-->",
    "]", "(", ")", "\"", "word", "ünïcödé", "日本語。", "\x00", "\r\n", "%",
)  # fmt: skip

documents = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=30).map("".join)
"""Texts of up to some hundred characters."""
