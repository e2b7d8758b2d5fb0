"""Ids that tags write by themselves are there once on a page."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from driver import Site

from builder.article.render.unique_ids import with_unique_ids


def preview(*numbers: int) -> str:
    infos = "".join(f'<div id="code-info-{n}"><a href="#code-block-{n}">{n}</a></div>' for n in numbers)
    blocks = "".join(f'<pre id="code-block-{n}">' for n in numbers)
    return f'<div class="code-preview">{infos}{blocks}</div>'


@pytest.mark.parametrize(
    ("body", "ids", "links"),
    [
        (preview(1, 2), "code-info-1 code-info-2 code-block-1 code-block-2", "code-block-1 code-block-2"),
        (
            preview(1) + preview(1) + preview(1),
            "code-info-1 code-block-1 code-info-1-2 code-block-1-2 code-info-1-3 code-block-1-3",
            "code-block-1 code-block-1-2 code-block-1-3",
        ),
        (preview(1, 1), "code-info-1 code-info-1-2 code-block-1 code-block-1-2", "code-block-1 code-block-1"),
        ('<i id="step-1"></i><i id="step-1"></i>', "step-1 step-1-2", ""),
        ('<i id="step-1"></i><i id="step-1-2"></i><i id="step-1"></i>', "step-1 step-1-2 step-1-3", ""),
        ('<i id="own"></i><i id="own"></i><i id="step-1"></i>', "own own step-1", ""),
        (
            preview(1) + '<p><a href="#code-info-1">up</a></p>' + preview(1),
            "code-info-1 code-block-1 code-info-1-2 code-block-1-2",
            "code-block-1 code-info-1 code-block-1-2",
        ),
    ],
)
def test_repeated_ids_get_a_number(body: str, ids: str, links: str) -> None:
    made = with_unique_ids(body)
    assert re.findall(r'id="([^"]*)"', made) == ids.split()
    assert re.findall(r'href="#([^"]*)"', made) == links.split()


def test_time_grows_with_length() -> None:
    made = with_unique_ids('<i id="step-1"></i>' * 50_000)
    assert 'id="step-1-50000"' in made


def test_a_page_with_the_same_preview_twice(site: Callable[[], Site]) -> None:
    example = """{% codePreview %}
{% codeInfoContainer %}
{% codeInfo srNumber=1 %}
The port.
{% /codeInfo %}
{% /codeInfoContainer %}
{% codeBlock fileName="a.yaml" %}
```yaml {% srNumber=1 %}
port: 1
```
{% /codeBlock %}
{% /codePreview %}

"""
    built = site().write({"content/index.md": f"---\ntitle: A\n---\n\n{example * 2}"}).build().exits(0)
    ids = re.findall(r'\sid="(code-[^"]*)"', built.page("index.html"))
    assert ids == ["code-info-1", "code-block-1", "code-info-1-2", "code-block-1-2"]
