"""The values that a page's template gets, from the page's place in the site."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from builder.article.records import Heading
from builder.outputs.folder_pages import folder_url, folders_of
from builder.outputs.output import Known, known
from builder.outputs.page_metadata import first_image
from builder.outputs.render_context import RenderContext, once_a_page
from builder.structure.navigation import nearest_trail
from builder.structure.page import Page
from builder.structure.slug import nearest_parents
from builder.structure.version import Version
from builder.theme import context
from builder.theme.direction import direction_of

CONTENTS_LEVELS = (2, 3)
"""The headings of the table of contents."""


class Switcher:
    """For each page its URLs in the other versions; computed once for all versions of a page."""

    def __init__(self, emission: RenderContext) -> None:
        self._emission = emission
        versions = emission.site.versions
        self._languages = {version.name: version.language for version in versions}
        self._versions = [version for version in versions if version.release]
        self._states = {version.name: status(emission, version) for version in versions}
        self._by_slug: dict[tuple[str, str], tuple[context.VersionLink, ...]] = {}
        self._records: dict[tuple[str, str], Known[tuple[context.VersionLink, ...]]] = {}

    def versions(self, page: Page) -> Known[tuple[context.VersionLink, ...]]:
        """For each version the same page, or its nearest existing parent with a note; none of them current."""
        key = self._languages[page.version], page.slug
        found = self._records.get(key)
        if found is None:
            found = self._records[key] = known(self._links(*key))
        return found

    def notices(self, page: Page) -> tuple[context.Notice, ...]:
        """The banner of a version other than the default one."""
        state = self._states[page.version]
        if state == "released":
            return ()
        version = self._emission.site.version(page.version)
        language = self._languages[page.version]
        target = next((link for link in self._links(language, page.slug) if link.is_latest), None)
        words = self._emission.words_of(page.version)
        said = words(f"version_{state}", version=version.title)
        link = context.LinkView(words("go_to", version=target.title), target.url) if target is not None else None
        return (context.Notice(state, said, link),)

    def _links(self, language: str, slug: str) -> tuple[context.VersionLink, ...]:
        links = self._by_slug.get((language, slug))
        if links is None:
            slugs = (slug, *nearest_parents(slug))
            own = (version for version in self._versions if version.language == language)
            links = self._by_slug[language, slug] = tuple(self._link(slugs, version) for version in own)
        return links

    def _link(self, slugs: tuple[str, ...], version: Version) -> context.VersionLink:
        pages, words = self._emission.site.places.pages, self._emission.words_of(version.name)
        url, note = f"/{version.name}/", words("not_in_version", version=version.title)
        for slug in slugs:
            target = pages.get((version.name, slug))
            if target is not None:
                url = target.url
                note = (
                    words("not_in_version_opens", version=version.title, page=target.title) if slug != slugs[0] else ""
                )
                break
        return context.VersionLink(
            name=version.name,
            title=version.title,
            url=self._emission.href(url),
            is_current=False,
            status=self._states[version.name],
            note=note,
            is_latest=version.is_default,
        )


def with_current(links: Iterable[context.VersionLink], version: str) -> tuple[context.VersionLink, ...]:
    """The links, with the given version marked as current."""
    return tuple(replace(link, is_current=True) if link.name == version else link for link in links)


def status(emission: RenderContext, version: Version) -> context.VersionStatus:
    """Unreleased, or outdated if the default version is newer."""
    if not version.released:
        return "unreleased"
    releases = list(dict.fromkeys(other.release for other in emission.site.versions))
    default = emission.site.default_version.release
    return "outdated" if releases.index(version.release) > releases.index(default) else "released"


def table_of_contents(headings: Iterable[Heading]) -> tuple[context.HeadingView, ...]:
    """The headings outside of tags, second level with third level below."""
    sections: list[tuple[Heading, list[Heading]]] = []
    for heading in headings:
        if heading.nested or heading.level not in CONTENTS_LEVELS:
            continue
        if heading.level == CONTENTS_LEVELS[0] or not sections:
            sections.append((heading, []))
        else:
            sections[-1][1].append(heading)
    return tuple(
        context.HeadingView(h.id, h.text, tuple(context.HeadingView(c.id, c.text) for c in below))
        for h, below in sections
    )


def breadcrumbs(emission: RenderContext, page: Page) -> tuple[context.LinkView, ...]:
    """From the version's home page down to the entry above the page, as in the menu."""
    if not page.slug:
        return ()
    navigation = emission.site.navigations[page.version]
    trail = navigation.trails.get(page.slug, nearest_trail(navigation, page.slug))
    entries = navigation.entries
    home = emission.site.places.pages.get((page.version, ""))
    listed = folders_of(emission, page.version)
    if home is not None:
        crumbs = [_link_to(emission, home)]
    else:
        title = emission.site.version(page.version).title or emission.view.title
        crumbs = [context.LinkView(title, emission.href(folder_url(page.version, "")))]
    above = [listed[address] for slug in nearest_parents(page.slug) if (address := (page.version, slug)) in listed]
    for index in trail:
        entry = entries[index]
        entries = entry.children
        if entry.slug not in (page.slug, ""):
            folder = next((folder for folder in above if folder.title == entry.title), None)
            url = entry.url if entry.slug is not None else folder_url(*folder.address) if folder is not None else ""
            crumbs.append(context.LinkView(entry.title, emission.href(url) if url else ""))
    return tuple(crumbs)


