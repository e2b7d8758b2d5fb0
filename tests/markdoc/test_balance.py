"""Tags without their other half: each is reported once, at its tag, in any tree."""

from __future__ import annotations

import pytest

from builder import markdoc
from builder.markdoc.balance import unbalanced_tags

CASES = {
    "all is well": ("{% a %}\nx {% b %}y{% /b %}\n{% /a %}\n", []),
    "never closed": ("{% a %}\nx\n", ["{% a %} open"]),
    "closes nothing": ("x\n\n{% /a %}\n", ["{% /a %} stray"]),
    "crossed": ("{% a %}\n{% b %}\n{% /a %}\n{% /b %}\n", ["{% b %} open before {% /a %} outside {% /b %}"]),
    "in the wrong tag": ("{% a %}\n{% b %}\n{% /a %}\n", ["{% b %} open before {% /a %}"]),
    "in a paragraph": ("x {% a %}y\n\nz\n", ["{% a %} open in paragraph"]),
    "closed in the next paragraph": ("x {% a %}y\n\nz {% /a %}\n", ["{% a %} open in paragraph outside {% /a %}"]),
    "in an item": ("- x\n  {% a %}\n  y\n- z\n", ["{% a %} open in item"]),
    "in a tight item's text": ("- x {% a %}\n- z\n", ["{% a %} open in item"]),
    "closed behind the list": ("- x\n\n  {% a %}\n\n{% /a %}\n", ["{% a %} open in item outside {% /a %}"]),
    "in a quotation": ("> {% a %}\n> x\n\ny\n", ["{% a %} open in blockquote"]),
    "in a cell": ("| a |\n|---|\n| {% b %}x |\n| y |\n", ["{% b %} open in td"]),
    "in a link": ("[x {% a %}](/u)\n", ["{% a %} open in link"]),
    "in code": ("```\nx {% a %}\n```\n\ny\n", ["{% a %} open in fence"]),
    "a close that is misspelt": ("{% note %}\nx\n{% /notee %}\n", ["{% /notee %} stray (note)"]),
    "a close of another tag": ("{% tabs %}\n{% tab %}\n{% /tab %}\n{% /tab %}\n{% /tabs %}\n", ["{% /tab %} stray"]),
    "an opening that can't be read": ("{% a b='x' %}\ny\n{% /a %}\n", []),
    "a close that can't be read": ("{% a %}\nx\n{% /a b %}\n", []),
    "several": ("{% a %}\n\n{% b %}\n\n- {% c %}\n", ["{% a %} open", "{% b %} open", "{% c %} open in item"]),
}


@pytest.mark.parametrize("case", CASES)
def test_errors(case: str) -> None:
    text, expected = CASES[case]
    found = []
    for failure in unbalanced_tags(markdoc.parse(text)):
        words = [text[failure.span.start : failure.span.end], "open" if failure.is_open else "stray"]
        words += [f"in {failure.block}"] if failure.block else []
        for word, place in (("before", failure.before), ("outside", failure.outside)):
            words += [f"{word} {text[place.start : place.end]}"] if place is not None else []
        words += [f"({name})" for name in failure.suggestions]
        found.append(" ".join(words))
    assert found == expected


def test_a_tree_made_by_a_program_has_no_unbalanced_tags() -> None:
    assert unbalanced_tags(markdoc.Node("document")) == ()
