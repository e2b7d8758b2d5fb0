"""Keys of front matter that other programs read, with their counterpart here."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple


class ForeignKey(NamedTuple):
    """A key that has no effect here."""

    names: tuple[str, ...]
    """As several programs write it."""
    written: str
    """How it is written here."""
    keys: tuple[str, ...] = ()
    """A page with one of these keys says it already."""
    hides: bool = False
    """Whether it keeps the page from readers, so that too much is published."""
    means: Callable[[Any], bool] = bool
    """Whether the value asks for anything."""


def _is_no(value: Any) -> bool:
    return value is False


def _is_private(value: Any) -> bool:
    return str(value).lower() in ("hidden", "private", "internal", "draft", "none")


def _asks_robots(value: Any) -> bool:
    return "noindex" in str(value).lower()


def _is_date(value: Any) -> bool:
    return re.match(r"\d{4}-\d\d-\d\d", str(value)) is not None


FOREIGN_KEYS: tuple[ForeignKey, ...] = (
    ForeignKey(("published", "publish"), "draft: true", ("draft",), True, _is_no),
    ForeignKey(
        ("unlisted", "hidden", "private"),
        "draft: true",
        ("noindex", "search", "draft"),
        True,
    ),
    ForeignKey(("visibility", "status"), "draft: true", ("draft",), True, _is_private),
    ForeignKey(("robots",), "noindex: true", ("noindex",), True, _asks_robots),
    ForeignKey(
        ("search_exclude", "exclude_search", "excludeSearch", "exclude_from_search"), "search: false", ("search",), True
    ),
    ForeignKey(
        ("expiryDate", "expiry_date", "expires", "publishDate", "publish_date", "unpublish_date"),
        "draft: true until the day, or remove the page after it",
        ("draft",),
        True,
        _is_date,
    ),
    ForeignKey(("aliases", "redirects", "old_urls"), "redirect_from: [/old]", ("redirect_from",)),
    ForeignKey(("permalink",), "slug: /path", ("slug",)),
)


def foreign_key(name: str, value: Any) -> ForeignKey | None:
    """The entry for a key of a page, if its value asks for something."""
    found = _BY_NAME.get(name)
    return found if found is not None and found.means(value) else None


_BY_NAME = {name: key for key in FOREIGN_KEYS for name in key.names}
