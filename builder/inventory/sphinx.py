"""``objects.inv``: the inventory in Sphinx's format, version 2, which intersphinx and other programs read.

Pages are ``std:doc``, headings and other anchors ``std:label``, checklist items ``handrail:item``.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from builder.inventory.published import ItemsOf
from builder.inventory.records import Inventory, InventoryPage

_HEAD = """# Sphinx inventory version 2
# Project: {project}
# Version: {version}
# The remainder of this file is compressed using zlib.
"""
_BLANKS = re.compile(r"\s+")


def objects_inv(inventory: Inventory, project: str, items_of: ItemsOf) -> bytes:
    """The file for the inventory of one version; its addresses are relative to the version's folder."""
    (version,) = inventory.versions
    head = _HEAD.format(project=_in_one_line(project), version=_in_one_line(version))
    lines = "".join(f"{each}\n" for page in inventory.pages for each in _entries(page, items_of))
    return head.encode() + zlib.compress(lines.encode(), 9)


def objects_parts(inventory: Inventory) -> Iterator[object]:
    """All that the file is made from. Most edits of a page's text leave it unchanged."""
    yield inventory.versions
    for page in inventory.pages:
        headings = tuple((section.anchor, section.heading) for section in page.sections)
        items = page.checklist.listed if page.checklist is not None else ""
        yield page.url, page.version, page.slug, page.title, headings, page.anchors, items


def _entries(page: InventoryPage, items_of: ItemsOf) -> Iterator[str]:
    address = page.url.removeprefix(f"/{page.version}").lstrip("/")
    name = _name(page.slug or "index")
    yield f"{name} std:doc -1 {address or './'} {_shown(page.title)}"
    headings = {section.anchor: section.heading for section in page.sections}
    items = {item.anchor: item for item in items_of(page) if item.anchor}
    for anchor in page.anchors:
        place = f"{address}#{anchor}"
        if not _BLANKS.search(anchor) and anchor not in items:
            yield f"{name}#{anchor} std:label -1 {place} {_shown(headings.get(anchor) or page.title)}"
    for anchor, item in items.items():
        yield f"{name}#{item.id} handrail:item -1 {address}#{anchor} {_shown(item.text)}"


def _name(text: str) -> str:
    return _BLANKS.sub("-", text)


def _shown(text: str) -> str:
    return _in_one_line(text) or "-"


def _in_one_line(text: str) -> str:
    return " ".join(text.split())
