"""Placeholders: the parts of rendered text that are only known later. This module alone knows their syntax.

=============  ============================================  ===========================
Made by        Stands for                                    Filled by
=============  ============================================  ===========================
``address``    the URL of a reference, by its number         ``with_addresses``
``dimensions``  an image's width and height, as attributes    ``with_addresses``
``heading_id``  the id of a heading, by its number            ``with_heading_ids``
``aliases``    the anchors of a heading's other ids          ``with_heading_ids``
=============  ============================================  ===========================

An author can't write one, for two reasons. Every text that is read has its NUL characters replaced, and a placeholder
holds ``<`` besides, which is escaped in everything that an author wrote before it becomes HTML.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from markupsafe import Markup

from builder.vocabulary import TagAddress

_SIGN = "\x00"
PATTERN = rf"{_SIGN}<[udha][0-9]+>"
"""A regular expression of one, for patterns of HTML that may have them in tags."""
_ANY = re.compile(r"\x00<([udha])([0-9]+)>")
_OF_REFERENCE = re.compile(r"\x00<([ud])([0-9]+)>")
_OF_HEADING = re.compile(r"\x00<([ha])([0-9]+)>")
_DAMAGED = re.compile(r"\x00(?!<[udha][0-9]+>)")


def address(number: int) -> TagAddress:
    """The URL of the reference with that number, together with the placeholder of its dimensions."""
    return TagAddress.of(f"{_SIGN}<u{number}>", dimensions(number))


def dimensions(number: int) -> Markup:
    """Width and height of the image with that reference number, as attributes with a space before."""
    return Markup(f"{_SIGN}<d{number}>")


def heading_id(number: int) -> str:
    """The id of the heading with that number."""
    return f"{_SIGN}<h{number}>"


def aliases(number: int) -> str:
    """Empty elements with the aliases of the heading with that number."""
    return f"{_SIGN}<a{number}>"


def renumbered(text: str, references: int, headings: int) -> str:
    """The text with its reference and heading numbers increased by these counts."""
    if not (references or headings) or _SIGN not in text:
        return text

    def moved(kind: str, number: int) -> str:
        return f"{_SIGN}<{kind}{number + (headings if kind in 'ha' else references)}>"

    return _replaced(_ANY, text, moved)


def renumbered_address(given: TagAddress, references: int) -> TagAddress:
    """The same for a single address."""
    found = _OF_REFERENCE.fullmatch(given)
    return address(int(found[2]) + references) if found is not None else given


def with_addresses(text: str, urls: Sequence[str], sizes: Sequence[str]) -> str:
    """The text with addresses and dimensions filled in; both are given by reference number, escaped for their place."""
    if _SIGN not in text:
        return text
    return _replaced(_OF_REFERENCE, text, lambda kind, number: (urls if kind == "u" else sizes)[number])


def with_heading_ids(text: str, ids: Sequence[str], other_ids: Sequence[str]) -> str:
    """The text with the headings' ids and aliases filled in; both are given by heading number, as HTML."""
    return _replaced(_OF_HEADING, text, lambda kind, number: (ids if kind == "h" else other_ids)[number])


def without_placeholders(text: str) -> str:
    """The text without placeholders."""
    return _ANY.sub("", text) if _SIGN in text else text


def is_damaged(text: str) -> bool:
    """Whether something, such as a template's filter, changed a placeholder after it was made."""
    return _SIGN in text and _DAMAGED.search(text) is not None


def _replaced(pattern: re.Pattern[str], text: str, value: Callable[[str, int], str]) -> str:
    # Parts are: text, kind, number, text, … The value replaces the kind, and the number is removed.
    parts = pattern.split(text)
    for at in range(1, len(parts), 3):
        parts[at], parts[at + 1] = value(parts[at], int(parts[at + 1])), ""
    return "".join(parts)
