"""A table for spreadsheets and trackers: one row per item."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from io import StringIO
from typing import Any

COLUMNS = ("id", "seq", "step", "section", "kind", "optional", "text", "collects", "images", "url", "digest")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_table(data: Mapping[str, Any]) -> str:
    """CSV as in RFC 4180, with a header. A cell that spreadsheets would read as a formula gets a quote before it."""
    sections = {section["id"]: section for section in data["sections"]}
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for item in data["items"]:
        section = sections.get(item["section"], {"stepNumber": None, "title": ""})
        cells = (
            item["id"],
            item["seq"],
            section["stepNumber"],
            section["title"],
            item["kind"],
            "yes" if item["optional"] else "no",
            item["text"],
            " ".join(item["collects"]),
            " ".join(item_image["url"] for item_image in item["images"]),
            item["url"],
            item["digest"],
        )
        writer.writerow([_harmless(cell) for cell in cells])
    return out.getvalue()


def _harmless(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
