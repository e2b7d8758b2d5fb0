"""A guide's checklist in its page: ticks, values, results; and a guide that changes."""

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
PLAIN = GUIDE.replace("<Client ID>", "4711").replace("{Client secret}", "hush").replace("desk", "table")
SITE = {
    "content/v1.0/index.md": "---\ntitle: Home\n---\nHome.\n",
    "content/v1.0/desk.md": GUIDE,
    "content/v1.0/plain.md": PLAIN,
}
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
        page.get_by_role("button", name=button, exact=True).click()
    return Path(waiting.value.path()).read_text("utf-8")


def test_each_item_is_a_block_with_its_box_at_the_edge(page: Any) -> None:
    blocks = page.locator(".item").evaluate_all(
        "items => items.map(i => [i.textContent.slice(0, 12), getComputedStyle(i).display, i.firstChild.className,"
        " i.firstChild.getBoundingClientRect().x - i.getBoundingClientRect().x])"
    )
    assert [block[0] for block in blocks] == [
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
    assert {(block[1], block[2]) for block in blocks} == {("block", "tick")}
    assert all(0 <= block[3] < 4 for block in blocks)
    assert page.locator("a .tick").count() == 0


def test_every_item_has_its_address_in_the_page_as_it_is_sent(page: Any, address: str) -> None:
    sent = page.request.get(address + DESK).text()
    data = page.evaluate("fetch('checklist.json').then(r => r.json())")
    for item in data["items"]:
        assert f'id="{item["url"].split("#")[1]}"' in sent


def test_a_click_on_the_words_ticks_and_links_and_selections_work(page: Any) -> None:
    tick = page.get_by_label("Done: Copy the key.")
    words = page.locator(".item", has_text="Copy the key.")
    words.click(position={"x": 60, "y": 12})
    assert tick.is_checked()
    words.click(position={"x": 60, "y": 12})
    assert not tick.is_checked()
    words.dblclick(position={"x": 60, "y": 12})
    assert not tick.is_checked()
    assert page.evaluate("String(getSelection())").strip() == "Copy"
    page.get_by_role("link", name="Settings", exact=True).click()
    page.wait_for_url("**/v1.0/")


def test_words_that_are_selected_by_dragging_are_not_ticked(page: Any) -> None:
    box = page.locator(".item", has_text="Copy the key.").bounding_box()
    page.mouse.move(box["x"] + 40, box["y"] + 12)
    page.mouse.down()
    page.mouse.move(box["x"] + 100, box["y"] + 12, steps=4)
    page.mouse.up()
    assert not page.get_by_label("Done: Copy the key.").is_checked()
    assert page.evaluate("String(getSelection())") != ""


def test_the_panel_is_below_the_title_and_the_lead(page: Any) -> None:
    before = page.locator(".guide").evaluate(
        'panel => [...panel.parentElement.children].slice(0, 3).map(e => (e.querySelector("h1") ?? e).tagName)'
    )
    assert before == ["H1", "P", "SECTION"]


def test_a_bar_shows_the_progress_while_the_panel_is_out_of_sight(page: Any) -> None:
    bar = page.locator(".guide-bar")
    assert not bar.is_visible()
    page.get_by_label("Done: Click on Settings.").check()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    bar.wait_for()
    assert bar.text_content() == "1 of 8 doneNext: Open the panel. Once the panel is open, click on New."
    page.set_viewport_size({"width": 390, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.evaluate("scrollTo(0, 0)")
    bar.wait_for(state="hidden")


def test_the_contents_count_the_items_of_each_section(page: Any) -> None:
    page.get_by_label("Done: Copy the key.").check()
    counts = page.locator(".contents a").evaluate_all("links => links.map(link => link.textContent)")
    assert counts == ["Step 1: Open the panel 0/3 done", "Step 2: Copy the values 1/5 done"]


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
    assert page.locator(":target").text_content() == following_text
    page.locator(".tick:focus").wait_for()
    page.keyboard.press("Space")
    assert page.get_by_label(f"Done: {following_text}").is_checked()


def test_a_newer_version_keeps_unchanged_items_and_marks_others(context: Any, address: str) -> None:
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


def field(page: Any, name: str) -> Any:
    """The field of a value in the panel."""
    return page.locator(".guide-values").get_by_label(name, exact=True)


def test_values_fill_the_placeholders_and_are_not_kept(page: Any) -> None:
    page.get_by_text("Values to collect").click()
    field(page, "Client ID").fill("4711")
    field(page, "Client secret").fill("<b>hush</b>")
    code = page.locator(".code code").first
    assert code.text_content() == 'id = "4711"\nsecret = "<b>hush</b>"\nhost = "<host>"\n'
    field(page, "Client ID").fill("")
    assert 'id = "<Client ID>"' in code.text_content()
    kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")
    assert "hush" not in kept
    page.reload()
    page.locator(".guide.ready").wait_for()
    assert field(page, "Client secret").input_value() == ""


def test_a_value_has_a_field_where_it_is_met_and_where_it_is_asked_for(page: Any) -> None:
    met = page.locator(".value-field input")
    names = met.evaluate_all("inputs => inputs.map(i => i.closest('li, p').textContent.slice(0, 12))")
    assert names == ["Select the C", "Client IDCli", "Client secre"]
    met.nth(1).fill("4711")
    assert met.nth(0).input_value() == field(page, "Client ID").input_value() == "4711"
    assert page.locator(".tick:checked").count() == 0


def test_a_secret_is_masked_wherever_it_is_filled_in(page: Any) -> None:
    page.locator(".value-field input").last.fill("hush")
    masked = page.locator(".masked").evaluate_all("all => all.map(e => getComputedStyle(e).webkitTextSecurity)")
    assert masked == ["disc", "disc", "disc"]
    assert page.locator("code .masked").text_content() == "hush"


def test_open_values_are_kept_if_the_reader_wants_it(page: Any) -> None:
    page.get_by_text("Values to collect").click()
    page.get_by_label("Keep them in this browser").check()
    field(page, "Client ID").fill("4711")
    field(page, "Client secret").fill("hush")
    assert "hush" not in page.evaluate("JSON.stringify({...localStorage})")
    page.reload()
    page.locator(".guide.ready").wait_for()
    assert field(page, "Client ID").input_value() == "4711"
    assert field(page, "Client secret").input_value() == ""
    assert 'id = "4711"' in page.locator(".code code").first.text_content()
    page.get_by_text("Values to collect").click()
    page.get_by_label("Keep them in this browser").uncheck()
    assert page.evaluate("localStorage.length") == 0


def test_all_values_are_copied_for_their_recipient(context: Any, page: Any) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_text("Values to collect").click()
    field(page, "Client ID").fill("4711")
    field(page, "Client secret").fill("hush")
    page.get_by_role("button", name="Copy all for the Support team").click()
    page.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "Client ID: 4711\nClient secret: (secret, to be handed over separately)\n"


def test_values_claim_to_fill_code_only_where_there_are_placeholders(browser: Any, page: Any, address: str) -> None:
    assert "They fill in the placeholders" in page.locator(".guide-values").text_content()
    plain = browser.new_page()
    plain.goto(address + "/v1.0/plain/")
    plain.locator(".guide.ready").wait_for()
    assert "fill" not in plain.locator(".guide-values").text_content()
    plain.close()


def test_results_meet_their_schema_and_hold_no_secret(page: Any) -> None:
    page.get_by_label("Chosen: Remote").check()
    page.get_by_text("Values to collect").click()
    field(page, "Client ID").fill("4711")
    field(page, "Client secret").fill("hush")
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
    text = downloaded(page, "Results as Markdown")
    assert text.startswith("# Connect the desk (v1.0)\n\n## Step 1: Open the panel\n\n- [ ] Click on")
    assert "\n  - [x] Copy the key.\n" in text


def test_all_may_begin_again(page: Any) -> None:
    page.get_by_label("Done: Copy the key.").check()
    page.get_by_text("Results", exact=True).click()
    page.get_by_role("button", name="Start again").click()
    assert page.locator(".tick:checked").count() == 0
    assert page.evaluate("localStorage.length") == 0
    page.get_by_role("button", name="Undo").click()
    assert page.get_by_label("Done: Copy the key.").is_checked()
    assert page.get_by_role("button", name="Undo").count() == 0


def test_paper_keeps_ticks_choices_and_values_and_has_no_controls(page: Any) -> None:
    page.get_by_label("Done: Copy the key.").check()
    page.get_by_label("Chosen: Remote").check()
    page.locator(".value-field input").nth(1).fill("4711")
    page.emulate_media(media="print")
    assert page.locator(".guide button:visible, .guide summary:visible, .guide progress:visible").count() == 0
    drawn = page.locator(".tick").evaluate_all(
        "ticks => ticks.map(t => [t.checked, getComputedStyle(t, '::after').content !== 'none'])"
    )
    assert drawn.count([True, True]) == 2
    assert drawn.count([False, False]) == 7
    # A border is printed where a background is not.
    assert (
        page.get_by_label("Done: Copy the key.").evaluate("t => getComputedStyle(t, '::after').borderBottomWidth")
        != "0px"
    )
    line = page.locator(".value-asked input").first
    assert line.input_value() == "4711"
    assert line.evaluate("i => [getComputedStyle(i).borderTopWidth, getComputedStyle(i).borderBottomWidth]") == [
        "0px",
        "1px",
    ]
    assert page.locator(".guide-values label:visible").count() == 2


def test_paper_has_boxes_without_scripts(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + DESK)
    # Evaluation needs no scripts of the page's.
    shown = "i => getComputedStyle(i, '::before').content"
    assert page.locator(".item").first.evaluate(shown) == "none"
    page.emulate_media(media="print")
    assert page.locator(".item").first.evaluate(shown) != "none"
    context.close()


def test_foreign_values_in_the_browser_do_no_harm(page: Any) -> None:
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
