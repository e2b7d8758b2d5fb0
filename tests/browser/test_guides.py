"""A guide's checklist in its page: ticks, values, results; and what happens when the guide changes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from driver import Site

from builder import checklist

pytestmark = pytest.mark.browser

GUIDE = """---
title: Connect the desk
---

# Connect the desk

The Client ID is a text of many letters.

## Step 1: Open the panel

- Click on [`Settings`](/).
- Open the panel. Once the panel is open, click on `New`.

{% note %}

- **Local:** The desk stands here. Both the desk and the Client ID are yours.
- **Remote:** The desk stands elsewhere.

{% /note %}

## Step 2: Copy the values

1. Select the `Client ID`.

   - Copy the key.

- Paste all of them into the file.

```toml
id = "<Client ID>"
secret = "{Client secret}"
host = "<host>"
```

Share the following with the Support team:
- Client ID
- Client secret
"""
SITE = {"content/v1.0/index.md": "---\ntitle: Home\n---\nHome.\n", "content/v1.0/desk.md": GUIDE}
DESK = "/v1.0/desk/"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    root = tmp_path_factory.mktemp("guide")
    newer = {path.replace("v1.0", "v2.0"): text for path, text in SITE.items()}
    newer["content/v2.0/desk.md"] = GUIDE.replace("into the file.", "into the new file.")
    Site(root).write(SITE).write(newer).build().exits(0)
    return serve(root / "site")


@contextmanager
def opened(context: Any, url: str) -> Iterator[Any]:
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(url)
    page.locator(".guide.ready").wait_for()
    yield page
    page.close()
    assert said == []


@pytest.fixture
def context(browser: Any) -> Iterator[Any]:
    made = browser.new_context(viewport={"width": 1440, "height": 900})
    yield made
    made.close()


@pytest.fixture
def page(context: Any, address: str) -> Iterator[Any]:
    with opened(context, address + DESK) as page:
        yield page


def downloaded(page: Any, button: str) -> str:
    page.get_by_text("Results", exact=True).click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).click()
    return Path(waiting.value.path()).read_text("utf-8")


def test_ticks_stand_before_the_words_that_they_are_of(page: Any) -> None:
    behind = page.locator(".tick").evaluate_all(
        "ticks => ticks.map(t => { const r = document.createRange(); r.setStartAfter(t);"
        " r.setEndAfter(t.closest('li, p')); return r.toString().trim().slice(0, 12); })"
    )
    assert behind == [
        "Click on Set",
        "Open the pan",
        "Local: The d",
        "Remote: The ",
        "Select the C",
        "Copy the key",
        "Paste all of",
        "Client ID",
        "Client secre",
    ]
    assert page.locator("a .tick").count() == 0


def test_a_tick_is_set_by_key_counted_and_kept(page: Any) -> None:
    tick = page.get_by_label("Done: Copy the key.")
    tick.focus()
    page.keyboard.press("Space")
    assert page.locator(".guide-count").text_content() == "1 of 8 done"
    page.reload()
    page.locator(".guide.ready").wait_for()
    assert tick.is_checked()
    tick.uncheck()
    assert page.locator(".guide-count").text_content() == "0 of 8 done"
    assert page.evaluate("localStorage.length") == 0


def test_one_way_of_a_choice_is_chosen(page: Any) -> None:
    page.get_by_label("Chosen: Local").check()
    page.get_by_label("Chosen: Remote").check()
    page.reload()
    page.locator(".guide.ready").wait_for()
    assert not page.get_by_label("Chosen: Local").is_checked()
    assert page.get_by_label("Chosen: Remote").is_checked()
    assert page.locator(".guide-count").text_content() == "1 of 8 done"


def test_the_next_thing_to_do_is_named(page: Any) -> None:
    page.get_by_label("Done: Click on Settings.").check()
    following = page.locator(".guide-next a")
    following_text = "Open the panel. Once the panel is open, click on New."
    assert following.text_content() == following_text
    following.press("Enter")
    done = page.locator(":target").get_attribute("aria-label")
    assert done == f"Done: {following_text}"


def test_a_newer_version_keeps_what_is_the_same_and_marks_what_is_not(context: Any, address: str) -> None:
    with opened(context, address + DESK) as page:
        page.get_by_label("Done: Click on Settings.").check()
        page.get_by_label("Done: Paste all of them into the file.").check()
    with opened(context, address + "/v2.0/desk/") as page:
        assert page.get_by_label("Done: Click on Settings.").is_checked()
        changed = page.get_by_label("Done: Paste all of them into the new file.")
        assert not changed.is_checked()
        assert page.locator(".changed-since").all_text_contents() == ["changed since v1.0"]
        changed.check()
        assert page.locator(".changed-since").count() == 0
    with opened(context, address + DESK) as page:
        assert page.get_by_label("Done: Paste all of them into the file.").is_checked()


def test_values_fill_the_placeholders_and_are_not_kept(page: Any) -> None:
    page.get_by_text("Values to collect").click()
    page.get_by_label("Client ID", exact=True).fill("4711")
    page.get_by_label("Client secret", exact=True).fill("<b>hush</b>")
    code = page.locator(".code code").first
    assert code.text_content() == 'id = "4711"\nsecret = "<b>hush</b>"\nhost = "<host>"\n'
    page.get_by_label("Client ID", exact=True).fill("")
    assert 'id = "<Client ID>"' in code.text_content()
    kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")
    assert "hush" not in kept
    page.reload()
    page.locator(".guide.ready").wait_for()
    assert page.get_by_label("Client secret", exact=True).input_value() == ""


def test_results_meet_their_schema_and_hold_no_secret(page: Any) -> None:
    page.get_by_label("Chosen: Remote").check()
    page.get_by_text("Values to collect").click()
    page.get_by_label("Client ID", exact=True).fill("4711")
    page.get_by_label("Client secret", exact=True).fill("hush")
    text = downloaded(page, "Results as JSON")
    results = json.loads(text)
    schema = json.loads((Path(checklist.__file__).parent / "results.schema.json").read_text("utf-8"))
    jsonschema.validate(results, schema)
    assert results["values"] == {"client-id": "4711"}
    assert "hush" not in text
    assert [(r["itemId"], r["note"]) for r in results["results"] if r["status"] == "pass"] == [
        ("open-the-panel/local-remote", "Remote")
    ]


def test_results_are_written_as_markdown(page: Any) -> None:
    page.get_by_label("Done: Copy the key.").check()
    text = downloaded(page, "As Markdown")
    assert text.startswith("# Connect the desk (v1.0)\n\n## Step 1: Open the panel\n\n- [ ] Click on")
    assert "\n  - [x] Copy the key.\n" in text


def test_all_may_begin_again(page: Any) -> None:
    page.get_by_label("Done: Copy the key.").check()
    page.get_by_text("Results", exact=True).click()
    page.get_by_role("button", name="Start again").click()
    assert page.locator(".tick:checked").count() == 0
    assert page.evaluate("localStorage.length") == 0


def test_what_another_program_stored_does_no_harm(page: Any) -> None:
    page.evaluate("localStorage.setItem('handrail-guide / desk', '[[')")
    page.reload()
    page.locator(".guide.ready").wait_for()
    assert page.locator(".tick:checked").count() == 0


def test_every_item_of_the_manual_s_guide_has_a_tick(context: Any, manual: str) -> None:
    with opened(context, manual + "/v0.2.x/guides/django-sign-in/") as page:
        said = page.locator(".guide-count").text_content()
        data = page.evaluate("fetch('checklist.json').then(r => r.json())")
        counts = data["counts"]
        wanted = sum(counts[kind] for kind in ("step", "verify", "choice", "requirement", "prerequisite", "collect"))
        assert said == f"0 of {wanted} done"
