"""The header from the configuration: the logo, and the links with their resolved URLs."""

from __future__ import annotations

from builder.content.paths import url_path
from builder.outputs.render_context import RenderContext
from builder.theme import context


def header_links(
    emission: RenderContext, links: tuple[context.LinkView, ...], language: str = ""
) -> tuple[context.LinkView, ...]:
    """The links, resolved like links of the default version's pages; unchanged if there are no pages.

    ``language`` is another one than the site's.
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
