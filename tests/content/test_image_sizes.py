"""Sizes of images are those that browsers give them."""

from __future__ import annotations

import io
import struct
import time
import zlib

import pytest

from builder.content.image_sizes import image_size
from builder.content.images import image_type


def exif(order: str, orientation: int) -> bytes:
    """A TIFF structure with one tag."""
    mark = b"II" if order == "<" else b"MM"
    return mark + struct.pack(f"{order}HLHHHLHHL", 42, 8, 1, 0x0112, 3, 1, orientation, 0, 0)


def png(width: int, height: int, *, turned: bytes = b"") -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    turn = chunk(b"eXIf", turned) if turned else b""
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"x" * 99) + turn + chunk(b"IEND", b"")


def webp(width: int, height: int, turned: bytes) -> bytes:
    size = struct.pack("<I", 8)[:4] + struct.pack("<I", width - 1)[:3] + struct.pack("<I", height - 1)[:3]
    body = b"WEBP" + b"VP8X" + struct.pack("<I", 10) + size + b"ICCP" + struct.pack("<I", 3) + b"abc\0"
    body += b"EXIF" + struct.pack("<I", len(turned)) + turned
    return b"RIFF" + struct.pack("<I", len(body)) + body


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize(
    ("orientation", "size"), [(1, (30, 20)), (3, (30, 20)), (5, (20, 30)), (6, (20, 30)), (8, (20, 30)), (99, (30, 20))]
)
def test_png_and_webp_are_turned_as_their_exif_says(order: str, orientation: int, size: tuple[int, int]) -> None:
    turned = exif(order, orientation)
    assert image_size("png", png(30, 20, turned=turned)) == size
    assert image_size("webp", webp(30, 20, turned)) == size
    assert image_size("webp", webp(30, 20, b"Exif\0\0" + turned)) == size


@pytest.mark.parametrize("size", [(0, 5), (5, 0), (2**32 - 1, 2**32 - 1), (2**31, 7)])
def test_an_absurd_size_is_unknown(size: tuple[int, int]) -> None:
    assert image_size("png", png(*size)) == (0, 0)


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ('<svg viewBox="0 0 640 480"><rect width="10" height="20"/></svg>', (640, 480)),
        ('<svg width="320" viewBox="0 0 640 480"><rect height="11"/></svg>', (320, 240)),
        ('<svg height="40" viewBox="0,0,20,10"/>', (80, 40)),
        ('<svg width="64" height="48"><rect width="10"/></svg>', (64, 48)),
        ("<svg\n  width='7px'\tdata-x=\"a>b\" height='8'/>", (7, 8)),
        ('<svg width="1in" height="2.54cm"/>', (96, 96)),
        ('<svg width="100%" height="100%" viewBox="0 0 30 20"/>', (30, 20)),
        ('<svg width="2em" height="3"/>', (0, 0)),
        ('<svg stroke-width="5" data-height="6"/>', (0, 0)),
        ('<svg width="-5" height="6"/>', (0, 0)),
        ('<svg width="1e400" height="3"/>', (0, 0)),
        ('<svg viewBox="0 0 0 0"/>', (0, 0)),
        ('<?xml version="1.0"?>\n<!-- <svg width="1" height="2"> -->\n<svg width="3" height="4"/>', (3, 4)),
        (
            '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "u" [ <!ENTITY n "a>b"> ]>\n<svg width="3" height="4"/>',
            (3, 4),
        ),
        ('<s:svg xmlns:s="http://www.w3.org/2000/svg" width="3" height="4"/>', (3, 4)),
        ('<html><svg width="3" height="4"/></html>', (0, 0)),
        ("<svg", (0, 0)),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_an_svg_has_the_size_of_its_root(text: str, size: tuple[int, int], encoding: str) -> None:
    assert image_size("svg", text.encode(encoding)) == size


def test_the_type_of_an_svg_is_known_after_a_long_comment() -> None:
    assert image_type(b"<!--" + b"x" * 5000 + b"-->\n<svg width='1' height='1'/>") == "svg"
    assert image_type(b"words about <svg> in a text") == ""


@pytest.mark.parametrize(
    "shape",
    ["<!--", "<?", "<!DOCTYPE [a", "<!DOCTYPE '", "<svg a='", '<svg "', "<svg a", "<svg a=", "<svg a ", "[]", " "],
)
def test_a_hostile_svg_takes_no_time(shape: str) -> None:
    started = time.perf_counter()
    image_size("svg", (shape * 70_000).encode())
    image_size("svg", ("<svg " + "a" * 30_000 + " " * 30_000 + ">").encode())
    assert time.perf_counter() - started < 1


def test_a_truncated_image_is_not_an_error() -> None:
    whole = {
        "png": png(30, 20, turned=exif("<", 6)),
        "webp": webp(30, 20, exif(">", 6)),
        "svg": b"<svg width='3' height='4'/>",
    }
    for kind, data in whole.items():
        for end in range(len(data)):
            image_size(kind, io.BytesIO(data).read(end))
