"""The text of a code block is that of its source, in any language: on the page, in Markdown and in search."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape

import pytest
from driver import Site
from hypothesis import given, settings
from hypothesis import strategies as st
from pygments.lexers import get_all_lexers

from builder.article.render.highlight import Highlighter

LANGUAGES = sorted({alias for _, aliases, _, _ in get_all_lexers(plugins=False) for alias in aliases})

TEXTS = (
    "$ pip install handrail",
    "$ one\nout\n$ last",
    ">>> 1\n1",
    "C:\\> dir\n C:\\> cd x",
    "db=> select 1;\n 1\ndb=> \\q",
    "irb(main):001:0> 1\n=> 1",
    "1> foo().\nok",
    "+a\n-b",
    "all:\n\tgcc -o x",
    "a\n\n  b\n\n",
    "\n\nx",
    "\ta\r b\x0c c\u2028d\x85e",
    "<x>&\"'</x>",
    "   ",
    "",
    "\ufeffx",
    "e\u0301 日本語 𝄞",
)

code = st.text(st.sampled_from("ab1 \t\n$>#=:;<\"'\\/(){}[]-+*.%&|é日"), max_size=40)


def _shown(html: str) -> str:
    return unescape(re.sub("<[^>]*>", "", html))


@pytest.fixture(scope="module")
def highlight() -> Highlighter:
    return Highlighter()


@pytest.mark.parametrize("text", TEXTS)
def test_no_language_loses_a_character(text: str, highlight: Highlighter) -> None:
    lost = [name for name in LANGUAGES if _shown(highlight(text, name)) not in (text, text + "\n")]
    assert not lost


@settings(max_examples=150, deadline=None)
@given(code, st.sampled_from(LANGUAGES))
def test_any_text_is_shown_whole(text: str, language: str) -> None:
    assert _shown(Highlighter()(text, language)) in (text, text + "\n")


@pytest.mark.parametrize("language", ["diff", "make", "console"])
def test_the_last_line_is_not_an_error(language: str, highlight: Highlighter) -> None:
    text = {"diff": "-a\n+b", "make": "all:\n\tgcc", "console": "$ ls"}[language]
    assert 'class="err"' not in highlight(text, language)


def test_every_output_has_the_whole_block(site: Callable[[], Site]) -> None:
    blocks = {
        name: f"$ first{number}x\n$ last{number}x" for number, name in enumerate(LANGUAGES) if not set("{`") & set(name)
    }
    fences = "\n\n".join(f"```{name}\n{block}\n```" for name, block in blocks.items())
    built = site().write({"content/index.md": f"---\ntitle: T\n---\n\n{fences}\n"}).build().exits(0)
    page, markdown = _shown(built.page("index.html")), built.page("index.md")
    search = "".join(
        json.dumps(json.loads(data)) for name, data in built.published().items() if name.startswith("search/")
    )
    for name, block in blocks.items():
        assert block in page, name
        assert f"```{name}\n{block}\n```" in markdown, name
        assert block.rpartition("$ ")[2] in search, name
