"""The documents that both implementations are given."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
CONFIGS: dict[str, Any] = json.loads((HERE / "configs.json").read_text())

OPTIONS: tuple[dict[str, Any], ...] = ({}, {"allowComments": True})
"""Every document is tried with these; an input file may say other ones."""


@dataclass(frozen=True)
class Input:
    """One document, with how it is read."""

    name: str
    text: str
    config: str
    options: Mapping[str, Any]


def inputs() -> Iterator[Input]:
    """Our own small documents: a file has a head, then documents after lines ``%%%``."""
    for path in sorted((HERE / "inputs").glob("*.txt")):
        head, *documents = path.read_text().split("%%%\n")
        fields = dict(line.split(": ", 1) for line in head.splitlines() if line)
        options = dict.fromkeys(fields.get("options", "").split(), True)
        for number, text in enumerate(documents, 1):
            if not text:
                continue
            for given in OPTIONS:
                yield Input(f"{path.stem} {number}", text, fields["config"], {**given, **options})


def manual_pages() -> list[Path]:
    """The pages of our own manual, and the tests' cases."""
    return sorted([*(ROOT / "content").rglob("*.md"), *(ROOT / "tests" / "markdoc" / "cases").rglob("*.md")])


def corpus_pages(most: int) -> list[Path]:
    """Up to ``most`` real pages, evenly chosen; none where the corpus is not at hand."""
    pages = sorted((ROOT / "../shared/corpus").rglob("*.md"))
    step = max(1, -(-len(pages) // most))
    return pages[::step]
