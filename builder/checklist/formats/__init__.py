"""The formats in which a checklist is printed: one file each, in an ordered table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from builder.checklist.formats.csv_table import csv_table
from builder.checklist.formats.explained import explained
from builder.checklist.formats.how_to import how_to, how_to_data
from builder.checklist.formats.json_text import json_text
from builder.checklist.formats.task_list import task_list
from builder.checklist.version_1 import as_version_1

FORMATS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "json": json_text,
    "json-1": lambda data: json_text(as_version_1(data)),
    "markdown": task_list,
    "explain": explained,
    "csv": csv_table,
    "howto": how_to,
}
"""Functions from the content of ``checklist.json`` to a text, by the name of the format."""

__all__ = ["FORMATS", "csv_table", "explained", "how_to", "how_to_data", "json_text", "task_list"]
