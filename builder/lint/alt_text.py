"""Links and images without a text that helps readers who can't see them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from builder.article.linting import LintedText
from builder.article.records import Reference
from builder.caches import bounded_cache
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.place import diagnostic_at

_UNLABELLED = re.compile(
    r"(?:image|img|dsc|picture|pic|photo|screen[ _-]?shot|figure|fig|alt(?: text)?|untitled)?"
    r"[\d\s_.,:;()#/-]{0,40}(?:at [\d\s.:]{1,20}(?:[ap]m)?)?"
    r"(?:png|jpe?g|gif|webp|svg|avif|bmp)?",
    re.IGNORECASE,
)
"""A word for any image with a number or a date after it, or only punctuation."""
_FILE_NAME = re.compile(r"\S+\.(png|jpe?g|gif|webp|svg|avif|bmp)", re.IGNORECASE)


def unlabelled_references(text: LintedText) -> Iterator[Diagnostic]:
    """Every link without a text, and every image without a useful alternative text."""
    images = _Images(text.references)
    for reference in text.references:
        if reference.kind == "image":
            yield from _image(reference)
        elif _is_empty(reference) and not images.are_in(reference):
            message = f"The link '{reference.target}' has no text."
            yield diagnostic_at("link-text-empty", reference.place, message, reference.target)


def _image(reference: Reference) -> Iterator[Diagnostic]:
    text = reference.text.strip()
    if not reference.text:
        message = f"The image '{reference.target}' has no alternative text."
        yield diagnostic_at("alt-missing", reference.place, message, reference.target)
    elif text and is_useless(text, reference.target):
        message = f"The alternative text '{text}' says nothing about the image '{reference.target}'."
        yield diagnostic_at("alt-useless", reference.place, message, reference.target)


@bounded_cache(8192)
def is_useless(text: str, target: str) -> bool:
    """Whether an image's text is no better than a file name. Cached, because all versions show the same images."""
    name = unquote(target.partition("?")[0]).rpartition("/")[2]
    return bool(_UNLABELLED.fullmatch(text) or text == name or _FILE_NAME.fullmatch(text))


def _is_empty(link: Reference) -> bool:
    return bool(link.target) and not link.text.strip() and link.element == "link"


class _Images:
    """The places of a page's images."""

    def __init__(self, references: Sequence[Reference]) -> None:
        self._by_file: dict[str, list[tuple[int, int]]] = {}
        for each in references:
            if each.kind == "image":
                self._by_file.setdefault(each.place.path, []).append((each.place.line, each.place.column))
        for places in self._by_file.values():
            places.sort()

    def are_in(self, link: Reference) -> bool:
        """Whether the link's text is an image, whose alternative text may be enough."""
        places = self._by_file.get(link.place.path, ())
        at = bisect_left(places, (link.place.line, link.place.column))
        return at < len(places) and places[at] < (link.place.end_line, link.place.end_column)
