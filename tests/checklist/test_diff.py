"""Two versions of a guide, and results carried from one to the other."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest
from guide_reading import SAMPLE, read
from jsonschema import Draft202012Validator

from builder.checklist import Checklist, differences, load, load_results, new_results, upgrade
from builder.checklist.diff import difference_data, difference_text
from builder.commands.checklist import ChecklistError, GuideName, chosen, compared, upgraded

RESULTS_SCHEMA = json.loads(files("builder.checklist").joinpath("results.schema.json").read_text("utf-8"))


def published(text: str, **placed: Any) -> dict[str, Any]:
    return read(text).published(**placed)


def changes(before: str, after: str) -> list[tuple[str, str]]:
    return [(one.change, one.id) for one in differences(published(before), published(after))]


NAME = "register-the-program/enter-a-name"
OPEN = "register-the-program/open-the-console-and-select"
CASES = {
    "nothing": (SAMPLE, []),
    "added": (
        SAMPLE.replace("- Enter a name.", "- Enter a name.\n- Wait."),
        [("added", "register-the-program/wait")],
    ),
    "removed": (SAMPLE.replace("- Enter a name.\n", ""), [("removed", NAME)]),
    "another kind": (SAMPLE.replace("a name.", 'a name. {% kind="info" %}'), [("changed", NAME)]),
    "words after the fifth": (
        SAMPLE.replace("select `Programs`.", "select `Apps`."),
        [("changed", OPEN)],
    ),
    "moved": (
        SAMPLE.replace("- Enter a name.\n", "").replace("on **Register**.", "on **Register**.\n- Enter a name."),
        [("moved", "register-the-program/click-on-register")],
    ),
    "an option": (
        SAMPLE.replace("**Private:**", "**Secret:**"),
        [("changed", "register-the-program/public-secret")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_differences(name: str) -> None:
    after, expected = CASES[name]
    assert changes(SAMPLE, after) == expected


def test_changed_images() -> None:
    before = published(SAMPLE, item_images={"console.png": "1"})
    after = published(SAMPLE, item_images={"console.png": "2"})
    assert [(one.change, one.id) for one in differences(before, after)] == [("pictures", OPEN)]


def test_differences_are_printed() -> None:
    found = differences(published(SAMPLE), published(SAMPLE.replace("- Enter a name.\n", "- Wait.\n")))
    assert difference_text(found).splitlines() == [
        "changed  register-the-program/wait (was register-the-program/enter-a-name)",
        "    - Enter a name.",
        "    + Wait.",
    ]
    assert difference_data(found)["counts"] == {"added": 0, "changed": 1, "moved": 0, "pictures": 0, "removed": 0}
    assert difference_text(()) == "No differences.\n"
    assert json.loads(compared(published(SAMPLE), published(SAMPLE), as_json=True))["differences"] == []


def walked(checklist: Checklist) -> Any:
    """The sample guide, done from its first item to its last."""
    results = new_results(checklist)
    for item in checklist:
        if item.to_do:
            results = results.record(checklist, item.id, "pass", at="2026-01-02T03:04:05Z", by="ana")
    return results.collect(checklist, "program-id", "4711")


def test_a_program_walks_the_guide() -> None:
    checklist = load(json.dumps(published(SAMPLE)))
    results = walked(checklist)
    assert len(checklist) == 8
    assert [section["title"] for section, items in checklist.sections() if items][1] == "Step 1: Register the program"
    Draft202012Validator(RESULTS_SCHEMA).validate(results.data())
    assert load_results(results.text()) == results
    assert "Enter a name." in {item.text for item in checklist}
    assert NAME in checklist
    assert {value["id"] for value in checklist.values()} == {"program-id", "tenant"}


def test_secrets_are_never_stored() -> None:
    checklist = load(published(SAMPLE.replace("- Program ID\n", "- Client secret\n")))
    with pytest.raises(ValueError, match="secret"):
        new_results(checklist).collect(checklist, "client-secret", "x")


def test_wrong_uses_are_reported() -> None:
    checklist = load(published(SAMPLE))
    with pytest.raises(KeyError):
        new_results(checklist).record(checklist, "no/such", "pass")
    with pytest.raises(ValueError, match="status"):
        new_results(checklist).record(checklist, NAME, "done")  # type: ignore[arg-type]
    for wrong in ("[]", "{", '{"schemaVersion": 2}', '{"schemaVersion": 1}'):
        with pytest.raises(ValueError, match=r".+"):
            load(wrong)
    for wrong in ("{}", "[]", '{"guideId": 1, "guideDigest": "", "results": []}'):
        with pytest.raises(ValueError, match=r".+"):
            load_results(wrong)


def test_upgrade() -> None:
    old = load(published(SAMPLE))
    text = SAMPLE.replace("select `Programs`.", "select `Apps`.").replace("- Enter a name.", "- Wait.")
    new = load(published(text, version="v1.1.x", digest="d1"))
    carried = upgrade(walked(old), old, new)
    assert carried.changed == (OPEN, "register-the-program/wait")
    assert carried.dropped == ()
    assert carried.added == ()
    assert len(carried.carried) == 5
    assert carried.results.guide_digest == "d1"
    assert carried.results.results[OPEN].status == "notchecked"
    assert carried.results.values == {"program-id": "4711"}
    without = upgrade(walked(old), None, new)
    assert (without.changed, without.dropped) == ((OPEN,), (NAME,))


def test_a_moved_item_keeps_its_result() -> None:
    old = load(published(SAMPLE))
    new = load(published(SAMPLE.replace("Register the program", "Begin")))
    carried = upgrade(walked(old), old, new)
    assert "begin/enter-a-name" in carried.carried
    assert carried.dropped == ()


def test_upgrade_command() -> None:
    old, new = published(SAMPLE), published(SAMPLE, version="v1.1.x")
    text, said = upgraded(walked(load(old)).text(), old, new)
    assert load_results(text).guide_id == "security/example"
    assert said == "7 carried over, 0 changed and must be done again, 0 gone, 0 new"
    with pytest.raises(ChecklistError, match="carried"):
        upgraded('{"guideId": "other", "guideDigest": "", "results": []}', old, new)


GUIDES = (GuideName("v1.0.x", "security/azure"), GuideName("v1.1.x", "security/azure"), GuideName("v1.1.x", "okta"))


def test_a_guide_is_chosen() -> None:
    assert chosen(GUIDES, "/security/azure/", "", "v1.0.x") == GUIDES[0]
    assert chosen(GUIDES, "security/azure", "v1.1.x", "v1.0.x") == GUIDES[1]
    assert chosen(GUIDES, "okta", "", "v1.0.x") == GUIDES[2]
    with pytest.raises(ChecklistError, match="Did you mean 'security/azure'"):
        chosen(GUIDES, "security/azur", "", "v1.0.x")
    with pytest.raises(ChecklistError, match=r"in v1\.0\.x"):
        chosen(GUIDES, "okta", "v1.0.x", "v1.0.x")
