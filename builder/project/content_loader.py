"""Loads the renderings of articles from the engine."""

from __future__ import annotations

from functools import partial

import msgspec

from builder.article.compose_stage import ComposeStage, PageText
from builder.article.records import Content
from builder.engine.decoding import decoded
from builder.engine.engine import Engine
from builder.project.file_index import FileIndex
from builder.structure.page import Page


class ContentLoader:
    """Loads the renderings of one page at a time."""

    def __init__(self, engine: Engine, stage: ComposeStage, index: FileIndex) -> None:
        """``stage`` composes a page again if its renderings are lost; its text comes from ``index``."""
        self._engine = engine
        self._stage = stage
        self._index = index
        self._decoder = msgspec.msgpack.Decoder(Content)
        self._last: tuple[str, Content] | None = None

    def __call__(self, page: Page) -> Content:
        """The renderings of a page.

        Raises LookupError if the cache has lost them and the text has changed since.
        """
        digest = page.facts.content_digest
        last = self._last
        if last is not None and last[0] == digest:
            return last[1]
        again = partial(self._composed_again, page)
        content = decoded(self._decoder, self._engine.attachment(digest, again))
        if content is None:
            content = self._decoder.decode(self._engine.restored(digest, again))
        self._last = (digest, content)
        return content

    def _composed_again(self, page: Page) -> bytes:
        source = self._index.text(page.path, page.facts.source_digest)
        if source is not None:
            item = PageText(
                path=page.path, version=page.version, digest=source.digest, size=len(source.text), source=source
            )
            finished = self._engine.compute(self._stage, item)
            if finished is not None and finished.attachment_digest == page.facts.content_digest:
                return finished.attachment
        raise LookupError(f"'{page.path}' was changed during the build, and the cache no longer has its old content.")
