"""Width and height of an image as browsers show it: rotated by its EXIF data, an SVG by its root element."""

from __future__ import annotations

import importlib
import io
import re
import struct
from collections.abc import Iterator

LARGEST = 1_000_000
"""Pixels; browsers show no image that is wider or higher, so the file is damaged."""

_PNG_HEAD = 26
"""The number of bytes up to the depth and the type of its colours, without which the file is not an image."""
_PNG_SIZE = struct.Struct(">LL")
_ORIENTATION = 0x0112
_TURNED = range(5, 9)
"""Orientations of EXIF that swap width and height."""
_MOST_TAGS = 500

SVG_HEAD = 1 << 16
"""The number of bytes in which the root element must begin, after comments and declarations."""
_BEFORE_ROOT = re.compile(
    r"\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE(?:[^<>\[\"']|\"[^\"]*\"|'[^']*'|\[.*?\]\s*(?=>))*>", re.DOTALL | re.IGNORECASE
)
_ROOT = re.compile(r"<(?:[\w.-]+:)?svg(?=[\s/>])((?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"(?<=\s)([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_LENGTH = re.compile(r"\s*\+?(\d+(?:\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?\s*(px|pt|pc|in|cm|mm|Q|)\s*\Z")
_PIXELS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "Q": 96 / 101.6}


def image_size(kind: str, data: bytes) -> tuple[int, int]:
    """The size of a file of this type in CSS pixels; zeros if the file does not contain it."""
    if kind == "png":
        width, height = _png_size(data)
    elif kind == "svg":
        width, height = _svg_size(data)
    else:
        width, height = _other_size(data)
    if kind in ("png", "webp") and _orientation(kind, data) in _TURNED:
        width, height = height, width
    return (width, height) if 0 < width <= LARGEST and 0 < height <= LARGEST else (0, 0)


def _png_size(data: bytes) -> tuple[int, int]:
    """The most frequent format has it at a fixed place, in its first chunk; a damaged file may lack that."""
    if len(data) < _PNG_HEAD or data[12:16] != b"IHDR":
        return 0, 0
    width, height = _PNG_SIZE.unpack_from(data, 16)
    return width, height


def _other_size(data: bytes) -> tuple[int, int]:
    # Importing it is slow, and builds with known images don't need it.
    imagesize = importlib.import_module("imagesize")
    try:
        width, height = imagesize.get(io.BytesIO(data))
        return round(width), round(height)
    except Exception:  # A damaged file may fail anywhere in the reader; its size is then unknown.
        return 0, 0


def _svg_size(data: bytes) -> tuple[int, int]:
    """The root's own width and height, else those of its ``viewBox``; a missing one follows from the proportion."""
    attributes = _root_attributes(_svg_text(data))
    if attributes is None:
        return 0, 0
    width, height = _pixels(attributes.get("width", "")), _pixels(attributes.get("height", ""))
    box = re.split(r"[\s,]+", attributes.get("viewBox", "").strip())
    box_width, box_height = (_pixels(box[2]), _pixels(box[3])) if len(box) == 4 else (0.0, 0.0)
    if box_width and box_height:
        if not width and not height:
            width, height = box_width, box_height
        width = width or height * box_width / box_height
        height = height or width * box_height / box_width
    return (round(width), round(height)) if width < LARGEST and height < LARGEST else (0, 0)


def _svg_text(data: bytes) -> str:
    head = data[:SVG_HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace")
    return head.decode("utf-8-sig", "replace")


def _root_attributes(text: str) -> dict[str, str] | None:
    """The attributes of the first element, if it is an ``svg``."""
    at = 0
    while (before := _BEFORE_ROOT.match(text, at)) is not None:
        at = before.end()
    root = _ROOT.match(text, at)
    if root is None:
        return None
    return {name: double or single for name, double, single in _ATTRIBUTE.findall(root[1])}


def _pixels(length: str) -> float:
    """A length in CSS pixels; 0 for one that depends on the page: ``100%``, ``2em``."""
    found = _LENGTH.match(length)
    return float(found[1] + (found[2] or "")) * _PIXELS[found[3]] if found is not None else 0.0


def _orientation(kind: str, data: bytes) -> int:
    """The orientation in the EXIF data of a PNG or WebP file; 1 without EXIF data."""
    chunks = _png_chunks(data) if kind == "png" else _webp_chunks(data)
    for name, content in chunks:
        if name in (b"eXIf", b"EXIF"):
            return _exif_orientation(content.removeprefix(b"Exif\0\0"))
    return 1


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at + 12 <= len(data):
        (size,) = struct.unpack_from(">L", data, at)
        name = data[at + 4 : at + 8]
        yield name, data[at + 8 : at + 8 + size] if name == b"eXIf" else b""
        at += 12 + size


def _webp_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 12
    while at + 8 <= len(data):
        (size,) = struct.unpack_from("<L", data, at + 4)
        name = data[at : at + 4]
        yield name, data[at + 8 : at + 8 + size] if name == b"EXIF" else b""
        at += 8 + size + size % 2


def _exif_orientation(data: bytes) -> int:
    """From the first directory of a TIFF structure: https://www.cipa.jp/std/documents/e/DC-X008-Translation-2019-E.pdf"""
    order = {b"II": "<", b"MM": ">"}.get(data[:2])
    if order is None or len(data) < 8:
        return 1
    (at,) = struct.unpack_from(f"{order}L", data, 4)
    if at + 2 > len(data):
        return 1
    (count,) = struct.unpack_from(f"{order}H", data, at)
    for index in range(min(count, _MOST_TAGS)):
        place = at + 2 + 12 * index
        if place + 12 > len(data):
            break
        tag, _, _, value = struct.unpack_from(f"{order}HHLH", data, place)
        if tag == _ORIENTATION:
            return int(value)
    return 1
