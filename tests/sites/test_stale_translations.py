"""Translations that are behind their originals, and checklists that are the same in all languages."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from driver import Site

ORIGINAL, GERMAN = "content/v1/moor.md", "content/de/v1/moor.md"


@pytest.fixture
def boat(site: Callable[..., Site]) -> Site:
    return site("languages").remove("translations.lock.json")


def stale(boat: Site) -> list[tuple[str, int, str]]:
    found = boat.problems()
    return [(each["path"], each["line"], each["message"]) for each in found if each["code"] == "translation-stale"]


def test_a_translation_is_behind_until_it_is_recorded_again(boat: Site) -> None:
    assert "translation-unrecorded" in {each["code"] for each in boat.problems()}
    boat.check("--update-translations").exits(0)
    assert "translation-unrecorded" not in {each["code"] for each in boat.problems()}
    assert stale(boat) == []
    boat.edit(ORIGINAL, "Tie a knot at both ends.", "Tie a knot at one end.")
    line = (boat.root / GERMAN).read_text("utf-8").split("\n").index(
        "## Schritt 1: Leinen vorbereiten {% #ropes %}"
    ) + 1
    said = f"The section 'Step 1: Prepare the ropes' of the original '{ORIGINAL}' has changed since it was translated."
    found = stale(boat)
    assert (GERMAN, line, said) in found
    assert {path for path, _, _ in found} == {GERMAN, "content/ja/v1/moor.md", "content/ar/v1/moor.md"}
    boat.build().exits(0)
    german = boat.page("de/v1/festmachen/index.html")
    assert "Teile dieser Seite sind älter als das Original." in german
    assert '<a href="/boat/v1/moor/">Zum Original</a>' in german
    assert "älter als das Original" not in boat.page("de/v1/index.html")
    assert boat.data("checklist.json")["translations"]["de"] == {"translated": 2, "missing": 1, "behind": 1}
    boat.check(str(boat.root / GERMAN), "--update-translations").exits(0)
    assert GERMAN not in {path for path, _, _ in stale(boat)}
    assert "content/ja/v1/moor.md" in {path for path, _, _ in stale(boat)}


def test_sections_that_came_and_went(boat: Site) -> None:
    boat.check("--update-translations").exits(0)
    boat.edit(ORIGINAL, "## Step 2: Tie up {% #tie %}", "## Step 2: Tie up {% #fasten %}")
    said = {message for path, _, message in stale(boat) if path == GERMAN}
    assert said == {
        f"The section 'Step 2: Tie up' was added to the original '{ORIGINAL}' after it was translated.",
        f"The section '#tie' was removed from the original '{ORIGINAL}' after it was translated.",
    }


def test_a_lock_file_that_is_damaged_is_reported(boat: Site) -> None:
    boat.write({"translations.lock.json": '{"version": 1}'})
    assert "translation-lock-invalid" in {each["code"] for each in boat.problems()}


def test_ticks_carry_over(boat: Site) -> None:
    boat.build().exits(0)
    original = boat.data("v1/moor/checklist.json")
    for path in ("de/v1/festmachen", "ja/v1/moor", "ar/v1/moor"):
        translated = boat.data(f"{path}/checklist.json")
        assert translated["guide"]["id"] == original["guide"]["id"] == "moor"
        own = {item["id"]: item["digest"] for item in translated["items"]}
        known = {item["id"]: item["digest"] for item in original["items"]}
        assert len(set(own) & set(known)) >= len(known) - 1, path
        assert all(own[name] == known[name] for name in set(own) & set(known))
        assert json.dumps(translated["items"]) != json.dumps(original["items"])
