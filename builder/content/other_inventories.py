"""Inventories of other projects: the addresses that their documentation has, from a file of this project.

Two formats are read: Handrail's ``inventory.json`` and Sphinx's ``objects.inv``, version 2.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from urllib.parse import unquote

import msgspec

from builder.diagnostics.outcome import Outcome
from builder.diagnostics.place import diagnostic_at, in_file

CODE = "inventory-invalid"
LARGEST = 64_000_000
"""The most bytes of an unpacked Sphinx inventory."""

_SPHINX = b"# Sphinx inventory version 2"


class OtherInventory(msgspec.Struct, frozen=True):
    """The addresses of another project's documentation."""

    path: str
    """The file in this project."""
    anchors: Mapping[str, frozenset[str] | None]
    """The anchors of each page, by address relative to the project's URL, without slashes at its ends; ``None`` if the
    inventory doesn't list all anchors.
    """
    is_complete: bool
    """Whether it lists all pages."""


class _Page(msgspec.Struct):
    url: str
    anchors: tuple[str, ...]


class _Listed(msgspec.Struct):
    pages: tuple[_Page, ...]
    version: str = ""
    redirects: dict[str, str] = {}


def read_other_inventory(path: str, data: bytes) -> Outcome[OtherInventory | None]:
    """The inventory in a file; ``None`` and a diagnostic if it has neither format."""
    try:
        if data.startswith(_SPHINX):
            return Outcome(_of_sphinx(path, data))
        return Outcome(_of_handrail(path, msgspec.json.decode(data, type=_Listed)))
    except (msgspec.MsgspecError, ValueError, zlib.error) as error:
        message = f"'{path}' is neither an 'inventory.json' of Handrail nor an 'objects.inv' of Sphinx: {error}."
        return Outcome(None, (diagnostic_at(CODE, in_file(path), message, subject=path),))


def plain_address(address: str) -> str:
    """An address as inventories are compared: decoded, without slashes at its ends, ``index.html`` and ``.html``."""
    bare = unquote(address).strip("/")
    for end in ("index.html", ".html"):
        bare = bare.removesuffix(end)
    return bare.strip("/")


def _of_handrail(path: str, listed: _Listed) -> OtherInventory:
    prefix = f"/{listed.version}" if listed.version else ""
    found: dict[str, frozenset[str] | None] = {
        plain_address(page.url.removeprefix(prefix)): frozenset(page.anchors) for page in listed.pages
    }
    for url in listed.redirects:
        if "#" not in url:
            found.setdefault(plain_address(url.removeprefix(prefix)), None)
    return OtherInventory(path, found, is_complete=True)


def _of_sphinx(path: str, data: bytes) -> OtherInventory:
    """Sphinx lists all documents, and only those anchors that have a label."""
    packed = data.split(b"\n", 4)
    if len(packed) < 5:
        raise ValueError("it ends within its head")
    unpacking = zlib.decompressobj()
    text = unpacking.decompress(packed[4], LARGEST).decode("utf-8", "replace")
    if unpacking.unconsumed_tail:
        raise ValueError(f"it is larger than {LARGEST:,} bytes")
    found: dict[str, frozenset[str] | None] = {}
    is_complete = False
    for line in text.splitlines():
        parts = line.split(" ")
        kind = next((number for number, part in enumerate(parts) if number and ":" in part), 0)
        if not kind or len(parts) < kind + 3:
            continue
        address = parts[kind + 2].partition("#")[0]
        if address.endswith("$"):
            address = address[:-1] + " ".join(parts[:kind])
        found.setdefault(plain_address(address.removeprefix("./")), None)
        is_complete = is_complete or parts[kind] == "std:doc"
    return OtherInventory(path, found, is_complete)
