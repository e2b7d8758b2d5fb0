"""``index.md``: the text of tags keeps the indent and the quotation marks of the block that they are in."""

from __future__ import annotations

import pytest
from composing import new_compose

CASES = {
    "a tag in a list item": (
        "1. One\n\n   {% note %}\n   Text\n\n   - a\n   {% /note %}\n\n2. Two\n",
        "1. One\n\n   > **Note**\n   >\n   > Text\n   >\n   > - a\n\n2. Two",
    ),
    "a tag after a list marker": (
        "- {% note %}\n  Text\n  {% /note %}\n- b\n",
        "- > **Note**\n  >\n  > Text\n- b",
    ),
    "a tag in a quotation": (
        "> {% note %}\n> Text\n> {% /note %}\n",
        "> > **Note**\n> >\n> > Text",
    ),
    "a tag in a tag in a list item": (
        '- a\n\n  {% details summary="More" %}\n  Text\n\n  {% note %}\n  Deep\n  {% /note %}\n  {% /details %}\n',
        "- a\n\n  **More**\n\n  Text\n\n  > **Note**\n  >\n  > Deep",
    ),
    "a partial in a list item": (
        '- a\n\n  {% partial file="/p.md" /%}\n',
        "- a\n\n  One\n\n  Two",
    ),
    "a condition in a list item": (
        "- a\n\n  {% if true %}\n  One\n\n  Two\n  {% /if %}\n",
        "- a\n\n  One\n\n  Two",
    ),
    "a tag within a line": (
        '- a {% badge text="New" /%}\n  b\n',
        "- a **New**\n  b",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_prefixes_are_kept(name: str) -> None:
    text, expected = CASES[name]
    compose = new_compose(partials={"/p.md": "One\n\nTwo\n"})
    assert compose(text).value.content.markdown.strip() == expected
