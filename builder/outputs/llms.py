"""``llms.txt`` and ``llms-full.txt`` of each version: its pages for language models (https://llmstxt.org/)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import msgspec

from builder.content.markdown_text import one_line
from builder.outputs.markdown import page_text
from builder.outputs.output import Known, Output, data_output, digest_of
from builder.outputs.render_context import RenderContext
from builder.structure.navigation import Navigation, nearest_trail
from builder.structure.page import Page

INDEX = "llms.txt"
WHOLE = "llms-full.txt"


class _WholeRecord(msgspec.Struct, frozen=True):
    heading: str
    texts: tuple[Known[str], ...]
    """The pages, each below its address."""


def llms(emission: RenderContext) -> Iterator[Output]:
    """A list of the version's pages, and the text of all of them, in reading order."""
    by_version: dict[str, list[Page]] = {version.name: [] for version in emission.site.versions}
    for page in emission.site.pages:
        by_version[page.version].append(page)
    for name, pages in by_version.items():
        if not pages:
            continue
        ordered = _in_reading_order(emission.site.navigations[name], pages)
        folder = f"{name}/".lstrip("/")
        yield data_output(folder + INDEX, _index(emission, name, ordered).encode())
        record = _WholeRecord(_heading(emission, name), tuple(_text(emission, page) for page in ordered))
        yield emission.recipe.in_pieces(folder + WHOLE, record, _whole)


def _in_reading_order(navigation: Navigation, pages: Sequence[Page]) -> list[Page]:
    """Pages in the order of the menu; pages that are not in the menu come last."""
    last = len(navigation.order)
    return sorted(pages, key=lambda page: (navigation.positions.get(page.slug, last), page.slug))


def _heading(emission: RenderContext, version: str) -> str:
    title = emission.site.version(version).title
    return f"# {one_line(emission.view.title)} {one_line(title)}".rstrip()


def _index(emission: RenderContext, version: str, pages: Sequence[Page]) -> str:
    navigation = emission.site.navigations[version]
    lines = [_heading(emission, version), ""]
    home = next((page for page in pages if not page.slug), None)
    if home is not None and _description(home):
        lines += [f"> {_description(home)}", ""]
    for section, members in groupby(pages, lambda page: _section(navigation, page)):
        lines += [f"## {one_line(section)}", "", *(_line(emission, page) for page in members), ""]
    return "\n".join(lines)


def _section(navigation: Navigation, page: Page) -> str:
    """The title of the first level of the menu above the page."""
    trail = navigation.trails.get(page.slug) or nearest_trail(navigation, page.slug)
    return navigation.entries[trail[0]].title if trail else page.title


def _line(emission: RenderContext, page: Page) -> str:
    url = page.url + "index.md"
    target = emission.absolute(url) or emission.href(url)
    title = one_line(page.title)
    description = _description(page)
    return f"- [{title}](<{target}>)" + (f": {description}" if description else "")


def _description(page: Page) -> str:
    description = page.facts.front_matter.get("description")
    return one_line(description) if isinstance(description, str) else ""


def _text(emission: RenderContext, page: Page) -> Known[str]:
    """The text of a page below its address."""
    address, text = emission.absolute(page.url) or emission.href(page.url), page_text(emission, page)
    return Known(digest_of(address, text), lambda: f"\n---\n\nSource: {address}\n\n{text.value}")


def _whole(record: _WholeRecord) -> Iterator[bytes]:
    yield f"{record.heading}\n".encode()
    for text in record.texts:
        yield text.value.encode()
