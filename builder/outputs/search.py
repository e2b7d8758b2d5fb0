"""The search index of each version: made here, read by ``theme/static/search-index.js`` in the reader's browser.

``search/index.json``   the pages, each as ``[path, title, number of passages, text file]``, the first word of each
                        file of words, and the words too common to be looked for
``search/words-N.json`` words in order, each with the passages that have it
``search/text-N.json``  the passages of a few pages, each as ``[anchor, heading, text]``

So a query fetches the list, a file or two of words, and the passages of the pages it shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any
from urllib.parse import quote

import msgspec

from builder.article.passages import passages_of
from builder.outputs.emission import Emission, key_of
from builder.outputs.output import Output
from builder.outputs.search_terms import TermIndex, borders, weights
from builder.structure.page import Page

FOLDER = "search"
INDEX = "index.json"

WORDS_A_SHARD = 12_000
"""Words of text for each file of words: some 40 kB, 12 kB compressed."""
MOST_SHARDS = 256
WORDS_A_CHUNK = 1_500
"""Words of text in each file of passages."""


def search(emission: Emission) -> Iterator[Output]:
    """The files of every version's index; none where search is off."""
    if not emission.view.search:
        return
    by_version: dict[str, list[Page]] = {version.name: [] for version in emission.site.versions}
    for page in emission.site.pages:
        if page.facts.front_matter.get("search") is not False:
            by_version[page.version].append(page)
    for name, pages in by_version.items():
        if pages:
            yield from _VersionIndex(emission, name, pages).outputs()


def search_url(emission: Emission, version: str) -> str:
    """Where pages of a version find its index; empty where search is off."""
    prefix = emission.site.version(version).prefix
    return emission.href(f"{prefix}/{FOLDER}/{INDEX}") if emission.view.search else ""


class _VersionIndex:
    """One version's index, made once when its first file is asked for."""

    def __init__(self, emission: Emission, version: str, pages: Sequence[Page]) -> None:
        self._emission = emission
        self._folder = f"{version}/{FOLDER}".lstrip("/")
        self._pages = pages
        words = sum(page.facts.words for page in pages)
        self._shards = min(MOST_SHARDS, 1 + words // WORDS_A_SHARD)
        self._chunks = list(_chunks(pages))
        self._made: list[bytes] = []

    def outputs(self) -> Iterator[Output]:
        """The files, declared."""
        version = self._emission.version
        texts = [
            key_of(str(number), page.slug, page.title, page.facts.content_digest, _description(page))
            for number, pages in enumerate(self._chunks)
            for page in pages
        ]
        key = key_of(version, str(self._shards), *texts)
        yield Output(f"{self._folder}/{INDEX}", key, partial(self._file, -1, key))
        for number in range(self._shards):
            yield Output(f"{self._folder}/words-{number}.json", key, partial(self._file, number, key))
        for number, pages in enumerate(self._chunks):
            chunk_key = key_of(version, *(page.facts.content_digest for page in pages))
            yield Output(f"{self._folder}/text-{number}.json", chunk_key, partial(self._texts, pages))

    def _file(self, number: int, key: str) -> bytes:
        if not self._made:
            self._made = self._make(key)
        return self._made[number]

    def _make(self, key: str) -> list[bytes]:
        """The files of words in order, and the list at the end."""
        index = TermIndex()
        listing: list[tuple[str, str, int, int]] = []
        for number, pages in enumerate(self._chunks):
            for page in pages:
                passages = passages_of(self._emission.content(page))
                listing.append((quote(page.slug), page.title, len(passages), number))
                index.add(weights("", f"{passages[0].text} {_description(page)}", page.title))
                for passage in passages[1:]:
                    index.add(weights(passage.heading, passage.text))
        shards = index.shards(self._shards)
        head = {"digest": key, "pages": listing, "words": borders(shards), "common": index.common()}
        return [*map(_json, shards), _json(head)]

    def _texts(self, pages: Sequence[Page]) -> bytes:
        contents = (passages_of(self._emission.content(page)) for page in pages)
        return _json([[[part.anchor, part.heading, part.text] for part in parts] for parts in contents])


def _chunks(pages: Sequence[Page]) -> Iterator[list[Page]]:
    """Pages in order, as many together as have a file's worth of words."""
    chunk: list[Page] = []
    words = 0
    for page in pages:
        if chunk and words + page.facts.words > WORDS_A_CHUNK:
            yield chunk
            chunk, words = [], 0
        chunk.append(page)
        words += page.facts.words
    yield chunk


def _description(page: Page) -> str:
    description = page.facts.front_matter.get("description")
    return description if isinstance(description, str) else ""


def _json(data: Any) -> bytes:
    return msgspec.json.encode(data) + b"\n"
