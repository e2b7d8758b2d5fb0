"""Real guides, labelled by hand: how many of the items, and which kinds, are found.

A label file names lines and kinds only; the guides themselves are not part of this repository.
"""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import pytest
from guide_reading import CORPUS, read

from builder.checklist.model import Kind

FOLDER = Path(__file__).with_name("golden")
LABELS = sorted(FOLDER.glob("*.toml"))
OTHERS = sorted((FOLDER / "others").glob("*.toml"))
"""Guides of other kinds: connectors, how-tos, steps tags."""
LEAST_ITEMS = 0.95
LEAST_KINDS = 0.9


@dataclass(frozen=True, slots=True)
class Score:
    """One guide's."""

    found: int
    extra: int
    missed: int
    right: int
    """Of those found, with the right kind and optional or not as labelled."""
    misses: tuple[str, ...]


def score(path: Path) -> Score:
    labels = tomllib.loads(path.read_text("utf-8"))
    data = (CORPUS / labels["guide"]).read_bytes()
    assert hashlib.sha256(data).hexdigest().startswith(labels["digest"]), f"{path.name} is of another text"
    wanted = {line: kind for kind in get_args(Kind) for line in labels.get(kind, ())}
    guide = read(data.decode())
    assert not guide.reason
    got = {item.origin.line: item.kind for item in guide.draft.items}
    both = wanted.keys() & got.keys()
    misses = [f"{path.stem}:{line} {wanted.get(line)} → {got.get(line)}" for line in sorted(wanted | got)
              if wanted.get(line) != got.get(line)]  # fmt: skip
    extra = len(guide.draft.items) - len(both)
    right = sum(wanted[line] == got[line] for line in both)
    return Score(len(both), extra, len(wanted) - len(both), right, tuple(misses))


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the labelled guides are not beside the repository")
@pytest.mark.parametrize(("labels", "count"), [(LABELS, 12), (OTHERS, 8)], ids=["security", "others"])
def test_precision_and_recall(labels: list[Path], count: int) -> None:
    scores = [score(path) for path in labels]
    found = sum(one.found for one in scores)
    precision = found / (found + sum(one.extra for one in scores))
    recall = found / (found + sum(one.missed for one in scores))
    kinds = sum(one.right for one in scores) / found
    report = f"precision {precision:.3f}, recall {recall:.3f}, kinds {kinds:.3f}\n"
    report += "\n".join(line for one in scores for line in one.misses)
    assert len(scores) == count
    assert precision >= LEAST_ITEMS, report
    assert recall >= LEAST_ITEMS, report
    assert kinds >= LEAST_KINDS, report
