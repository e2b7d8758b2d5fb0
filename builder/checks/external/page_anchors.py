"""The ids of a foreign HTML page."""

from __future__ import annotations

from contextlib import suppress
from html.parser import HTMLParser


class _Ids(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.update(value for name, value in attrs if value and (name == "id" or (name == "name" and tag == "a")))


def anchors_in(html: str) -> frozenset[str]:
    """Every ``id``, and every ``name`` of an ``a``, in the part of the page that can be parsed."""
    parser = _Ids()
    # Some invalid declarations crash html.parser.
    with suppress(AssertionError):
        parser.feed(html)
    return frozenset(parser.found)
