"""Redirects that a function of a Docusaurus configuration makes, where it replaces one text in an address by another.

``createRedirects(path) { if (path.includes('/new')) return [path.replace('/new', '/old')]; }`` gives one redirect for
each page whose address contains ``/new``. Any other function is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from builder.importing.records import SourcePage, SourceRedirect

_FUNCTION = re.compile(r"\bcreateRedirects\b")
_LITERAL = r"""(["'`])((?:(?!\1)[^\\\n])*)\1"""
_REPLACE = re.compile(rf"""\.replace(?:All)?\(\s*{_LITERAL}\s*,\s*(["'`])((?:(?!\3)[^\\\n])*)\3""")
_START = re.compile(rf"""\.startsWith\(\s*{_LITERAL}""")
LONGEST = 4_000
"""Characters of a function."""


def made_redirects(text: str, path: str, pages: Iterable[SourcePage]) -> Iterator[SourceRedirect]:
    """The redirects of each page; none if the function is of another kind."""
    found = _FUNCTION.search(text)
    if found is None:
        return
    body = text[found.end() : found.end() + LONGEST]
    replaced = [(each[2], each[4]) for each in _REPLACE.finditer(body)]
    starts = tuple(each[2] for each in _START.finditer(body))
    line = text.count("\n", 0, found.start()) + 1
    for page in pages:
        url = f"/{page.url.strip('/')}"
        if starts and not url.startswith(starts):
            continue
        for new, old in replaced:
            before = url.replace(new, old, 1) if new else url
            if before != url:
                yield SourceRedirect(before, url, path, line)
