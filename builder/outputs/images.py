"""The image files that pages show, under the paths that pages use."""

from __future__ import annotations

from collections.abc import Iterator

from builder.outputs.fingerprints import image_url
from builder.outputs.output import Output, copied_output
from builder.outputs.render_context import RenderContext
from builder.structure.content_files import ONLY_SHOWN
from builder.structure.places import Resolution


def images(emission: RenderContext) -> Iterator[Output]:
    """One copy for each file shown, and for each of a static root; never one that runs a script."""
    site = emission.site
    shown = {
        _published(emission, resolution): resolution.path
        for resolved in site.resolutions.values()
        for resolution in resolved
        if resolution.kind == "file"
    }
    static = {url: stamp.path for url, stamp in site.tree.static.items() if not url.lower().endswith(ONLY_SHOWN)}
    elsewhere = {url: site.tree.images[url].path for url in site.settings.shown_elsewhere if url in site.tree.images}
    for url, path in sorted({**static, **elsewhere, **shown}.items()):
        info = site.images.get(path)
        if info is not None and info.digest and not info.script:
            yield copied_output(url.lstrip("/"), path, info.digest, site.tree.shared)


def _published(emission: RenderContext, resolution: Resolution) -> str:
    """The path at which the file of a reference is published, not encoded."""
    url = image_url(emission.site, resolution)
    return resolution.served if url == resolution.url else url
