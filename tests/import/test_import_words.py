"""No word of a source is lost, none changes its place, and a second import writes the same bytes."""

from __future__ import annotations

import re
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from example_sites import body_of, imported, site_files, write_files
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.importing.systems.table import SYSTEMS

SETTINGS = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])

SHAPES = {
    "docusaurus": (
        "W W `W` W.",
        "- W\n- W\n  - W",
        "1. W\n\n   W\n\n2. W",
        "> W\n> W",
        ":::note W\nI\n:::",
        "<Tabs>\n  <TabItem value='x' label='W'>\n\n  I\n\n  </TabItem>\n</Tabs>",
        "<details>\n<summary>W</summary>\n\nI\n\n</details>",
        '```js title="W"\nW\n```',
        "| W | W |\n| --- | --- |\n| W<br/>W | <b>W</b> |",
        "<table><tr><th>W</th></tr><tr><td>W <ul><li>W</li></ul></td></tr></table>",
        '<Gauge label="W">\n\nI\n\n</Gauge>',
        "W {'W'} {Math.max(W)} W",
        "<p>W <em>W</em></p>",
        "## W {#part}",
        "W\n===",
        "[W](./other.md) ![W](./lid.png) <a href='/docs/other'>W</a>",
    ),
    "mintlify": (
        "W W\nW",
        "<Note>W</Note>",
        "<Steps>\n  <Step title='W'>\n    I\n  </Step>\n</Steps>",
        "<CardGroup>\n  <Card title='W' href='/other'>\n    W\n  </Card>\n</CardGroup>",
        "<Accordion title='W'>\n  I\n</Accordion>",
        "<CodeGroup>\n\n```js W\nW\n```\n\n```py\nW\n```\n\n</CodeGroup>",
        "<ParamField path='W' type='W' required>\n  I\n</ParamField>",
        "<Frame caption='W'>\n  W\n</Frame>",
        "A <Tooltip tip='W'>W</Tooltip> W",
        "<Update label='W' description='W'>\n  I\n</Update>",
        "- W:\n    ```bash\n    W\n    ```\n- W",
        "$$\nW^{2}\n$$",
    ),
    "starlight": (
        "W W",
        ":::tip[W]\nI\n:::",
        "<Aside title='W'>W</Aside>",
        "<Steps>\n\n1. W\n\n   W\n\n2. W\n\n</Steps>",
        "<FileTree>\n\n- W\n  - W\n\n</FileTree>",
        "<LinkCard title='W' description='W' href='/other/' />",
        "<dl><dt>W</dt><dd>W</dd></dl>",
        "| W |\n| --- |\n| <ul><li>W</li><li>W</li></ul> |",
        "<h3 id='x'>W <i>W</i></h3>",
    ),
    "mkdocs": (
        "W W ==W== ^^W^^ ++ctrl+c++ W",
        '!!! note "W"\n\n    I2',
        '??? tip "W"\n\n    I2',
        '=== "W"\n\n    I2\n\n=== "W"\n\n    I2',
        "Text W:\n\n    W\n      W\n\nW",
        '``` py title="W" hl_lines="1"\nW # (1)!\n```\n\n1. W',
        "1. W\n\n    W\n\n    - W",
        "## W { #part }",
        "W[^1].\n\n[^1]: W",
        '<div class="grid" markdown>\n\n- W\n- W\n\n</div>',
    ),
    "next-markdoc": (
        "W W\nW",
        '{% callout type="warning" title="W" %}\nI\n{% /callout %}',
        '{% tabs %}\n{% tab label="W" %}\nI\n{% /tab %}\n{% /tabs %}',
        '{% gauge unit="W" %}\nI\n{% /gauge %}',
        "{% if $flag %}\nI\n{% else /%}\nI\n{% /if %}",
        "{% table %}\n* W\n* W\n---\n* W\n* W\n{% /table %}",
        '```js {% title="W" %}\nW\n```',
        "- W\n- W\n\n  W",
        "W<br>W",
    ),
}
"""Pieces of pages: ``W`` is a word, ``I`` a piece inside, ``I2`` one that is indented."""


@st.composite
def pages(draw: st.DrawFn, system: str) -> str:
    """A page of such pieces, every word another one."""
    shapes = st.sampled_from(SHAPES[system])
    text = "\n\n".join(draw(st.lists(shapes, min_size=1, max_size=5)))
    for _ in range(2):
        text = re.sub(r"\bI2\b", lambda _: draw(shapes).replace("\n", "\n    "), text)
        text = re.sub(r"^([ \t]*)I$", lambda found: _indented(draw(shapes), found[1]), text, flags=re.MULTILINE)
    text = re.sub(r"\bI2?\b", "W", text)
    numbers = count()
    return re.sub(r"\bW\b", lambda _: f"word{next(numbers)}z", text) + "\n"


def _indented(text: str, blanks: str) -> str:
    return "\n".join(f"{blanks}{line}" if line else line for line in text.split("\n"))


def words_of(text: str) -> list[str]:
    return re.findall(r"word\d+z", text)


def converted(system: str, text: str) -> str:
    """The page as it is imported, with the parts that it takes in left out."""
    with TemporaryDirectory() as folder:
        result = imported(write_files(Path(folder), site_files(system, {"page": text})), system)
    return body_of({file.path: file.text for file in result.files}["content/cases/page.md"])


@pytest.mark.parametrize("system", sorted(SYSTEMS))
def test_words_are_kept_in_their_order(system: str) -> None:
    @SETTINGS
    @given(pages(system))
    def check(text: str) -> None:
        found = words_of(converted(system, text))
        assert list(dict.fromkeys(found)) == words_of(text), text

    check()


@pytest.mark.parametrize("system", sorted(SYSTEMS))
def test_any_text_gives_a_page(system: str) -> None:
    signs = "`<>{}%:!=*-_#[]()\"'\n\\ |$~/.ab1"

    @SETTINGS
    @given(st.text(alphabet=signs, max_size=200))
    def check(text: str) -> None:
        assert converted(system, text) == converted(system, text)

    check()
