"""Lasting names: ids of sections and items, digests of their words."""

from __future__ import annotations

import re
import unicodedata

from builder.caches import bounded_cache
from builder.checklist.lexicon_file import Lexicon
from builder.digests import text_digest

_NOT_SLUG = re.compile(r"[^\w]+")
WORDS_IN_ID = 5
WORDS_DIGEST_SIZE = 12


@bounded_cache(8192)
def slug(text: str) -> str:
    """A slug of lower-case letters, digits and dashes: ``Click on `Register`.`` → ``click-on-register``."""
    plain = unicodedata.normalize("NFC", text).lower()
    return _NOT_SLUG.sub("-", plain.replace("_", "-")).strip("-")


def words_digest(text: str) -> str:
    """A digest of words that does not depend on spaces and letter case."""
    plain = " ".join(unicodedata.normalize("NFC", text).split()).casefold()
    return text_digest(plain, WORDS_DIGEST_SIZE)


class Namer:
    """Assigns ids, each only once."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}
        self._bases: dict[str, str] = {}

    def section(self, title: str, anchor: str, words: Lexicon) -> str:
        """The section's slug, without its step's number."""
        text = title
        for pattern in words.step_headings:
            text = pattern.sub("", title.strip(), count=1)
            if text != title.strip():
                break
        return self._unique(slug(text) or slug(anchor) or "guide")

    def item(self, section: str, text: str, given: object) -> str:
        """The author's id, else ``<section>/<first five words>``; with ``-2`` if that is taken."""
        if isinstance(given, str) and given and given not in self._taken:
            self._taken[given] = 1
            return given
        words = "-".join(slug(text).split("-")[:WORDS_IN_ID]) or "item"
        name = self._unique(f"{section}/{words}")
        self._bases[name] = f"{section}/{words}"
        return name

    def base(self, name: str) -> str:
        """An assigned id without the number that made it unique."""
        return self._bases.get(name, name)

    def _unique(self, name: str) -> str:
        count = self._taken.get(name, 0) + 1
        numbered = name
        while count > 1 and (numbered := f"{name}-{count}") in self._taken:
            count += 1
        self._taken[name] = count
        self._taken.setdefault(numbered, 1)
        return numbered
