"""Finds scripts in SVG files: browsers ignore them in images, but run them if the file is opened directly."""

from __future__ import annotations

import html
import re

_SCRIPT = re.compile(
    r"<(?:[\w.-]{1,40}:)?(?:script|handler|iframe|embed|object)(?=[\s/>])"
    r"|[\s\"'/]on[a-z]{3,30}\s{0,50}=\s{0,50}[\"']",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"[\s:\"'/](?:href|to|from|values|by|src)\s{0,50}=\s{0,50}(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE
)
_UNSAFE = re.compile(r"(?:^|;)(?:javascript|vbscript):|(?:^|;)data:(?:text/html|application/xhtml|text/xml)")
_IGNORED = re.compile(r"[\x00-\x20]")
_ENTITY = re.compile(r"<!ENTITY[^>]{0,2000}>")
_REMARK = re.compile(r"<!--.*?-->", re.DOTALL)


def script_in_svg(data: bytes) -> str:
    """The first piece of an SVG file that browsers would run, as it is written; empty if there is none."""
    text = _REMARK.sub(" ", _decoded(data))
    for written in (text, *(html.unescape(entity) for entity in _ENTITY.findall(text))):
        found = _SCRIPT.search(written)
        if found is not None:
            piece = found[0].strip(" \t\r\n\"'/=")[:40]
            return f"{piece}>" if piece.startswith("<") else piece
    for match in _ADDRESS.finditer(text):
        address = _IGNORED.sub("", html.unescape(match[1] or match[2] or "")).lower()
        if _UNSAFE.search(address):
            return address[:40]
    return ""


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    return data.decode("utf-8-sig", "replace")
