"""``index.md`` of every page: plain Markdown with expanded tags, for people and language models."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import msgspec

from builder.article.records import Content
from builder.article.render.placeholders import with_addresses
from builder.content.markdown_text import one_line
from builder.outputs.output import Known, Output, digest_of
from builder.outputs.render_context import RenderContext, addresses, once_a_page
from builder.structure.page import Page


class MarkdownRecord(msgspec.Struct, frozen=True):
    """All values in a page's Markdown."""

    text: Known[Content]
    heading: str
    """A heading above the text; empty if the text has its own."""
    urls: tuple[str, ...]
    """URLs by reference number."""


def markdown(emission: RenderContext) -> Iterator[Output]:
    """One file per page."""
    for page in emission.scope.pages:
        yield page_markdown(emission, page)


class _FileRecord(msgspec.Struct, frozen=True, kw_only=True):
    text: Known[str]
    title: str
    """The title of the page, with the site and the version."""
    url: str
    """The URL of the page."""
    lead: str
    """The words before the URL of the list of all pages."""
    llms: str
    """URL of the list of all pages."""


@once_a_page
def page_markdown(emission: RenderContext, page: Page) -> Output:
    """The file of one page, for all addresses that it has."""
    version = emission.site.version(page.version).title
    title = " · ".join(filter(None, (page.title, f"{emission.view.title} {version}".strip())))
    url = emission.absolute(page.url) or emission.href(page.url)
    llms = emission.absolute("/llms.txt") or emission.href("/llms.txt")
    record = partial(
        _FileRecord,
        text=page_text(emission, page),
        title=one_line(title),
        url=url,
        lead=emission.words_of(page.version)("list_of_pages"),
        llms=llms,
    )
    return emission.recipe.output(page.output("index.md"), record, _encoded)


@once_a_page
def page_text(emission: RenderContext, page: Page) -> Known[str]:
    """A page as plain Markdown, for all records that contain it."""
    heading = one_line(page.title) if emission.site.settings.shows_title(page) else ""
    record = MarkdownRecord(emission.text(page), heading, addresses(emission, page))
    return Known(digest_of(record), partial(markdown_text, record))


def markdown_text(record: MarkdownRecord) -> str:
    """A page as plain Markdown, below a heading, with a line end."""
    text = with_addresses(record.text.value.markdown, record.urls, ("",) * len(record.urls)).strip("\n")
    if record.heading:
        text = f"# {record.heading}\n\n{text}"
    return text + "\n"


def _encoded(record: _FileRecord) -> bytes:
    head = f"> {record.title} · <{record.url}>\\\n> {record.lead} <{record.llms}>\n\n"
    return (head + record.text.value).encode()
