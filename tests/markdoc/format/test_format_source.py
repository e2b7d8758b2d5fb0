"""``format_source``: only white space changes, the tree stays, twice is as good as once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from builder import markdoc
from builder.markdoc.format.source import SourceStyle, format_source

HERE = Path(__file__).parent
PIECES = (
    "# ", "##  ", "- ", "*   ", "1. ", "> ", ">", "    ", "  ", "\t", "\n", "\n\n", "\n\n\n", "---\n", "* * *\n", "```",
    "```js\n", "~~~\n", "| a | b |\n|---|:-:|\n| 1 | 2 | 3 |\n", "|a|b|\n|-|\n", "|", "\\|", "word ", "日本", "*", "**",
    "`", "``", "\\", "[", "]", "[x](/u)", "[x]: /u\n", "[x]: /u\n'title\nmore'\n", "[x]", "[//]: # (remark)\n",
    "[//]: <> (remark)\n", "![i](/ü.png \"t\")", "<https://x.example/>", "<", "&amp;", "&#32;", "&nbsp;", "{%c%}",
    "{% /c%}", "{% c   a=1 /%}", '{% c\n a=[1, {b:  "x"}]\n/%}', "{%if $v%}", "{% else /%}", "{% /if %}", "{%$v.a[0]%}",
    "{% #id  .k %}",
       "{% table %}\n", "{% /table %}\n", '{% slot "s" %}\n', "{% /slot %}\n", "{% bad= %}", "{%", "%}", "<!-- c -->",
    "<!--",    "-->", "  \n", "   \n", "\\\n", "\u00a0", "\u2028", "\x0c", "\x00", "\ufeff", "😀", "title: x\n", '"',
)  # fmt: skip
DOCUMENTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=24).map("".join)
CONFIG = markdoc.Config(variables={"v": {"a": [1]}})


def cases() -> list[tuple[str, str, str]]:
    """Titles, sources and results of the file of cases."""
    found = []
    for part in (HERE / "cases.txt").read_text(encoding="utf-8").split("\n=== ")[1:]:
        title, _, rest = part.partition("\n")
        source, _, result = rest.replace("·", " ").partition("---8<---\n")
        result = result.rstrip("\n") + "\n"
        found.append((title, source, source if result == "(unchanged)\n" else result))
    return found


@pytest.mark.parametrize(("source", "result"), [case[1:] for case in cases()], ids=[case[0] for case in cases()])
def test_cases(source: str, result: str) -> None:
    assert format_source(source) == result
    assert format_source(result) == result


def without_blanks(text: str) -> str:
    """Every character that is not white space."""
    return "".join(text.split())


def html(text: str, **arguments: bool) -> str:
    """The HTML of a source."""
    return markdoc.render_html(markdoc.transform(markdoc.parse(text, **arguments), CONFIG))


def check(text: str, style: SourceStyle = SourceStyle()) -> None:  # noqa: B008
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    once = format_source(text, style)
    assert without_blanks(once) == without_blanks(text)
    assert html(once, **style.arguments) == html(text, **style.arguments)
    assert format_source(once, style) == once


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(DOCUMENTS, st.sampled_from((0, 20)), st.booleans())
@example("|a|b|\n|-|-|\n|1|2|3|\n", 0, False)
@example("\n---\na: 1\n---\n", 0, False)
@example("- a\n\n\n- b\nc\n", 0, True)
def test_random_documents(text: str, width: int, indented: bool) -> None:
    check(text, SourceStyle(width, {"allow_indentation": indented}))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_any_text(text: str) -> None:
    check(text)


LONG_TAG = '{% image src="/images/a.png" alt="An image of the product" /%}\n'
PARTED_TAG = '{% image\n   src="/images/a.png"\n   alt="An image of the product" /%}\n'


@pytest.mark.parametrize(
    ("width", "source", "result"),
    [
        (0, LONG_TAG, LONG_TAG),
        (0, PARTED_TAG, PARTED_TAG),
        (40, LONG_TAG, PARTED_TAG),
        (40, PARTED_TAG, PARTED_TAG),
        (80, PARTED_TAG, LONG_TAG),
        (40, "- a\n\n  " + LONG_TAG, "- a\n\n  " + PARTED_TAG.replace("\n ", "\n   ")),
        (12, "{% c a=1 %}\ntext {% inline attribute=1 /%}\n{% /c %}\n", None),
        (10, "> {% note title=1 %}\n> text\n> {% /note %}\n", None),
    ],
)
def test_the_width_of_tags(width: int, source: str, result: str | None) -> None:
    style = SourceStyle(width)
    assert format_source(source, style) == (source if result is None else result)


def test_a_range_limits_the_change() -> None:
    source = "#  A\n\n\n\n#  B\ntext  \n\n\n\n#  C"
    assert format_source(source, within=(5, 6)) == "#  A\n\n\n\n# B\ntext\n\n\n\n#  C\n"
    assert format_source(source, within=(1, 100)) == format_source(source)


def test_a_range_changes_a_whole_table_or_nothing_of_it() -> None:
    source = "#  A\n\n|a|b|\n|-|-|\n|1|22|\n\n#  B\n"
    assert format_source(source, within=(1, 4)) == "# A\n\n|a|b|\n|-|-|\n|1|22|\n\n#  B\n"
    assert format_source(source, within=(3, 5)) == "#  A\n\n| a | b  |\n| - | -  |\n| 1 | 22 |\n\n#  B\n"


def test_real_pages() -> None:
    pages = sorted((Path(__file__).resolve().parents[3] / "../shared/corpus").rglob("*.md"))[::8]
    if not pages:
        pytest.skip("There is no ../shared/corpus.")
    lines = touched = 0
    for path in pages:
        text = path.read_text(encoding="utf-8")
        check(text)
        after = set(format_source(text).split("\n"))
        outside_tables = [line for line in text.split("\n") if not line.lstrip().startswith("|")]
        lines += len(outside_tables)
        touched += sum(line not in after for line in outside_tables)
    assert touched < 0.03 * lines
