"""Pages composed from segments are equal to pages composed as a whole."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
from documents import PIECES
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.article.compose import Composer
from builder.article.compose_records import ComposeSettings
from builder.article.fragments import segmenter
from builder.article.fragments.segments import Segment, one_segment
from builder.content.code_files import CodeFiles
from builder.content.source import Source, read_source
from builder.digests import text_digest
from builder.lint import LINTER
from builder.theme.location import shipped_theme
from builder.vocabulary import load_vocabulary

PROJECT = Path(__file__).resolve().parents[2]
CORPUS = PROJECT / "../shared/corpus/openmetadata"

PARTIALS = {"/p.md": "# Part\n\nSee [it](/it) {% $name %}.\n", "/bad.md": "{% nope %}\n", "/plain.md": "Plain.\n"}

BLOCKS = (
    "# A heading\n",
    "## A heading\n",
    "## Given {% #own %}\n",
    "A paragraph with a [link](/a) and `code`.\n",
    "![A picture](/a.png)\n",
    '{% image src="/a.png" alt="A picture" /%}\n',
    '{% image\n  src="/b.png"\n  alt="B"\n/%}\n',
    "{% note %}\n\nInside.\n\n# Also inside\n\n{% /note %}\n",
    '{% tabs %}\n{% tab %}\nOne\n{% /tab %}\n{% tab title="T" %}\nTwo\n{% /tab %}\n{% /tabs %}\n',
    "{% if $name %}\n\nShown.\n\n{% else /%}\n\nNot shown.\n\n{% /if %}\n",
    '{% partial file="/p.md" /%}\n',
    '{% partial file="/bad.md" /%}\n',
    "Hello {% $name %}, {% $markdoc.frontmatter.title %}.\n",
    "Hello {% $missing %}.\n",
    "- one\n\n- two\n\n  more\n",
    "- a fence:\n\n  ```js\n  x = 1\n  ```\n",
    "- ```js\n  x = 1\n\ntext\n",
    "1. first\n2. second\n",
    "> quoted\n\n> again\n",
    "```yaml {% srNumber=1 %}\na: 1\n\nb: 2\n```\n",
    "````\n```\n\nnot closed by three\n\n````\n",
    "``` a`b\n\ntext\n",
    "```\nnever closed\n\ntext\n",
    "~~~\ntildes\n\n# no heading\n~~~\n",
    "[a]: /defined\n",
    "See [a] and [a][a].\n",
    "| a | b |\n| - | - |\n| 1 | 2 |\n",
    "{% table %}\n\n* a\n* b\n\n---\n\n* 1\n* 2\n\n{% /table %}\n",
    "    indented by four\n",
    "\tindented by a tab\n",
    "<!-- a comment\n\nof several lines -->\n",
    "Text {% note %}inline{% /note %} text.\n",
    "`{% note %}` in code\n",
    "`{% /note %}` in code\n",
    "{% note %}\n\nnever closed\n",
    "{% /note %}\n",
    "TODO: mend this\n",
    "<b>Bold</b> and <br/> in a text.\n",
    "<b>Bold</b> once more, and [half a link](/a\n",
    "## Step 1: Begin\n",
    "## Step 2: Go on\n",
    "Click **Save** at [the end](/end).\n",
    "Do the following:\n",
    '1. Open the console.\n\n2. Copy the key {% #key collect="key" %}\n',
    '{% step srNumber=1 title="One" %}\n\nEnter `x`.\n\n![Shown](/s.png)\n\n{% /step %}\n',
    '{% note noteType="Warning" %}\n\nYou must be an administrator.\n\n{% /note %}\n',
    "Replace the key in the file.\n",
    "---\n",
    "***\n",
)

INSIDE = (
    "Text with [a link](/in) and `code`.\n",
    "- an item\n- another",
    "- item\n\n  ```js\n  x = 1\n  ```",
    "| a | b |\n| - | - |\n| 1 | 2 |",
    "> a quotation",
    "    indented by four",
    "```yaml\na: 1\n```",
    "Text without an end of line",
    "# A heading in it\n",
    "![A picture](/in.png)",
    '{% image src="/in.png" alt="In" /%}',
    "{% note %}\n\n## In a note\n\n{% /note %}",
    "Hello {% $name %}, {% $markdoc.frontmatter.title %}.",
    '{% partial file="/p.md" /%}',
    "---",
    "\n***\n",
    '1. Click **Save**.\n2. Copy the key {% #key collect="key" %}\n',
    "Text\n===",
    "{% if $name %}\n\nShown.\n\n{% /if %}",
    "TODO: mend this",
    "<b>Bold</b> in a tag",
    "{% nope %}\nWrong.\n{% /nope %}",
    "{% /note %}",
    "[a]: /defined",
    "",
)
OPENINGS = (
    "{% steps %}",
    '{% step title="Do it" %}',
    "{% step srNumber=2 #own %}",
    "{% step srNumber=$name %}",
    "{% step wrong=1 %}",
    "{% tabs %}",
    '{% tab title="A tab" %}',
    "{% stepsContainer %}",
    '{% stepDescription title="1. Do" %}',
    "{% codePreview %}",
    "{% details %}",
    "{% cards %}",
    "{% stepVisualInfo %}  ",
    "{% collateContent %}",
)


def _closing(opening: str) -> str:
    return "{% /" + opening[2:].split()[0] + " %}"


def _nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def written(opening: str, parts: list[str], joint: str) -> str:
        return "\n".join([opening, joint.join(parts), _closing(opening)])

    parts = st.lists(st.one_of(st.sampled_from(INSIDE), inner), max_size=4)
    return st.builds(written, st.sampled_from(OPENINGS), parts, st.sampled_from(("\n", "\n\n")))


nests = st.recursive(st.sampled_from(INSIDE), _nested, max_leaves=8)
with_nests = st.lists(st.one_of(st.sampled_from(BLOCKS), nests, _nested(nests)), max_size=6).flatmap(
    lambda parts: st.sampled_from(("\n", "\n\n")).map(lambda joint: joint.join(parts))
)

documents = st.lists(st.sampled_from((*BLOCKS, *PIECES)), max_size=12).map("\n".join)
with_front_matter = st.tuples(st.sampled_from(("", "---\ntitle: T\n---\n", "---\ntitle: [\n---\n\n")), documents)


def settings_with(variables: Mapping[str, Any]) -> ComposeSettings:
    vocabulary = load_vocabulary([shipped_theme()]).value
    return ComposeSettings(
        vocabulary=vocabulary,
        variables=variables,
        edition="",
        anchors="github",
        partials=PARTIALS,
        partials_folder="content/partials",
    )


def composers() -> tuple[Composer, Composer]:
    shared, code = settings_with({}), CodeFiles(PROJECT)
    return Composer(shared, LINTER, read_code=code), Composer(shared, LINTER, one_segment, code)


def check_same(sources: Iterable[Source], in_pieces: Composer, whole: Composer) -> None:
    for source in sources:
        for name in ("Ann", "Bob"):
            got, expected = (each.compose(source, {"name": name}) for each in (in_pieces, whole))
            assert got.value == expected.value, source.text
            assert set(got.reads) == set(expected.reads), source.text


IN_PIECES, WHOLE = composers()


@settings(max_examples=500, deadline=None, derandomize=True)
@given(with_front_matter)
def test_pages_from_pieces_are_as_whole_ones(parts: tuple[str, str]) -> None:
    text = "".join(parts).replace("\r\n", "\n").replace("\r", "\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(segmenter, "SMALLEST", 1)
        check_same([Source("", text, text_digest(text))], IN_PIECES, WHOLE)


@settings(max_examples=1000, deadline=None, derandomize=True)
@given(with_nests)
def test_pages_from_nested_pieces_are_as_whole_ones(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(segmenter, "SMALLEST", 1)
        patch.setattr(segmenter, "SMALLEST_NEST", 1)
        check_same([Source("", text, text_digest(text))], IN_PIECES, WHOLE)


@pytest.mark.parametrize(("root", "each"), [(PROJECT, 1), (CORPUS, 5)], ids=["manual", "corpus"])
@pytest.mark.timeout(300)
def test_real_pages_from_pieces_are_as_whole_ones(root: Path, each: int) -> None:
    if not root.is_dir():
        pytest.skip("needs ../shared/corpus, which holds real pages that are not ours to carry")
    paths = sorted(path.relative_to(root).as_posix() for path in (root / "content").rglob("*.md"))[
        :: 1 if root == PROJECT else 5
    ]
    sources = [source for path in paths if (source := read_source(root, path).value) is not None]
    assert len(sources) > 40
    check_same(sources, *composers())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A\n\nB\n", ["A\n", "B\n"]),
        ("---\ntitle: T\n---\n\nA\n\n# B\n", ["\nA\n", "# B\n"]),
        ("A\n\n- one\n\n  more\n\nB\n", ["A\n\n- one\n\n  more\n", "B\n"]),
        ("{% note %}\n\nA\n\nB\n\n{% /note %}\n\nC\n", ["{% note %}\n\nA\n\nB\n\n{% /note %}\n", "C\n"]),
        ("```\nA\n\nB\n```\n\nC\n", ["```\nA\n\nB\n```\n", "C\n"]),
        ("A\n\n{% note\n\nx=1 /%}\n\nB\n", ["A\n", "{% note\n\nx=1 /%}\n", "B\n"]),
        ("A\n\n[a]: /b\n", None),
        ("A\n\n<!-- B -->\n", None),
        ("{% note %}\n\nB\n", None),
        ("```\n\nB\n", None),
        ("- ```\n  x\n\nB\n", None),
        ("- ```\n  x\n\n  y\n  ```\n\nB\n", ["- ```\n  x\n\n  y\n  ```\n", "B\n"]),
        ("---\ntitle: T\n---\n", None),
    ],
)
def test_where_a_page_is_cut(text: str, expected: list[str] | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segmenter, "SMALLEST", 1)
    found = segmenter.cut(text)
    if expected is None:
        assert found == one_segment(text)
        return
    assert [segment.text for segment in found.inner] == expected
    assert found.head + "\n".join(segment.text for segment in found.inner) == text
    lines = text.split("\n")
    assert [lines[segment.line] for segment in found.inner] == [segment.text.split("\n")[0] for segment in found.inner]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{% steps %}\nA\n\nB\n{% /steps %}\nC", [(0, ["A\n", "B"]), "C"]),
        ("A\n\n{% steps %}\n\nB\n\n{% /steps %}", ["A\n", (2, ["\nB\n"])]),
        ("{% steps %}\n{% step %}\nA\n{% /step %}\n{% /steps %}", [(0, [(1, ["A"])])]),
        ("{% steps %}\n{% /steps %}\n", ["{% steps %}\n{% /steps %}\n"]),
        ("{% steps %}\n{% note %}\nA\n{% /note %}\n{% /steps %}", [(0, ["{% note %}\nA\n{% /note %}"])]),
        ("{% step srNumber=$n %}\nA\n{% /step %}", ["{% step srNumber=$n %}\nA\n{% /step %}"]),
        ("{% steps %} A\n{% /steps %}", None),
        ("{% steps %}\n---\nA\n---\n{% /steps %}", None),
        ("{% steps %}\n{% step %}\nA\n{% /steps %}\n{% /step %}", None),
    ],
)
def test_where_a_tag_is_cut(text: str, expected: list[Any] | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segmenter, "SMALLEST", 1)
    monkeypatch.setattr(segmenter, "SMALLEST_NEST", 1)
    found = segmenter.cut(text, frozenset({"steps", "step"}))

    def shown(piece: Segment) -> Any:
        return (piece.line, [shown(each) for each in piece.inner]) if piece.inner else piece.text

    assert (None if found == one_segment(text) else [shown(each) for each in found.inner]) == expected


class Held(dict[str, Any]):
    """An object that only a composer holds: when it is freed, so is the composer."""


@pytest.mark.parametrize("text", ["Words.\n", "# Step 1\n\n1. Open it.\n\n{% note %}\nWait.\n{% /note %}\n"])
def test_all_that_a_composer_remembers_goes_with_it_at_once(text: str) -> None:
    held = Held()
    composer = Composer(settings_with(held), LINTER)
    text = f"---\ntitle: Set it up\nchecklist: true\n---\n\n{text}"
    composer.compose(Source("p.md", text, text_digest(text)), {})
    gone = weakref.ref(held)
    del held
    gc.disable()
    try:
        assert gone() is not None
        del composer
        assert gone() is None
    finally:
        gc.enable()


def test_a_page_with_a_partial_is_the_same_in_all_versions_that_it_does_not_name() -> None:
    whole, _ = composers()
    text = '---\ntitle: T\n---\n\nA\n\n{% partial file="/plain.md" /%}\n'
    reads = [
        whole.compose(Source("p.md", text, text_digest(text)), {"version": {"name": name}}).reads
        for name in ("v1", "v2")
    ]
    assert reads[0] == reads[1]
    assert [(read.kind, read.name) for read in reads[0]] == [("partial", "/plain.md")]
