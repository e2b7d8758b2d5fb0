"""Whole guides in other languages than English; the labels are written by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from guide_reading import read
from test_rules import check

FOLDER = Path(__file__).with_name("guides")
GUIDES = [
    ("german", "de"), ("japanese", "ja"), ("french", "fr"), ("spanish", "es"), ("chinese", "zh"), ("arabic", "ar"),
]  # fmt: skip
RECIPIENTS = {
    "de": "dem Support", "ja": "サポートチーム", "fr": "l'équipe Exemple", "es": "equipo de Ejemplo",
    "zh": "支持团队", "ar": "فريق مثال",
}  # fmt: skip
SECRETS = {
    "de": "geheimnis", "ja": "シークレット", "fr": "secret", "es": "secreto", "zh": "密钥", "ar": "السر",
}  # fmt: skip


@pytest.mark.parametrize(("name", "language"), GUIDES)
def test_whole_guide(name: str, language: str) -> None:
    guide = read((FOLDER / f"{name}.md").read_text("utf-8"), language=language)
    assert not guide.reason
    expected = (FOLDER / f"{name}.txt").read_text("utf-8").splitlines()
    items = guide.draft.items
    assert [f"{item.origin.line} {item.kind}" for item in items] == [" ".join(line.split()[:2]) for line in expected]
    for item, line in zip(items, expected, strict=True):
        check(item, line, name)
    values = {value.id: value for value in guide.draft.values}
    assert {value.recipient for value in values.values()} == {RECIPIENTS[language]}
    assert [value.id for value in values.values() if value.secret] == [SECRETS[language]]
    assert all(value.found_at for value in values.values() if "mandant" not in value.id)
    assert [section.step_number for section in guide.draft.sections][-3:] == [1, 2, 3]


def test_english_rules_see_no_guide_there() -> None:
    assert read((FOLDER / "german.md").read_text("utf-8")).reason
