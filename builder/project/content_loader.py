"""Loads the large parts of articles from the engine: renderings and checklists."""

from __future__ import annotations

from functools import partial
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from builder.article.compose_stage import PageText
from builder.article.records import Content, Facts
from builder.checklist import ChecklistDraft, encoded_checklist, summary_of
from builder.engine.decoding import Decoder, decoded
from builder.engine.engine import Engine
from builder.project.inputs import ProjectInputs
from builder.structure.page import Page

V = TypeVar("V")

_CONTENT = msgspec.msgpack.Decoder(Content)
_CHECKLIST = msgspec.msgpack.Decoder(ChecklistDraft)


class ContentLoader:
    """Loads the renderings and the checklist of one page at a time."""

    def __init__(self, engine: Engine, inputs: ProjectInputs) -> None:
        """A page is composed again with these inputs if the cache has lost a part of it."""
        self._engine = engine
        self._inputs = inputs
        self._last: tuple[str, Content] | None = None
        self._made: dict[str, bytes] = {}
        """Checklists whose ids changed after composing, encoded to take little memory, by digest."""

    def __call__(self, page: Page) -> Content:
        """The renderings of a page.

        Raises LookupError if the cache has lost them and the text has changed since.
        """
        digest = page.facts.content_digest
        last = self._last
        if last is not None and last[0] == digest:
            return last[1]
        content = self._loaded(_CONTENT, digest, page.path, page.facts)
        self._last = (digest, content)
        return content

    def checklist(self, path: str, facts: Facts) -> ChecklistDraft | None:
        """The checklist of a page, decoded at each call. Raises LookupError as for renderings."""
        if facts.checklist is None:
            return None
        digest = facts.checklist.digest
        made = self._made.get(digest)
        return _CHECKLIST.decode(made) if made is not None else self._loaded(_CHECKLIST, digest, path, facts)

    def with_checklist(self, facts: Facts, draft: ChecklistDraft) -> Facts:
        """The facts of a page with another checklist, which is kept here."""
        data = encoded_checklist(draft)
        summary = summary_of(draft, data, is_guide=facts.is_guide)
        if facts.checklist is None or facts.checklist.digest != summary.digest:
            self._made[summary.digest] = data
        return replace(facts, checklist=summary)

    def _loaded(self, decoder: Decoder[V], digest: str, path: str, facts: Facts) -> V:
        again = partial(self._composed_again, digest, path, facts)
        value = decoded(decoder, self._engine.attachment(digest, again))
        return value if value is not None else decoder.decode(self._engine.restored(digest, again))

    def _composed_again(self, digest: str, path: str, facts: Facts) -> bytes:
        """A part of an article, by its digest."""
        source = self._inputs.index.text(path, facts.source_digest)
        version = next((text.version for text in self._inputs.texts if text.path == path), None)
        if source is not None and version is not None:
            item = PageText(path=path, version=version, digest=source.digest, size=len(source.text), source=source)
            finished = self._engine.compute(self._inputs.stage, item)
            if finished is not None and digest in finished.attachments:
                return finished.attachments[digest]
        raise LookupError(f"'{path}' was changed during the build, and the cache no longer has its old content.")