def neighbours(emission: RenderContext, page: Page) -> tuple[context.LinkView | None, context.LinkView | None]:
    """The pages before and after this one in reading order."""
    navigation = emission.site.navigations[page.version]
    position = navigation.positions.get(page.slug)
    if position is None:
        return None, None
    before = navigation.order[position - 1] if position else None
    after = navigation.order[position + 1] if position + 1 < len(navigation.order) else None
    return _page_link(emission, page.version, before), _page_link(emission, page.version, after)


def _page_link(emission: RenderContext, version: str, slug: str | None) -> context.LinkView | None:
    page = emission.site.places.pages.get((version, slug)) if slug is not None else None
    return None if page is None else _link_to(emission, page)


@once_a_page
def _link_to(emission: RenderContext, page: Page) -> context.LinkView:
    return context.LinkView(page.title, emission.href(page.url))


def canonical(emission: RenderContext, page: Page) -> str:
    """The absolute URL of the page in the newest released version that has it."""
    if not emission.site.settings.base_url:
        return ""
    if page.is_fallback:
        original = emission.site.translations.original(page)
        return canonical(emission, original) if original is not None else ""
    language = emission.site.version(page.version).language
    for version in emission.site.versions:
        if version.language != language:
            continue
        newest = emission.site.places.pages.get((version.name, page.slug))
        if newest is not None and not newest.is_fallback and (version.released or version.name == page.version):
            return emission.absolute(newest.url)
    return emission.absolute(page.url)


def is_unlisted(emission: RenderContext, page: Page) -> bool:
    """Whether search engines are asked to leave a page out: its author says so, or its version is not released."""
    return page.facts.front_matter.get("noindex") is True or not emission.site.version(page.version).released


def _markdown(emission: RenderContext, page: Page) -> str:
    """The URL of the page whose Markdown is published."""
    original = emission.site.translations.original(page) if page.is_fallback else None
    return original.url if original is not None else page.url


def layout_of(value: object) -> context.Layout:
    """A layout of the theme; any other value is for templates."""
    return "wide" if value == "wide" else "landing" if value == "landing" else ""


def page_view(emission: RenderContext, page: Page) -> context.PageFields:
    """The fields of this page, without its text."""
    front = page.facts.front_matter
    description = front.get("description")
    previous, following = neighbours(emission, page)
    settings = emission.site.settings
    language = settings.language_of(page)
    return context.PageFields(
        title=page.title,
        url=emission.href(page.url),
        description=description if isinstance(description, str) else "",
        canonical=canonical(emission, page),
        kind="home" if not page.slug else "guide" if page.facts.is_guide else "page",
        edit_url=emission.edit_url(page),
        last_change=emission.last_changes.get(page.path, ""),
        breadcrumbs=breadcrumbs(emission, page),
        previous=previous,
        next=following,
        markdown_url=emission.href(_markdown(emission, page) + "index.md"),
        image=first_image(emission, page),
        robots=context.Robots(is_unlisted(emission, page), front.get("nofollow") is True),
        front_matter=front,
        language=language,
        direction=direction_of(language),
        layout=layout_of(front.get("layout")),
        has_heading=not settings.shows_title(page),
    )
