"""Facts about an image file, read from its first bytes, and the digest of the whole file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import msgspec

from builder.content.image_sizes import SVG_HEAD, image_size
from builder.content.source import read_whole
from builder.content.svg_scripts import script_in_svg
from builder.digests import bytes_digest

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"BM", "bmp"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"\x00\x00\x01\x00", "ico"),
)

_ANIMATION, _ANIMATION_WITHIN = b"acTL", 1 << 16
"""The chunk of a PNG file that announces frames; it comes before the pixels."""

_SVG = re.compile(r"<(?:[\w.-]{1,40}:)?svg[\s>]")


class ImageInfo(msgspec.Struct, frozen=True, kw_only=True):
    """One image file."""

    digest: str
    """Digest of its bytes; empty if it can't be read."""
    width: int
    """In pixels; 0 if unknown."""
    height: int
    type: str
    """``png``, ``jpeg``, ``gif``, ``webp``, ``svg``, …; empty if unknown."""
    size: int
    """In bytes."""
    is_animated: bool = False
    """Whether a PNG file has several frames."""
    script: str = ""
    """For an SVG file, the piece of it that browsers would run."""


def inspect_image(project: Path, path: str, shared: Sequence[str] = ()) -> ImageInfo:
    """Read one file; an unreadable file gets an empty digest."""
    try:
        data = read_whole(project, path, shared)
    except OSError:
        return ImageInfo(digest="", width=0, height=0, type="", size=0)
    digest = bytes_digest(data)
    kind = image_type(data)
    width, height = image_size(kind, data) if kind else (0, 0)
    script = script_in_svg(data) if kind == "svg" else ""
    return ImageInfo(
        digest=digest,
        width=width,
        height=height,
        type=kind,
        size=len(data),
        is_animated=kind == "png" and _ANIMATION in data[:_ANIMATION_WITHIN],
        script=script,
    )


def image_type(data: bytes) -> str:
    """The format, from the first bytes; empty if it is unknown."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[4:8] == b"ftyp":
        return "avif" if data[8:12] in (b"avif", b"avis") else "mp4"
    head = data[:SVG_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return "svg" if head.startswith(b"<") and _SVG.search(head.decode("latin-1")) else ""
