"""Checks links and images in one pass: most are fine, so they need no further work."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.image_texts import ImageVersions, same_text
from builder.checks.images import ImageNames, empty_files, image_problem, unreadable
from builder.checks.link_quality import leaves_version, to_self, with_credentials
from builder.checks.links import LinkProblems
from builder.diagnostics.diagnostic import Diagnostic
from builder.structure.site import Site


def check_references(site: Site) -> Iterator[Diagnostic]:
    """Checks every link and every image of every page."""
    links, versions = LinkProblems(site), ImageVersions(site)
    names = ImageNames(site)
    empty, own = empty_files(site), site.settings.base_url
    for page in site.pages:
        texts: dict[str, str] = {}
        for reference, found in zip(page.facts.references, site.resolutions[page.path], strict=True):
            if reference.kind == "image":
                if found.problem:
                    yield from image_problem(names, page, reference, found)
                if found.kind == "file":
                    if found.path in empty:
                        yield unreadable(page, reference, found)
                    text = reference.text.strip()
                    if text and texts.setdefault(text, found.url) != found.url:
                        yield from same_text(page, reference, texts[text])
                    yield from versions.diagnostic_at(page, reference, found)
                continue
            if found.problem:
                yield from links.of(page, reference, found)
            if found.version != page.version and found.kind == "page":
                yield from leaves_version(site, page, reference, found)
            elif found.kind == "external":
                yield from with_credentials(page, reference)
                if own:
                    yield from to_self(page, reference, own)
