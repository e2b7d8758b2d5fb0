"""Values that YAML cuts at a ``#``, because what follows it is a comment."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.place import diagnostic_at, in_file

_CUT = re.compile(
    r"""^[ ]{0,8}(?:-[ ]+)?(title|description|menu_title|category|text|footer):[ \t]+(?=[^\s"'|>\[{&*!#])"""
    r"""([^\n#]{1,200}[ \t])(#[^\s#][^\n]{0,200})$""",
    re.MULTILINE,
)
"""A comment has a space after its sign; without one, it may be a number or a name such as ``#5``."""


def cut_values(raw: str, path: str, shift: int) -> Iterator[Diagnostic]:
    """A diagnostic for each text without quotes that loses its end; ``shift`` counts the lines before the YAML."""
    if " #" not in raw:
        return
    for found in _CUT.finditer(raw):
        line = raw.count("\n", 0, found.start(3)) + 1 + shift
        column = found.start(3) - raw.rfind("\n", 0, found.start(3))
        message = f"The field '{found[1]}' ends before '{found[3].strip()[:60]}': a '#' after a space begins a comment."
        value = (found[2] + found[3]).strip().replace('"', "'")
        hint = f'Put the value in quotes: {found[1]}: "{value[:100]}"'
        yield diagnostic_at("front-matter-value-cut", in_file(path, line, column), message, found[1], hint)
