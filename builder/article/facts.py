"""What is known of a composed page, without its renderings."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import chain

from msgspec import structs

from builder.article.compose_records import DraftPage, Guide
from builder.article.interface import interface_digest
from builder.article.records import Content, Facts, Heading, Reference, outline_of
from builder.checklist import kept
from builder.content.source import Source, text_digest
from builder.diagnostics.diagnostic import Diagnostic
from builder.lint.alt_text import unlabelled_references
from builder.lint.headings import outline_problems
from builder.lint.prose import reported_once

_BROKEN_TAGS = frozenset({"missing-opening", "missing-closing", "parse-error", "tag-unfinished"})
_ID = re.compile(r'id="(?:(?<=\sid=")([^"]*)|[^"]*)"')
"""What an element is named. A pattern that begins with a blank would be looked for at every character."""
_IMAGE_PATH = re.compile(r"/images/[^\s\"'`()<>{}\[\]|]+\.\w+")


def facts_of(
    source: Source, page: DraftPage, headings: tuple[Heading, ...], content: Content, guide: Guide, *, is_page: bool
) -> Facts:
    """The facts of a page whose headings have their ids; of a partial by itself they are fewer."""
    front = page.front_matter
    fragment = page.fragment
    title = front.values.get("title")
    first = next((heading.text for heading in headings if heading.level == 1), "")
    answers = "".join(f"{read.kind}\0{read.name}\0{read.digest}\0" for read in guide.reads)
    outline = outline_of(headings)
    checklist = kept(guide.draft, is_guide=guide.is_guide) if guide.draft is not None else None
    draft = hashlib.blake2b(checklist.data).hexdigest() if checklist is not None else ""
    facts = Facts(
        digest=text_digest(f"{source.digest}\0{answers}\0{draft}"),
        source_digest=source.digest,
        title=title.strip() if isinstance(title, str) and title.strip() else first,
        front_matter=dict(front.values),
        front_matter_places=front.value_places(),
        front_matter_key_places={key: front.position(key, "") for key in front.values},
        outline=outline,
        ids=_ids(content.body),
        references=fragment.references,
        partials=fragment.partials,
        diagnostics=(
            *fragment.diagnostics,
            *reported_once(fragment.remarks),
            *_not_because_of(fragment.diagnostics, guide.diagnostics),
            *(chain(outline_problems(headings), unlabelled_references(fragment.references)) if is_page else ()),
        ),
        words=len(source.text.split()),
        checklist=checklist,
        guide_reason=guide.reason,
        tags=tuple(sorted(fragment.counts)),
        content_digest=text_digest(f"{content.body}\0{content.markdown}\0{outline.hex()}\0{len(content.passages)}"),
        ignores=page.ignores,
        images_named=_images_named(source.text, fragment.references),
        has_main_heading=any(heading.level == 1 for heading in headings),
    )
    return structs.replace(facts, interface=interface_digest(facts))


def _images_named(text: str, references: Iterable[Reference]) -> tuple[str, ...]:
    if "/images/" not in text:
        return ()
    return tuple(sorted(set(_IMAGE_PATH.findall(text)).difference(reference.target for reference in references)))


def _ids(html: str) -> str:
    """What elements are named, with NUL between the names."""
    found = list(filter(None, _ID.findall(html)))
    ids = "\0".join(found)
    return "\0".join(map(unescape, found)) if "&" in ids else ids


def _not_because_of(errors: Iterable[Diagnostic], found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """A guide's findings, but those about its steps where tags are broken: what the steps are is not known then."""
    broken = any(error.code in _BROKEN_TAGS for error in errors)
    return (each for each in found if not (broken and each.code.startswith("checklist-step-")))
