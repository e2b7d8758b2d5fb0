"""Every key of ``markdown`` at once: nothing raises, formats or composes differently, runs as script or takes long."""

from __future__ import annotations

import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.article.compose import Composer
from builder.article.compose_records import ComposeSettings
from builder.article.fragments import segmenter
from builder.article.fragments.segments import one_segment
from builder.content.markdown_options import MarkdownOptions
from builder.content.parse_arguments import parse_arguments
from builder.content.source import Source
from builder.digests import text_digest
from builder.lint import LINTER
from builder.markdoc import parse
from builder.markdoc.equivalence import equivalent
from builder.markdoc.format.source import SourceStyle, format_source
from builder.theme.location import shipped_theme
from builder.vocabulary import load_vocabulary

EVERYTHING = MarkdownOptions(
    alerts=True,
    task_lists=True,
    footnotes=True,
    definition_lists=True,
    linkify=True,
    typographer=True,
    heading_ids=True,
    abbreviations=True,
)
PIECES = (
    "> [!NOTE]\n", "> [!CAUTION]\n> text\n", "> ", "- [ ] ", "- [x] task\n", "  - [X] ", "1. [ ] one\n",
    "[^1]", "[^a b]", "[^1]: note\n", "[^1]: ", "    more\n", "[^long-label]: other[^1]\n", "Term\n",
    ": definition\n", "~ other\n", "  second\n", "## Title {#id}\n", "{#id}", "*[HTML]: Hyper\n",
    "*[a b]: \n", "HTML ", "https://example.com/a_b ", "www.example.org", "a@b.example", '"quoted" ',
    "it's -- ", "...", "(c)", "{% note %}\n", "{% /note %}\n", "{% c a=1 /%}", "{% if true %}\n",
    "{% /if %}\n", "| a | b |\n|---|---|\n| [^1] | x |\n", "```\n", "`[^1]`", "\n", "\n\n", "# ", "- ", "**",
    "*", "[x](/u)", "[x]: /u\n", "<!-- c -->", "\\", "word ", "日本語", "\u00a0", "\t", "---\n",
)  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=20).map("".join)


def composer(options: MarkdownOptions, *, in_pieces: bool = True) -> Composer:
    vocabulary = load_vocabulary([shipped_theme()]).value
    shared = ComposeSettings(
        vocabulary=vocabulary,
        variables={},
        edition="",
        anchors="github",
        partials={},
        partials_folder="content/partials",
        markdown=options,
    )
    return Composer(shared, LINTER, None if in_pieces else one_segment)


IN_PIECES, WHOLE = composer(EVERYTHING), composer(EVERYTHING, in_pieces=False)
INDENTED = composer(
    MarkdownOptions(**{**{n: getattr(EVERYTHING, n) for n in EVERYTHING.__struct_fields__}, "indented_tags": True})
)


def source(text: str) -> Source:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Source("", text, text_digest(text))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_pages_from_pieces_are_as_whole_ones(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(segmenter, "SMALLEST", 1)
        assert IN_PIECES.compose(source(text), {}).value == WHOLE.compose(source(text), {}).value
    INDENTED.compose(source(text), {})


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, st.booleans())
def test_formatting_keeps_the_tree(text: str, indented: bool) -> None:
    arguments = {**parse_arguments(EVERYTHING), "allow_indentation": indented}
    text = source(text).text
    once = format_source(text, SourceStyle(0, arguments))
    assert "".join(once.split()) == "".join(text.split())
    assert equivalent(parse(once, **arguments), parse(text, **arguments))
    assert format_source(once, SourceStyle(0, arguments)) == once


HOSTILE_PARTS = (
    '"><script>alert(1)</script>',
    "' onload=alert(1) x='",
    "javascript:alert(1)",
    "<img src=x onerror=alert(1)>",
    "&quot; onfocus=alert(1)",
)
PLACES = (
    "> [!NOTE]\n> {}\n", "> [!{}]\n> text\n", "- [ ] {}\n", "- [x] [a]({})\n", "Text[^1]\n\n[^1]: {}\n",
    "Text[^{0}]\n\n[^{0}]: note\n", "{}\n: definition\n", "Term\n: {}\n", "## Title {{#{}}}\n",
    "## {} {{#x}}\n", "ABC\n\n*[ABC]: {}\n", "{0} x\n\n*[{0}]: title\n", "https://example.com/{}\n",
    "{}://example.com\n", "www.example.com/?{}\n", '"{}" -- x\n',
)  # fmt: skip


class Attributes(HTMLParser):
    """Collects elements that could run a script."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "script":
            self.found.append(tag)
        for name, value in attrs:
            scheme = re.sub(r"[\x00-\x20]", "", value or "").lower()
            if name.startswith("on") or (name in ("href", "src") and scheme.startswith("javascript:")):
                self.found.append(f"{tag} {name}={value}")


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("part", HOSTILE_PARTS)
def test_nothing_runs_as_script(place: str, part: str) -> None:
    reader = Attributes()
    reader.feed(WHOLE.compose(source(place.format(part)), {}).value.content.body)
    reader.close()
    assert reader.found == []


SHAPES = {
    "footnote references": lambda n: "[^1]: x\n\n" + "a[^1] " * n,
    "footnote labels without an end": lambda n: "[^1]: x\n\n" + "[^a" * n,
    "footnotes": lambda n: "".join(f"[^{i}]: x\n" for i in range(n)),
    "footnotes used": lambda n: "".join(f"a[^{i}]\n\n[^{i}]: x\n\n" for i in range(n)),
    "footnotes in footnotes": lambda n: "[^a]: " * n,
    "definitions": lambda n: "Term\n: definition\n\n" * n,
    "definitions in definitions": lambda n: "Term\n" + ": " * n,
    "alerts": lambda n: "> [!NOTE]\n> a\n\n" * n,
    "alerts in alerts": lambda n: "> " * n + "[!NOTE]",
    "tasks": lambda n: "- [ ] a\n" * n,
    "heading ids": lambda n: "# a {#b}\n" * n,
    "open heading ids": lambda n: "# " + "{#" * n,
    "abbreviations": lambda n: "".join(f"*[A{i}]: b\n" for i in range(n)) + "".join(f"A{i} " for i in range(n)),
    "one abbreviation": lambda n: "*[A]: b\n\n" + "A " * n,
    "abbreviations of one beginning": lambda n: "".join(f"*[A {i}]: b\n" for i in range(n // 40)) + "A " * n,
    "URLs": lambda n: "https://a.example " * n,
    "half URLs": lambda n: "https://" * n,
    "quotes": lambda n: "\"a' " * n,
}


@pytest.mark.parametrize("shape", SHAPES)
def test_time_grows_with_the_text(shape: str) -> None:
    def taken(size: int) -> float:
        text = SHAPES[shape](size)
        best = 1e9
        for _ in range(3):
            began = time.process_time()
            parse(text, **parse_arguments(EVERYTHING))
            best = min(best, time.process_time() - began)
        return best

    small, large = taken(400), taken(3200)
    assert large < 30 * max(small, 0.004)
