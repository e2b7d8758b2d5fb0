"""The rules steps/1, each with its cases."""

from __future__ import annotations

from pathlib import Path

import pytest
from case_file import Case, cases
from guide_reading import read

from builder.checklist import load_words
from builder.checklist.model import Item
from builder.checklist.sentence_intent import read_words

FOLDER = Path(__file__).with_name("cases")
RULES = tuple(cases(FOLDER / "rules.md"))


def sentences() -> list[tuple[str, str, str]]:
    found = []
    for path in sorted(FOLDER.glob("sentences_*.txt")):
        language = path.stem.removeprefix("sentences_")
        for line in path.read_text("utf-8").splitlines():
            if not line.startswith("#"):
                sense, _, text = line.partition("|")
                found.append((language, sense.strip(), text.strip()))
    return found


@pytest.mark.parametrize(("language", "sense", "text"), sentences())
def test_what_a_sentence_asks(language: str, sense: str, text: str) -> None:
    reading = read_words(text, load_words(language))
    assert (reading.sense, reading.optional) == (sense.rstrip("?"), sense.endswith("?"))


@pytest.mark.parametrize("case", RULES, ids=lambda case: case.title)
def test_rule(case: Case) -> None:
    guide = read(case.source)
    if case.expected == ("no guide",):
        assert guide.reason
        return
    assert not guide.reason, case.place
    items = guide.draft.items
    assert [item.origin.line for item in items] == [int(line.split()[0]) for line in case.expected], case.place
    for item, line in zip(items, case.expected, strict=True):
        check(item, line, case.place)


def check(item: Item, line: str, place: str) -> None:
    """Compare one item with its line: number, kind, then an id, words in quotes, flags, ``name=value``."""
    words, _, quoted = line.partition('"')
    flags = [*words.split()[2:], *quoted.partition('"')[2].split()]
    assert item.kind == words.split()[1], (place, line)
    if quoted:
        assert item.text == quoted.partition('"')[0], place
    found = {
        "images": ",".join(item_image.src for item_image in item.images),
        "code": str(len(item.code) or ""),
        "collects": ",".join(item.collects),
        "options": ",".join(str(option.origin.line) for option in item.options),
    }
    given = dict(flag.split("=") for flag in flags if "=" in flag)
    identifier = given.pop("id", "") or next((flag for flag in flags if "/" in flag and "=" not in flag), "")
    assert {name: value for name, value in found.items() if value} == given, (place, line)
    assert item.optional == ("optional" in flags), (place, line)
    assert (item.parent is not None) == ("child" in flags), (place, line)
    assert identifier in ("", item.id), (place, line)


def test_a_project_adds_verbs() -> None:
    text = "## Step 1: A\n- Frobnicate the disk.\n## Step 2: B\n- Click.\n"
    assert read(text).draft.items[0].kind == "info"
    assert read(text, verbs=["frobnicate"]).draft.items[0].kind == "step"


def test_severity_of_requirements() -> None:
    text = (
        "{% requirement %}\nA.\n{% /requirement %}\n\n"
        '{% requirement severity="should" %}\nB.\n{% /requirement %}\n\n'
        "{% note %}\nSecurity requirements:\n- It is recommended to change it.\n- **CHANGE** it.\n{% /note %}\n"
        "## Step 1: A\n- Click.\n## Step 2: B\n- Click.\n"
    )
    severities = [item.severity for item in read(text).draft.items]
    assert severities == ["must", "should", "should", "must", None, None]


def test_japanese_guide() -> None:
    text = "## ステップ1: 作成\n- 「作成」をクリックします。\n## ステップ2: 確認\n- 応答を確認してください。\n"
    guide = read(text, language="ja")
    assert not guide.reason
    assert [item.kind for item in guide.draft.items] == ["step", "verify"]


def test_text_of_a_partial_has_its_own_place_and_the_way_to_it() -> None:
    text = '## Step 1: A\n{% partial file="log-in.md" /%}\n## Step 2: B\n- Click.\n'
    item = read(text, partials={"log-in.md": "\n- Log in.\n"}).draft.items[0]
    assert (item.text, item.origin.path, item.origin.line, item.origin.column) == ("Log in.", "log-in.md", 2, 3)
    assert [(via.path, via.line, via.column) for via in item.origin.via] == [("", 2, 1)]
