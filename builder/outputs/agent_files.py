"""Files for programs at addresses that they guess: ``page.md`` beside ``page/``, real files below ``latest/``."""

from __future__ import annotations

from collections.abc import Iterator, Set

from msgspec.structs import replace

from builder.outputs.checklists import page_checklist, version_index
from builder.outputs.llms import version_llms
from builder.outputs.markdown import page_markdown
from builder.outputs.output import Output, data_output
from builder.outputs.render_context import RenderContext
from builder.structure.page import Page
from builder.structure.slug import INDEX, nearest_parents

SUFFIX = ".md"

HEADERS = "_headers"
"""Response headers, as Netlify and Cloudflare Pages read them: https://docs.netlify.com/routing/headers/"""


def agent_files(emission: RenderContext) -> Iterator[Output]:
    """``page.md`` of every page, the default version's files below its aliases, and ``_headers``."""
    taken = addresses_with_suffix(emission)
    for page in emission.scope.pages:
        output = markdown_beside(emission, page, taken)
        if output is not None:
            yield output
    yield from _of_aliases(emission, taken)
    yield data_output(HEADERS, _headers(emission).encode())


def markdown_beside(emission: RenderContext, page: Page, taken: Set[tuple[str, str]]) -> Output | None:
    """A page's Markdown at its address with ``.md``; ``None`` for a home, or where another file has that address.

    The Markdown of a page named ``index`` would be at the address of that of the page above.
    """
    if not page.slug or page.slug.rpartition("/")[2] == INDEX or (page.version, f"{page.slug}.md") in taken:
        return None
    if f"/{page.folder}.md" in emission.site.tree.static:
        return None
    return replace(page_markdown(emission, page), path=f"{page.folder}.md")


def addresses_with_suffix(emission: RenderContext) -> frozenset[tuple[str, str]]:
    """Every address that ends in ``.md`` and needs a folder."""
    places = emission.site.places
    addresses = (*places.pages, *places.redirects.targets, *places.redirects.outside)
    return frozenset(
        (version, part)
        for version, slug in addresses
        if SUFFIX in slug
        for part in (slug, *nearest_parents(slug))
        if part.endswith(SUFFIX)
    )


def _of_aliases(emission: RenderContext, taken: Set[tuple[str, str]]) -> Iterator[Output]:
    names = {version.name for version in emission.site.versions}
    for default in emission.site.default_versions:
        for alias in default.aliases:
            if alias not in names:
                for output in _of_version(emission, default.name, taken):
                    yield replace(output, path=alias + output.path.removeprefix(default.name))


def _of_version(emission: RenderContext, version: str, taken: Set[tuple[str, str]]) -> Iterator[Output]:
    """The files of a version for programs."""
    for page in emission.scope.pages:
        if page.version == version:
            beside = markdown_beside(emission, page, taken)
            yield from (page_markdown(emission, page), *((beside,) if beside is not None else ()))
            yield from page_checklist(emission, page)
    if emission.scope.has(version):
        yield from (*version_llms(emission, version), version_index(emission, version))


def _headers(emission: RenderContext) -> str:
    base = emission.site.settings.base_path
    llms = emission.href("/llms.txt")
    rules = {
        "/*": [f'Link: <{llms}>; rel="llms-txt"', "X-Content-Type-Options: nosniff"],
        f"{base}/*.md": ["Content-Type: text/markdown; charset=utf-8", "X-Robots-Tag: noindex"],
        f"{base}/assets/*": ["Cache-Control: public, max-age=31536000, immutable"],
    }
    return "".join(f"{path}\n" + "".join(f"  {line}\n" for line in lines) for path, lines in rules.items())
