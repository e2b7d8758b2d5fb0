"""Scores of the rules on labelled guides: items found, items too many, kinds, and which pages are guides.

A label file lists the items of a page by line, with the kinds that a reader would accept. ``allowed`` marks
sentences that may be an item or not.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from guide_reading import read

FIELD = Path(__file__).with_name("field")


@dataclass
class Scores:
    """Counts over several pages."""

    found: int = 0
    missed: int = 0
    extra: int = 0
    right: int = 0
    """Of those found, with an accepted kind."""
    guides: int = 0
    recognised: int = 0
    others: int = 0
    taken: int = 0
    """Pages that are no guides and were taken for one."""
    lines: list[str] = field(default_factory=list)
    """The differences, for people."""

    @property
    def recall(self) -> float:
        return self.found / max(1, self.found + self.missed)

    @property
    def precision(self) -> float:
        return self.found / max(1, self.found + self.extra)

    @property
    def kinds(self) -> float:
        return self.right / max(1, self.found)

    def __str__(self) -> str:
        return (
            f"recall {self.recall:.3f} ({self.missed} missed of {self.found + self.missed}), "
            f"precision {self.precision:.3f} ({self.extra} extra), kinds {self.kinds:.3f}, "
            f"guides {self.recognised}/{self.guides}, others taken {self.taken}/{self.others}"
        )


def scored(labels: Iterable[Path], texts: Path) -> Scores:
    """The scores of the pages whose texts are there."""
    scores = Scores()
    for path in labels:
        text = texts / f"{path.stem}.md"
        if text.is_file():
            _score(path.stem, tomllib.loads(path.read_text("utf-8")), text.read_text("utf-8"), scores)
    return scores


def _score(name: str, page: dict[str, Any], text: str, scores: Scores) -> None:
    guide = read(text, language=page.get("language", "en"))
    is_guide = not guide.reason
    if page["guide"] == "no":
        scores.others += 1
        scores.taken += is_guide
        if is_guide:
            scores.lines.append(f"{name}: taken for a guide")
    if page["guide"] != "yes":
        return
    scores.guides += 1
    scores.recognised += is_guide
    if not is_guide:
        scores.lines.append(f"{name}: not taken for a guide: {guide.reason}")
    wanted: dict[int, list[set[str]]] = {}
    allowed: Counter[int] = Counter()
    for label in page["items"]:
        line, kinds = label.partition(" | ")[0].split()
        if kinds == "allowed":
            allowed[int(line)] += 1
        else:
            wanted.setdefault(int(line), []).append(set(kinds.split("/")))
    got: dict[int, list[Any]] = {}
    for item in guide.draft.items:
        got.setdefault(item.origin.line, []).append(item)
    source = text.splitlines()
    for line in sorted(wanted.keys() | got.keys()):
        _line(name, line, source, wanted.get(line, []), got.get(line, []), allowed[line], scores)


def _line(
    name: str, line: int, source: list[str], wanted: list[set[str]], items: list[Any], allowed: int, scores: Scores
) -> None:
    """Pair the items of one line with its labels: by kind first, then in any order."""
    left, labels = list(items), list(wanted)
    for item in items:
        match = next((kinds for kinds in labels if item.kind in kinds), None)
        if match is not None:
            labels.remove(match)
            left.remove(item)
            scores.found += 1
            scores.right += 1
    for kinds in list(labels):
        if left:
            item = left.pop(0)
            labels.remove(kinds)
            scores.found += 1
            scores.lines.append(f"{name}:{line} kind {item.kind}, not {'/'.join(sorted(kinds))}: {item.text[:90]}")
    scores.missed += len(labels)
    for kinds in labels:
        scores.lines.append(f"{name}:{line} MISSED {'/'.join(sorted(kinds))}: {source[line - 1].strip()[:120]}")
    for item in left[allowed:]:
        scores.extra += 1
        scores.lines.append(f"{name}:{line} EXTRA {item.kind} {item.rule}: {item.text[:110]}")
