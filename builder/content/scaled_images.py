"""Input: smaller copies of images in formats that take fewer bytes, made by Pillow (the extra ``images``)."""

from __future__ import annotations

import importlib
import io
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import msgspec

from builder.content.images import ImageInfo
from builder.content.source import read_whole

MISSING = "'responsive_images' needs the package Pillow, which is not installed: pip install 'handrail[images]'."
MOST_PIXELS = 40_000_000
"""A larger image is published as it is: unpacked it would take hundreds of megabytes."""
SCALED_TYPES = frozenset({"png", "jpeg"})


class ResponsiveImages(msgspec.Struct, frozen=True, kw_only=True):
    """``responsive_images``: the copies of each image."""

    format: str = ""
    """``webp`` or ``avif``; empty publishes images as they are."""
    widths: tuple[int, ...] = (480, 960, 1600)
    """In pixels; an image has no copy wider than itself."""
    quality: int = 80
    """From 1 to 100."""

    def widths_of(self, info: ImageInfo) -> tuple[int, ...]:
        """The widths of one image's copies, smallest first; empty for an image that is published as it is."""
        if info.type not in SCALED_TYPES or info.is_animated or not 0 < info.width * info.height <= MOST_PIXELS:
            return ()
        widest = max(self.widths)
        return (*sorted({width for width in self.widths if width < info.width}), *_own(info.width, widest))


def _own(width: int, widest: int) -> tuple[int, ...]:
    return (width,) if width <= widest else ()


def can_scale() -> bool:
    """Whether Pillow is installed."""
    return find_spec("PIL") is not None


def scaler() -> str:
    """The version of Pillow, on which the bytes of copies depend."""
    return str(importlib.import_module("PIL").__version__)


def scaled_image(project: Path, path: str, shared: Sequence[str], width: int, how: ResponsiveImages) -> bytes:
    """A copy of that width; the file's own bytes if Pillow can't read it, which browsers recognise by their content."""
    data = read_whole(project, path, shared)
    image: Any = importlib.import_module("PIL.Image")
    turned: Any = importlib.import_module("PIL.ImageOps").exif_transpose
    written = io.BytesIO()
    try:
        with image.open(io.BytesIO(data)) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                return data
            upright = turned(opened)
            has_alpha = "A" in upright.getbands() or "transparency" in upright.info
            colours = upright.convert("RGBA" if has_alpha else "RGB")
            height = max(1, round(colours.height * width / colours.width))
            resized = colours.resize((width, height), image.Resampling.LANCZOS)
            resized.save(written, format=how.format.upper(), quality=min(how.quality, 100))
    except Exception:  # A damaged file may fail anywhere in the reader.
        return data
    return written.getvalue()
