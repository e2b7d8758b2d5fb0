"""``llms.txt`` and ``llms-full.txt`` of each version: its pages for language models (https://llmstxt.org/)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

import msgspec

from builder.content.markdown_text import one_line
from builder.outputs.languages import language_title
from builder.outputs.markdown import page_text
from builder.outputs.output import Known, Output, data_output, digest_of, known
from builder.outputs.render_context import RenderContext
from builder.structure.navigation import Navigation, nearest_trail
from builder.structure.page import Page
from builder.structure.version import Version

INDEX = "llms.txt"
WHOLE = "llms-full.txt"
LONGEST = 50_000
"""The most characters of a list; a longer one has a file for each section."""
FEWEST_NESTED = 2
"""Sections of a list that is divided."""


class _WholeRecord(msgspec.Struct, frozen=True):
    heading: str
    texts: tuple[Known[str], ...]
    """The pages, each below its address."""


def llms(emission: RenderContext) -> Iterator[Output]:
    """A list of each version's pages, the text of all of them, in reading order; and the list at the root."""
    site = emission.site
    if site.default_version.name and emission.scope.is_whole:
        yield data_output(INDEX, _root(emission).encode())
    for version in emission.scope.versions:
        ordered = _ordered(emission, version.name)
        if not ordered:
            continue
        yield from version_llms(emission, version.name)
        record = _WholeRecord(_heading(emission, version.name), tuple(_text(emission, page) for page in ordered))
        yield emission.recipe.in_pieces(f"{version.name}/{WHOLE}".lstrip("/"), record, _whole)


def version_llms(emission: RenderContext, version: str) -> Iterator[Output]:
    """``llms.txt`` of one version; a list that is too long has a file for each of its sections."""
    pages = _ordered(emission, version)
    if not pages:
        return
    folder = f"{version}/".lstrip("/")
    sections = _sections(emission, version, pages)
    whole = _list(emission, version, sections)
    if len(whole) <= LONGEST or len(sections) < FEWEST_NESTED:
        yield data_output(folder + INDEX, whole.encode())
        return
    lines = [*_beginning(emission, version), "## Sections", ""]
    for number, (title, members) in enumerate(sections, 1):
        name = f"llms/{number}.txt"
        heading = f"{_heading(emission, version)}: {one_line(title)}"
        yield data_output(folder + name, "\n".join([heading, "", *members, ""]).encode())
        lines.append(f"- [{one_line(title)}](<{_located(emission, f'/{folder}{name}')}>): {len(members)} pages")
    yield data_output(folder + INDEX, "\n".join([*lines, ""]).encode())


def _root(emission: RenderContext) -> str:
    """The default version's list; those of the others under "Optional"."""
    default = emission.site.default_version.name
    pages = _ordered(emission, default)
    listed = next((o for o in version_llms(emission, default) if o.path == f"{default}/{INDEX}"), None)
    text = listed.make().decode() if listed is not None and callable(listed.make) and pages else ""
    others = [
        f"- [{one_line(emission.view.title)} {one_line(_title(emission, version))}]"
        f"(<{_located(emission, f'/{version.name}/{INDEX}')}>)"
        for version in emission.site.versions
        if version.name != default and _ordered(emission, version.name)
    ]
    optional = ["## Optional", "", *others, ""] if others else []
    return text + ("\n" if optional else "") + "\n".join(optional)


def _ordered(emission: RenderContext, version: str) -> list[Page]:
    pages = [page for page in emission.site.pages if page.version == version]
    return _in_reading_order(emission.site.navigations[version], pages)


def _in_reading_order(navigation: Navigation, pages: Sequence[Page]) -> list[Page]:
    """Pages in the order of the menu; pages that are not in the menu come last."""
    last = len(navigation.order)
    return sorted(pages, key=lambda page: (navigation.positions.get(page.slug, last), page.slug))


def _heading(emission: RenderContext, version: str) -> str:
    title = _title(emission, emission.site.version(version))
    return f"# {one_line(emission.view.title)} {one_line(title)}".rstrip()


def _title(emission: RenderContext, version: Version) -> str:
    """The title of a version, with its language if the site has several."""
    language = language_title(emission, version.language) if version.language else ""
    return f"{version.title} ({language})".strip() if language else version.title


def _beginning(emission: RenderContext, version: str) -> list[str]:
    lines = [_heading(emission, version), ""]
    home = emission.site.places.pages.get((version, ""))
    if home is not None and _description(home):
        lines += [f"> {_description(home)}", ""]
    return lines


def _sections(emission: RenderContext, version: str, pages: Sequence[Page]) -> list[tuple[str, list[str]]]:
    """Titles, each with the lines of its pages."""
    navigation = emission.site.navigations[version]
    grouped = groupby(pages, lambda page: _section(navigation, page))
    return [(title, [_line(emission, page) for page in members]) for title, members in grouped]


def _list(emission: RenderContext, version: str, sections: Sequence[tuple[str, list[str]]]) -> str:
    lines = _beginning(emission, version)
    for title, members in sections:
        lines += [f"## {one_line(title)}", "", *members, ""]
    return "\n".join(lines)


def _section(navigation: Navigation, page: Page) -> str:
    """The title of the first level of the menu above the page."""
    trail = navigation.trails.get(page.slug) or nearest_trail(navigation, page.slug)
    return navigation.entries[trail[0]].title if trail else page.title


def _line(emission: RenderContext, page: Page) -> str:
    target = _located(emission, page.url + "index.md")
    title = one_line(page.title)
    description = _description(page)
    return f"- [{title}](<{target}>)" + (f": {description}" if description else "")


def _located(emission: RenderContext, url: str) -> str:
    return emission.absolute(url) or emission.href(url)


def _description(page: Page) -> str:
    description = page.facts.front_matter.get("description")
    return one_line(description) if isinstance(description, str) else ""


def _text(emission: RenderContext, page: Page) -> Known[str]:
    """The text of a page below its address."""
    address, text = emission.absolute(page.url) or emission.href(page.url), page_text(emission, page)
    return Known(digest_of(address, text), lambda: f"\n---\n\nSource: {address}\n\n{text.value}")


def _whole(record: _WholeRecord) -> Iterator[Known[bytes]]:
    yield known(f"{record.heading}\n".encode())
    for text in record.texts:
        yield Known(text.digest, partial(_encoded, text))


def _encoded(text: Known[str]) -> bytes:
    return text.value.encode()
