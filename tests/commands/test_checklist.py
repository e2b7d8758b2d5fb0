"""``handrail checklist``: listed, printed, compared, carried over, locked."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Callable

import pytest
from driver import Run, Site, run
from jsonschema import Draft202012Validator

GUIDE = """---
title: Sign-in
---

# Sign-in

## Step 1: Register

- Open the console.
- {register}
- Click on `Save`.

## Step 2: Check

- Open the site in another browser.

Share the following with the *platform team*:

- Client ID: the name of the application (Ex - 4711)
"""


@pytest.fixture
def project(site: Callable[..., Site]) -> Site:
    made = site()
    for version, register in (("v1.0.x", "Press the button `New`."), ("v2.0.x", "Press the button `Register`.")):
        made.write({f"content/{version}/sign-in.md": GUIDE.replace("{register}", register)})
        made.write({f"content/{version}/index.md": "---\ntitle: Home\n---\n\nText.\n"})
    return made


def checklist(project: Site, *words: str) -> Run:
    return run("checklist", *words, "--project", str(project.root))


def test_without_a_guide_all_are_listed(project: Site) -> None:
    done = run("checklist", str(project.root))
    assert done.code == 0
    assert done.out == "v2.0.x\tsign-in\t5\tSign-in\nv1.0.x\tsign-in\t5\tSign-in\n"


@pytest.mark.parametrize("locked", [False, True])
def test_checklists_that_the_cache_has_lost_are_extracted_again(project: Site, locked: bool) -> None:
    if locked:
        assert run("checklist", str(project.root), "--lock").code == 0
    published = project.build().exits(0).data("v2.0.x/sign-in/checklist.json")
    with sqlite3.connect(next(project.root.glob(".handrail/cache/*.sqlite"))) as connection:
        assert connection.execute("DELETE FROM entry WHERE key LIKE 'content/%'").rowcount
    connection.close()
    assert json.loads(run("checklist", str(project.root), "sign-in").out) == published


@pytest.mark.parametrize("words", [("sign-in",), ("/sign-in/",)])
def test_a_guide_of_the_default_version_is_printed_as_it_is_published(project: Site, words: tuple[str, ...]) -> None:
    done = run("checklist", str(project.root), *words)
    assert json.loads(done.out) == project.build().exits(0).data("v2.0.x/sign-in/checklist.json")


def test_a_guide_of_another_version(project: Site) -> None:
    printed = json.loads(checklist(project, "sign-in", "--version", "v1.0.x").out)
    assert printed["guide"]["docVersion"] == "v1.0.x"


def test_forms(project: Site) -> None:
    tasks = checklist(project, "sign-in", "--format", "markdown").out
    assert "- [ ] Open the console.\n" in tasks
    rows = list(csv.DictReader(io.StringIO(checklist(project, "sign-in", "--format", "csv").out)))
    assert len(rows) == 5
    assert json.loads(checklist(project, "sign-in", "--format", "howto").out)["@type"] == "HowTo"


def test_what_changed_between_versions(project: Site) -> None:
    done = checklist(project, "diff", "v1.0.x", "v2.0.x", "sign-in")
    assert done.code == 0
    assert "Press the button New." in done.out
    assert "Press the button Register." in done.out
    assert "Open the console" not in done.out
    as_data = json.loads(checklist(project, "diff", "v1.0.x", "v2.0.x", "sign-in", "--format", "json").out)
    assert as_data


def test_results_are_carried_to_the_newest_version(project: Site) -> None:
    old = json.loads(checklist(project, "sign-in", "--version", "v1.0.x").out)
    results = {
        "guideId": old["guide"]["id"],
        "guideDigest": old["guide"]["digest"],
        "results": [
            {"itemId": item["id"], "itemDigest": item["digest"], "status": "pass", "by": "ana"} for item in old["items"]
        ],
    }
    project.write({"results.json": json.dumps(results)})
    done = checklist(project, "upgrade", str(project.root / "results.json"))
    assert done.code == 0
    carried = json.loads(done.out)
    Draft202012Validator(project.build().exits(0).data("schema/results-1.json")).validate(carried)
    statuses = [result["status"] for result in carried["results"]]
    assert statuses.count("pass") == 4
    new = json.loads(checklist(project, "sign-in").out)
    assert carried["guideDigest"] == new["guide"]["digest"]


def test_ids_last_when_they_are_locked(project: Site) -> None:
    before = json.loads(checklist(project, "sign-in").out)["items"]
    assert checklist(project, "--lock").code == 0
    project.edit("content/v2.0.x/sign-in.md", "Open the console.", "Open the admin console.")
    after = json.loads(checklist(project, "sign-in").out)["items"]
    assert [item["id"] for item in after] == [item["id"] for item in before]
    project.build().check("--infos").exits(0).says("checklist-lock-stale")
    assert [item["id"] for item in project.data("v2.0.x/sign-in/checklist.json")["items"]] == [i["id"] for i in before]
    (project.root / "checklist.lock.json").unlink()
    unlocked = json.loads(checklist(project, "sign-in").out)["items"]
    assert unlocked[0]["id"] != before[0]["id"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("sing-in",), "There is no guide 'sing-in'. Did you mean 'sign-in'?"),
        (("sign-in", "--version", "v3"), "There is no guide 'sign-in' in v3."),
        (("diff", "v1.0.x", "sign-in"), "Give two versions and a guide"),
        (("upgrade",), "Give one file of results"),
        (("upgrade", "nowhere.json"), "The results in 'nowhere.json' can't be read"),
        (("sign-in", "more"), "Name one guide at a time"),
        (("sign-in", "--lock"), "don't name one"),
    ],
)
def test_invalid_arguments_are_reported(project: Site, words: tuple[str, ...], said: str) -> None:
    done = checklist(project, *words)
    assert done.code == 2
    assert said in done.err


def test_a_folder_that_is_not_there(project: Site) -> None:
    done = run("checklist", "nowhere", "sign-in")
    assert done.code == 2
    assert "There is no folder 'nowhere'." in done.err
