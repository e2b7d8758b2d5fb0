"""The configuration's part of each page: logo, links with their resolved URLs, banner, elements of the head."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.config.records import BannerConfig, HeadEntry
from builder.content.addresses import NOWHERE
from builder.content.paths import url_path
from builder.digests import text_digest
from builder.outputs.render_context import RenderContext
from builder.theme import context


def header_links(
    emission: RenderContext, links: tuple[context.LinkView, ...], language: str = ""
) -> tuple[context.LinkView, ...]:
    """The links, resolved like links of the default version's pages; unchanged if there are no pages.

    ``language`` is a language other than the site's.
    """
    site = emission.site
    own = (version for version in site.versions if version.language == language and version.is_default)
    default = next(own, site.default_version).name
    page = next((page for page in site.published if page.version == default), None)
    if page is None:
        return links
    return tuple(
        context.LinkView(link.title, emission.address(site.resolver.resolve(link.url, page)))
        for link in links
        if link.url
    )


def logo(emission: RenderContext, path: str) -> context.Logo | None:
    """The image with that path; ``None`` if no image folder has it."""
    stamp = emission.site.tree.images.get(path)
    if stamp is None:
        return None
    info = emission.site.images.get(stamp.path)
    width, height = (info.width, info.height) if info is not None else (0, 0)
    return context.Logo(emission.href(url_path(path)), width or None, height or None)


def banner(emission: RenderContext, configured: BannerConfig | None) -> context.Banner | None:
    """The site-wide banner."""
    if configured is None:
        return None
    link = context.LinkView(configured.link_text or configured.link, configured.link)
    links = header_links(emission, (link,)) if configured.link else ()
    digest = text_digest(f"{configured.text}\0{configured.link}")[:12] if configured.dismissible else ""
    return context.Banner(configured.text, links[0] if links else None, digest)


def head_tags(emission: RenderContext, entries: Iterable[HeadEntry]) -> Iterator[context.HeadTag]:
    """The elements, without those that say nothing, and links that may not be published."""
    for entry in entries:
        values = {name: getattr(entry, name) for name in entry.__struct_fields__ if getattr(entry, name)}
        if entry.rel:
            address = emission.outside(entry.href) if "://" in entry.href else emission.href(entry.href)
            if entry.href and address != NOWHERE:
                kept = {name: text for name, text in values.items() if name not in ("name", "property", "content")}
                yield context.HeadTag("link", {**kept, "href": address})
        elif entry.name or entry.property:
            names = ("name", "property", "content", "media")
            yield context.HeadTag("meta", {name: values[name] for name in names if name in values})
