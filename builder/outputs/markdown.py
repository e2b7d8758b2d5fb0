"""``index.md`` of every page: plain Markdown, tags expanded, for people and language models."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from builder.article.placeholders import with_addresses
from builder.outputs.emission import Emission, addresses, key_of, once_a_page
from builder.outputs.output import Output
from builder.structure.page import Page


def markdown(emission: Emission) -> Iterator[Output]:
    """One file a page."""
    for page in emission.site.pages:
        yield page_markdown(emission, page)


def page_markdown(emission: Emission, page: Page) -> Output:
    """That of one page."""
    return Output(page.output("index.md"), markdown_key(emission, page), partial(_markdown, emission, page))


@once_a_page
def markdown_key(emission: Emission, page: Page) -> str:
    """Of everything that a page's Markdown is made from."""
    return key_of(
        emission.version, page.facts.content_digest, str(_has_title(page)), page.title, *addresses(emission, page)
    )


def markdown_text(emission: Emission, page: Page) -> str:
    """A page as plain Markdown, under a heading, with a line's end."""
    urls = addresses(emission, page)
    text = with_addresses(emission.content(page).markdown, urls, ("",) * len(urls)).strip("\n")
    if not _has_title(page):
        text = f"# {page.title}\n\n{text}"
    return text + "\n"


def _has_title(page: Page) -> bool:
    return page.facts.has_main_heading


def _markdown(emission: Emission, page: Page) -> bytes:
    return markdown_text(emission, page).encode()
