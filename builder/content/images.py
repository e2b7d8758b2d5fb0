"""What an image file is, read from its first bytes, and the digest of the whole."""

from __future__ import annotations

import hashlib
import importlib
import io
import struct
from pathlib import Path

import msgspec

from builder.content.source import read_whole

HEAD = 1 << 18
"""Bytes in which the size of every supported format is found; JPEG may keep it far back."""

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


_PNG_HEAD = 26
"""Bytes up to the depth and the kind of its colours, without which it is no picture."""
_PNG_SIZE = struct.Struct(">LL")


class ImageInfo(msgspec.Struct, frozen=True):
    """One image file."""

    digest: str
    """Of its bytes; empty if it can't be read."""
    width: int
    """In pixels; 0 if unknown."""
    height: int
    type: str
    """``png``, ``jpeg``, ``gif``, ``webp``, ``svg``, …; empty if unknown."""
    size: int
    """In bytes."""


def inspect_image(project: Path, path: str) -> ImageInfo:
    """Read one file; one that can't be read gives an empty digest."""
    try:
        data = read_whole(project, path)
    except OSError:
        return ImageInfo("", 0, 0, "", 0)
    digest = hashlib.blake2b(data, digest_size=16).hexdigest()
    kind = image_type(data)
    width, height = _png_dimensions(data) if kind == "png" else _dimensions(data) if kind else (0, 0)
    return ImageInfo(digest, max(width, 0), max(height, 0), kind, len(data))


def image_type(data: bytes) -> str:
    """The format that the first bytes tell; empty if they tell none."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[4:8] == b"ftyp":
        return "avif" if data[8:12] in (b"avif", b"avis") else "mp4"
    head = data[:1024].lstrip().lower()
    return "svg" if b"<svg" in head else ""


def _png_dimensions(data: bytes) -> tuple[int, int]:
    """The most frequent format has them at a fixed place, in its first chunk; a damaged file may lack that."""
    if len(data) < _PNG_HEAD or data[12:16] != b"IHDR":
        return 0, 0
    width, height = _PNG_SIZE.unpack_from(data, 16)
    return width, height


def _dimensions(data: bytes) -> tuple[int, int]:
    # It loads much that builds which know their images don't need.
    imagesize = importlib.import_module("imagesize")
    try:
        width, height = imagesize.get(io.BytesIO(data[:HEAD]))
    except Exception:  # a damaged file may fail anywhere in the reader; its size is then unknown
        return 0, 0
    return round(width), round(height)
