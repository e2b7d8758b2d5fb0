"""The report of an import: converted constructs, and those that need attention, with file and line."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

from builder.diagnostics.visible import visible
from builder.importing.records import ImportResult, Note

TEXT = "import-report.md"
DATA = "import-report.json"
OF_THE_SOURCE = frozenset(
    {
        "link that leads nowhere",
        "link to an anchor that is missing",
        "link without a target",
        "image that is missing",
        "code that is missing",
        "menu entry without a page",
        "redirect to a page that is missing",
        "redirect to an anchor that is missing",
        "element that is never closed",
        "two pages at one address",
    }
)
"""Constructs that are mistakes on the old site as well."""
CLEAN_START = (
    "The old site has these mistakes, too. To start without them, write `baseline: baseline.json` into `handrail.yml` "
    "and run `handrail check --update-baseline`: it records the current problems, and from then on only new ones fail "
    "a check or a build."
)
SHOWN = 12
"""The number of places that the text lists for one construct; the JSON file has all of them."""


def report_text(result: ImportResult) -> str:
    """The report for people."""
    lines = ["# Import report", ""]
    lines.extend(f"- {name}: {count}" for name, count in result.counts.items())
    every = [note for note in result.notes if note.kind == "left"]
    left = [note for note in every if note.construct not in OF_THE_SOURCE]
    lines += ["", f"## Needs your attention ({len(left)})", ""]
    lines.extend(_left(left) or ["Nothing."])
    mistakes = [note for note in every if note.construct in OF_THE_SOURCE]
    if mistakes:
        lines += ["", f"## Mistakes of the source ({len(mistakes)})", "", CLEAN_START, ""]
        lines.extend(_left(mistakes))
    done = Counter(note.construct for note in result.notes if note.kind == "done")
    lines += ["", f"## Done ({sum(done.values())})", ""]
    lines.extend(f"- {construct}: {count}" for construct, count in sorted(done.items()))
    return "\n".join(lines) + "\n"


def _left(notes: list[Note]) -> list[str]:
    lines: list[str] = []
    by_construct: dict[str, list[Note]] = {}
    for note in notes:
        by_construct.setdefault(note.construct, []).append(note)
    for construct, found in sorted(by_construct.items(), key=lambda item: (-len(item[1]), item[0])):
        lines.append(f"### {construct} ({len(found)})")
        lines.append("")
        for note in found[:SHOWN]:
            detail = " ".join(note.detail.split()).replace("`", "'")
            lines.append(visible(f"- {note.path}:{note.line}" + (f": `{detail}`" if detail else "")))
        if len(found) > SHOWN:
            lines.append(f"- … and {len(found) - SHOWN} more in {DATA}")
        lines.append("")
    return lines


def report_data(result: ImportResult, digests: Mapping[str, str]) -> str:
    """The report for programs; ``digests`` of the files that were written, by path."""
    notes: list[dict[str, Any]] = [
        {"kind": n.kind, "construct": n.construct, "path": n.path, "line": n.line, "detail": n.detail}
        for n in result.notes
    ]
    data = {"version": 1, "counts": dict(result.counts), "notes": notes, "files": dict(sorted(digests.items()))}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
