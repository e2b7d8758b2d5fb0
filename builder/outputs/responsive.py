"""Smaller copies of the images that pages show, and the attributes by which browsers choose one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from builder.caches import bounded_cache
from builder.content.scaled_images import ResponsiveImages, scaler
from builder.digests import text_digest
from builder.outputs.fingerprints import FOLDER, file_stem
from builder.outputs.output import Output, digest_of, scaled_output
from builder.outputs.render_context import RenderContext
from builder.structure.places import Resolution

COLUMN = 800
"""The width of the text's column in CSS pixels, as in the theme's style sheet."""


def responsive_images(emission: RenderContext) -> Iterator[Output]:
    """The copies of each image that a page shows."""
    how, scale = emission.site.settings.responsive_images, emission.scale
    if how is None or scale is None:
        return
    shown = {
        resolution.path: resolution
        for resolved in emission.site.resolutions.values()
        for resolution in resolved
        if resolution.kind == "file"
    }
    infos = {path: info for path in sorted(shown) if (info := emission.site.images.get(path)) is not None}
    for path, info in infos.items():
        for width in how.widths_of(info) if info.digest else ():
            name, key = _name(path, info.digest, width, how), digest_of(info.digest, width, how, scaler())
            yield scaled_output(name, key, partial(scale, path, width, how))


def image_choices(emission: RenderContext, resolution: Resolution) -> str:
    """``srcset`` and ``sizes`` with a space before; empty for an image without copies."""
    how = emission.site.settings.responsive_images
    info = emission.site.images.get(resolution.path) if resolution.kind == "file" else None
    if how is None or info is None or not info.digest:
        return ""
    widths = how.widths_of(info)
    if not widths:
        return ""
    copies = ", ".join(
        f"{emission.href('/' + _name(resolution.path, info.digest, width, how))} {width}w" for width in widths
    )
    shown = min(info.width, COLUMN)
    return f' srcset="{copies}" sizes="(max-width: {shown + 50}px) 100vw, {shown}px"'


@bounded_cache(4096)
def _name(path: str, digest: str, width: int, how: ResponsiveImages) -> str:
    version = text_digest(f"{path}\0{digest}\0{how.quality}\0{scaler()}")[:8]
    return f"{FOLDER}/{file_stem(path)}.{version}-{width}.{how.format}"
