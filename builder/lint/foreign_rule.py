"""One construct of another program: how it is recognised, and its counterpart here."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Where = Literal["block", "text", "heading", "item", "comment"]
"""The place where a pattern is tried: at the beginning of a block's text, anywhere in it, or in the text of one kind of
block.
"""


class ForeignRule(NamedTuple):
    """One construct."""

    name: str
    """Part of the fingerprint; a page reports each construct once."""
    signs: tuple[str, ...]
    """One of these is in every text with the construct: checked first, because most texts have none."""
    where: Where
    pattern: re.Pattern[str]
    anywhere: re.Pattern[str]
    """Matches wherever :attr:`pattern` does, in the whole text: a quick test before blocks are checked one by one."""
    message: str
    """With ``{}`` for the matched text."""
    help: str


_LINE_START = re.compile(r"(^|\(\?:|\|)\^(?:\[ \\t>?\]\{0,\d\})?")
"""The beginning of a line in a pattern, with the spaces that the line may begin with."""
_SEEN = "readers see it as text"

LINE_ABOVE = r"\A[^\n]{1,120}"
"""The beginning of a pattern for a line below another one."""
CALLOUT = 'Write `{% callout type="note" %}`, the text, and `{% /callout %}`.'
ATTRIBUTES = "Write `{% #id .class %}` with a percent sign on both sides."
FORMULA = "Handrail can't show formulas: write it as code, or add an image of it."
PARTIAL = 'Write `{% partial file="/part.md" /%}`.'
CONTENTS = "Remove it: Handrail adds one to each page."


def foreign_rule(
    name: str, signs: str | tuple[str, ...], where: Where, pattern: str, what: str, help_: str
) -> ForeignRule:
    """A rule; ``signs`` are separated by spaces, or a tuple where a sign contains one."""
    message = f"`{{}}` is {what}: {_SEEN}."
    # Without the line before and the spaces of its own, because those would be searched at each character.
    bare = _LINE_START.sub(r"\1", pattern.removeprefix(LINE_ABOVE).replace(r"\A", "").replace(r"\Z", ""))
    return ForeignRule(
        name=name,
        signs=tuple(signs.split(" ")) if isinstance(signs, str) else signs,
        where=where,
        pattern=re.compile(pattern, re.MULTILINE),
        anywhere=re.compile(bare, re.MULTILINE),
        message=message,
        help=help_,
    )
