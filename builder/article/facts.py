"""Sums up a composed page: everything that is known of it, without its renderings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape

import msgspec

from builder.article.compose_records import Guide
from builder.article.dependencies import CODE
from builder.article.fragments.fragment import Fragment
from builder.article.records import Content, Facts, Heading, Reference, Suppression
from builder.article.sections import passages_of
from builder.checklist import encoded_checklist, published_digest, summary_of
from builder.content.document import Document
from builder.content.source import Source
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.outcome import Outcome
from builder.digests import text_digest

_BROKEN_TAGS = frozenset({"missing-opening", "missing-closing", "parse-error", "tag-unfinished"})
_ID = re.compile(r'id="(?:(?<=\sid=")([^"]*)|[^"]*)"')
"""The id of an element. A pattern that began with a space would be tried at every space."""
_IMAGE_PATH = re.compile(r"/images/[^\s\"'`()<>{}\[\]|]+\.\w+")


class ComposedPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page whose headings have their ids; or a partial by itself."""

    source: Source
    head: Outcome[Document]
    """The part of the text that has its front matter."""
    fragment: Fragment
    headings: tuple[Heading, ...]
    content: Content
    ids: tuple[str, ...]
    guide: Guide
    remarks: tuple[Diagnostic, ...]
    """Problems that its blocks show by themselves."""
    problems: tuple[Diagnostic, ...]
    """Problems that only the whole text shows."""
    suppressions: tuple[Suppression, ...]


def facts_of(page: ComposedPage) -> Facts:
    """The facts of a page."""
    source, guide, fragment = page.source, page.guide, page.fragment
    front = page.head.value.front_matter
    title = front.values.get("title")
    first = next((heading.text for heading in page.headings if heading.level == 1), "")
    answers = "".join(f"{read.kind}\0{read.name}\0{read.digest}\0" for read in guide.reads)
    data = encoded_checklist(guide.draft) if guide.draft is not None else b""
    checklist = summary_of(guide.draft, data, is_guide=guide.is_guide) if guide.draft is not None else None
    draft = published_digest(data) if data else ""
    content = page.content
    return Facts(
        digest=text_digest(f"{source.digest}\0{answers}\0{draft}"),
        source_digest=source.digest,
        title=title.strip() if isinstance(title, str) and title.strip() else first,
        front_matter=dict(front.values),
        front_matter_places=front.value_places(),
        front_matter_key_places={key: front.position(key, "") for key in front.values},
        headings=page.headings,
        anchors=page.ids,
        sections=section_digests(content),
        references=fragment.references,
        partials=fragment.partials,
        code_files=tuple(read.name for read in guide.reads if read.kind == CODE),
        diagnostics=_diagnostics(page),
        words=len(source.text.split()),
        checklist=checklist,
        guide_reason=guide.reason,
        tags=tuple(sorted(fragment.counts)),
        content_digest=_content_digest(content, page.headings),
        ignores=page.suppressions,
        images_named=_images_named(source.text, fragment.references),
        has_main_heading=any(heading.level == 1 for heading in page.headings),
    )


def _content_digest(content: Content, headings: Iterable[Heading]) -> str:
    """The digest of all that is shown. The places of headings are not: a blank line above one changes no page."""
    shown = (f"{each.level}{each.nested:d}{each.in_tag:d}{each.id}\0{each.text}" for each in headings)
    return text_digest("\0".join((content.body, content.markdown, *shown, str(len(content.passages)))))


SECTION = 6
"""The number of bytes of a section's digest, which is only compared with that of the same section."""


def section_digests(content: Content) -> dict[str, str]:
    """The digest of each section's text, by anchor."""
    return {
        passage.anchor: text_digest(passage.text, SECTION) if passage.text else "" for passage in passages_of(content)
    }


def ids_in(html: str) -> tuple[str, ...]:
    """The ids of all elements, in order."""
    found = tuple(filter(None, _ID.findall(html)))
    return tuple(map(unescape, found)) if "&" in html else found


def _diagnostics(page: ComposedPage) -> tuple[Diagnostic, ...]:
    errors = (*page.head.diagnostics, *page.fragment.errors)
    return (*errors, *page.remarks, *_without_consequences(errors, page.guide.diagnostics), *page.problems)


def _images_named(text: str, references: Iterable[Reference]) -> tuple[str, ...]:
    if "/images/" not in text:
        return ()
    return tuple(sorted(set(_IMAGE_PATH.findall(text)).difference(reference.target for reference in references)))


def _without_consequences(errors: Iterable[Diagnostic], found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """A guide's problems; not those of its steps where tags are broken, because the steps are not known then."""
    broken = any(error.code in _BROKEN_TAGS for error in errors)
    return (each for each in found if not (broken and each.code.startswith("checklist-step-")))
