"""The search index of each version: made here, read by ``theme/static/search-index.js`` in the reader's browser.

``search/index.json``   the pages, each as ``[path, title, number of passages, text file]``, the first word of each
                        file of words, and the words that are too common to search
``search/terms.json``   all words in order, a line for each stem with its forms (:mod:`~builder.outputs.search_words`)
``search/words-N.json`` words in order, each with the passages that have it
``search/text-N.json``  the passages of a few pages, each as ``[anchor, heading, text]``

So a query fetches the pages, the words, a file or two of passages' numbers, and the passages of the pages it shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from typing import Any
from urllib.parse import quote

import msgspec

from builder.article.records import Content
from builder.article.sections import own_title, passages_of
from builder.caches import once
from builder.outputs.output import Known, Output, digest_of
from builder.outputs.render_context import Remember, RenderContext
from builder.outputs.search_language import question_words, usual_endings
from builder.outputs.search_terms import PageWords, TermIndex, borders, page_words, weights
from builder.outputs.search_words import StemTable, stem_lines, stemmer_of
from builder.structure.page import Page
from builder.theme.context import LinkView

FOLDER = "search"
INDEX = "index.json"
TERMS = "terms.json"

WORDS_A_SHARD = 12_000
"""Words of text per file of words: about 40 kB, 12 kB compressed."""
MOST_SHARDS = 256
CHUNKS_AT_ONCE = 50
"""Files of passages whose pages' words are in memory at once, apart from the index."""
WORDS_A_CHUNK = 1_500
"""Words of text in each file of passages."""


def search(emission: RenderContext) -> Iterator[Output]:
    """The files of every version's index; none if the search is off."""
    if not emission.view.search:
        return
    by_version: dict[str, list[Page]] = {version.name: [] for version in emission.scope.versions}
    for page in emission.site.published:
        if page.version in by_version and page.facts.front_matter.get("search") is not False:
            by_version[page.version].append(page)
    for name, pages in by_version.items():
        if pages:
            yield from _version_index(emission, name, pages)


def search_url(emission: RenderContext, version: str) -> str:
    """The URL of the index for pages of a version; empty if the search is off."""
    prefix = emission.site.version(version).prefix
    return emission.href(f"{prefix}/{FOLDER}/{INDEX}") if emission.view.search else ""


class IndexRecord(msgspec.Struct, frozen=True, kw_only=True):
    """All inputs of one version's index."""

    language: str
    stemmer: str
    """Name and version of the stemmer for the language."""
    shards: int
    pages: tuple[tuple[LinkView, ...], ...]
    """The pages by the file with their passages; their URLs are relative to the version."""
    texts: tuple[tuple[Known[Content], ...], ...]
    """The texts of these pages."""


class _FileRecord(msgspec.Struct, frozen=True):
    """A file of words, the list of terms, or the list of pages, which is last."""

    index: Known[list[bytes]]
    number: int


class _TextsRecord(msgspec.Struct, frozen=True):
    texts: tuple[Known[Content], ...]


def _version_index(emission: RenderContext, version: str, pages: Sequence[Page]) -> Iterator[Output]:
    """The files of one version's index, which is made when the first of them is requested."""
    folder = f"{version}/{FOLDER}".lstrip("/")
    shards = min(MOST_SHARDS, 1 + sum(page.facts.words for page in pages) // WORDS_A_SHARD)
    chunks = list(_chunks(pages))
    language = emission.language_of(version)
    record = IndexRecord(
        language=language,
        stemmer=stemmer_of(language),
        shards=shards,
        pages=tuple(tuple(map(_entry, chunk)) for chunk in chunks),
        texts=tuple(tuple(map(emission.text, chunk)) for chunk in chunks),
    )
    key = digest_of(emission.version, record)
    index = Known(key, once(partial(_index, record, key, emission.remember)))
    names = [*(f"words-{number}.json" for number in range(shards)), TERMS, INDEX]
    for number, name in enumerate(names):
        yield emission.recipe.output(f"{folder}/{name}", partial(_FileRecord, index, number), _file)
    for number, texts in enumerate(record.texts):
        yield emission.recipe.output(f"{folder}/text-{number}.json", partial(_TextsRecord, texts), _texts)


def _entry(page: Page) -> LinkView:
    description = page.facts.front_matter.get("description")
    return LinkView(page.title, quote(page.slug), description if isinstance(description, str) else "")


def _index(record: IndexRecord, digest: str, remember: Remember) -> list[bytes]:
    """The files of words in order, the list of terms, and the list of pages at the end."""
    index, stems = TermIndex(), StemTable(record.language)
    listing: list[tuple[str, str, int, int]] = []
    by = (record.language, record.stemmer)
    chunks = enumerate(zip(record.pages, record.texts, strict=True))
    while some := list(islice(chunks, CHUNKS_AT_ONCE)):
        pages = [(number, *page) for number, chunk in some for page in zip(*chunk, strict=True)]
        keys = [digest_of("words", *by, entry.title, entry.description, text) for _, entry, text in pages]
        made = [partial(_words, entry, text, stems) for _, entry, text in pages]
        known = remember(PageWords, dict(zip(keys, made, strict=True)))
        for (number, entry, _), key in zip(pages, keys, strict=True):
            listing.append((entry.url, entry.title, known[key].passages, number))
            index.add(known[key])
    terms = index.finished()
    shards = terms.shards(record.shards)
    head = {"digest": digest, "pages": listing, "words": borders(shards), "common": terms.common()}
    head["asking"] = question_words(record.language)
    head["endings"] = usual_endings(record.language)
    return [*map(_json, shards), _json("\n".join(stem_lines(index.forms))), _json(head)]


def _words(entry: LinkView, text: Known[Content], stems: StemTable) -> PageWords:
    """The words of one page."""
    title, content = entry.title, text.value
    first, *others = passages_of(content)
    own = own_title(content)
    title = title if own in ("", title) else f"{title} {own}"
    lead = weights("", f"{first.text} {entry.description}", title)
    return page_words([lead, *(weights(passage.heading, passage.text) for passage in others)], stems)


def _file(record: _FileRecord) -> bytes:
    return record.index.value[record.number]


def _texts(record: _TextsRecord) -> bytes:
    contents = (passages_of(text.value) for text in record.texts)
    return _json([[[part.anchor, part.heading, part.text] for part in parts] for parts in contents])


def _chunks(pages: Sequence[Page]) -> Iterator[list[Page]]:
    """Pages in order, in groups whose words fill a file."""
    chunk: list[Page] = []
    words = 0
    for page in pages:
        if chunk and words + page.facts.words > WORDS_A_CHUNK:
            yield chunk
            chunk, words = [], 0
        chunk.append(page)
        words += page.facts.words
    yield chunk


def _json(data: Any) -> bytes:
    return msgspec.json.encode(data) + b"\n"
