"""Guides of many other projects, labelled from reading before the rules were run on them.

Set ``a`` served to write the rules. Each of the others was scored once before the rules were changed for its classes of
writing: ``b`` 0.90 of the required items found, ``c`` 0.81, ``d`` 0.90, ``e`` 0.94, ``f`` 0.83, ``g`` 0.84, ``h`` 0.81,
``i`` 0.86, ``j`` 0.82, ``k`` 0.88, ``l`` 0.96, ``m`` 0.73,
``n`` 0.89. Set ``z`` has guides in other languages; before the rules
were changed for it, French had 0.95 of the required items, Spanish 1.00, Chinese 0.81 and Arabic 0.93. The texts are
not part of this repository: ``python tools/field_texts.py CLONES`` lays them out from clones of their repositories.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from field_scores import FIELD, Scores, scored

TEXTS = FIELD / "texts"
OURS = Path(__file__).with_name("shapes")
"""Pages of the same shapes in our own words, with their labels beside them."""

LEAST_ITEMS = 0.95
LEAST_KINDS = 0.9
LEAST_GUIDES = 0.95
MOST_TAKEN = 0.05


def hold(scores: Scores) -> None:
    report = f"{scores}\n" + "\n".join(scores.lines)
    assert scores.recall >= LEAST_ITEMS, report
    assert scores.precision >= LEAST_ITEMS, report
    assert scores.kinds >= LEAST_KINDS, report
    assert scores.recognised >= LEAST_GUIDES * scores.guides, report
    assert scores.taken <= MOST_TAKEN * scores.others, report


@pytest.mark.parametrize("labelled", ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"])
def test_guides_of_other_projects(labelled: str) -> None:
    labels = sorted((FIELD / labelled).glob("*.toml"))
    assert len(labels) > 20
    missing = [path.stem for path in labels if not (TEXTS / f"{path.stem}.md").is_file()]
    if missing:
        pytest.skip(f"{len(missing)} texts are missing: python tools/field_texts.py CLONES lays them out")
    hold(scored(labels, TEXTS))


@pytest.mark.parametrize("language", ["ar", "es", "fr", "zh"])
def test_guides_in_other_languages(language: str) -> None:
    labels = sorted((FIELD / "z").glob(f"{language}-*.toml"))
    assert len(labels) > 2
    if not all((TEXTS / f"{path.stem}.md").is_file() for path in labels):
        pytest.skip("texts are missing: python tools/field_texts.py CLONES lays them out")
    hold(scored(labels, TEXTS))


def test_all_guides_of_other_projects() -> None:
    """Sets of a few guides, such as ``m`` and ``n``, are judged with the others only."""
    labels = sorted(FIELD.glob("[a-z]/*.toml"))
    missing = [path.stem for path in labels if not (TEXTS / f"{path.stem}.md").is_file()]
    if missing:
        pytest.skip(f"{len(missing)} texts are missing: python tools/field_texts.py CLONES lays them out")
    hold(scored(labels, TEXTS))


def test_pages_of_the_same_shapes() -> None:
    labels = sorted(OURS.glob("*.toml"))
    assert len(labels) > 14
    hold(scored(labels, OURS))
