"""A page that is open under ``serve``: an edit comes into it, and all that a reader did stays."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from driver import Site, image

sys.path.insert(0, str(Path(__file__).parents[1] / "server"))
from served import Served, on_the_web

from builder.theme.location import shipped_theme

pytestmark = pytest.mark.browser

FILLER = "A line of text. " * 60 + "\n\n"
PAGE = f"""---
title: Page
---

## First

{FILLER * 4}

{{% details title="More" %}}
Hidden words.
{{% /details %}}

{{% tabs %}}
{{% tab label="Linux" %}}
Unpack it.
{{% /tab %}}
{{% tab label="macOS" %}}
Open it.
{{% /tab %}}
{{% /tabs %}}

![A picture](/images/a.png)

## Second

{FILLER * 6}

Last words.
"""
POLICY = "default-src 'self'"
PLACE = "content/v1/page.md"
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 800}


def files() -> dict[str, str | bytes]:
    base = (shipped_theme() / "templates/base.html").read_text()
    strict = base.replace("<head>", f'<head>\n<meta http-equiv="Content-Security-Policy" content="{POLICY}">', 1)
    with_field = strict.replace("</header>", '<input id="field" aria-label="Field"></header>', 1)
    return {
        "content/v1/index.md": "---\ntitle: Home\n---\n\nTo [the page](/page#first).\n",
        PLACE: PAGE,
        "content/images/a.png": image(300, 200),
        "theme/templates/base.html": with_field,
        "theme/static/handrail.css": (shipped_theme() / "static/handrail.css").read_text(),
    }


_ANSWER = re.compile("status of (404|500)")


class Open:
    """One open page, and its project."""

    def __init__(self, page: Any, project: Path) -> None:
        self.page, self.project = page, project

    def state(self, act: Callable[[], object], until: str = "true") -> None:
        """Do something, and wait for a state of the site of which ``until`` is true."""
        self.page.evaluate(
            f"""() => {{ window.told = new Promise((done) => {{
              const hear = ({{ detail: state }}) => {{
                if ({until}) {{ document.removeEventListener("handrail:state", hear); done(true); }}
              }};
              document.addEventListener("handrail:state", hear);
            }}); }}"""
        )
        act()
        self.page.evaluate("window.told")

    def until(self, true: str) -> None:
        """Wait until an expression is true; the policy lets no page evaluate texts, as playwright's own way does."""
        look = f"const look = () => ({true}) ? done(true) : requestAnimationFrame(look); look();"
        self.page.evaluate(f"new Promise((done) => {{ {look} }})")

    def edit(self, old: str, new: str, path: str = PLACE, until: str = "state.number > state.site") -> None:
        """Replace some words in a file, as an editor saves it: a new file put in the old one's place."""
        place = self.project / path
        text = place.read_text()
        assert old in text
        beside = place.with_name(".saved")
        beside.write_text(text.replace(old, new))
        self.state(lambda: beside.replace(place), until)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Site(tmp_path / "project").write(files()).root


@pytest.fixture(params=[DESK])
def opened(browser: Any, project: Path, request: pytest.FixtureRequest) -> Iterator[Open]:
    served = Served(project).start()
    context = browser.new_context(viewport=request.param)
    page = context.new_page()
    said: list[str] = []
    # The browser reports each answer that is not a page.
    page.on("console", lambda message: None if _ANSWER.search(message.text) else said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    with on_the_web(served, watched=True) as server:
        page.goto(server.url + "v1/page/")
        page.wait_for_selector(".tabs.ready")
        page.wait_for_selector(".handrail-live", state="attached")
        page.evaluate("window.same = true")
        yield Open(page, project)
        context.close()
    served.close()
    assert said == []


def test_an_edit_comes_into_the_page_and_all_else_stays(opened: Open) -> None:
    page = opened.page
    page.locator("#field").fill("typed")
    page.get_by_text("More", exact=True).click()
    page.get_by_role("tab", name="macOS").click()
    page.evaluate("document.querySelector('#second').scrollIntoView({ behavior: 'instant' })")
    page.evaluate("document.querySelector('.zoom').focus({ preventScroll: true })")
    before = page.evaluate("[scrollY, document.activeElement.className]")
    opened.edit("Last words.", "New words.\n\nMore words.")
    assert page.get_by_text("New words.").count() == page.get_by_text("More words.").count() == 1
    assert page.get_by_text("Last words.").count() == 0
    assert page.evaluate("[scrollY, document.activeElement.className]") == before
    assert page.locator("#field").input_value() == "typed"
    assert page.get_by_text("Hidden words.").is_visible()
    assert page.get_by_text("Open it.").is_visible()
    assert page.evaluate("window.same")


def test_words_change_in_place(opened: Open) -> None:
    opened.page.evaluate("window.paragraph = [...document.querySelectorAll('.prose p')].at(-1)")
    opened.edit("Last words.", "Very *last* words.")
    assert opened.page.evaluate("paragraph.isConnected && paragraph.textContent") == "Very last words."


def test_content_added_above_does_not_move_the_reading_position(opened: Open) -> None:
    top = "document.querySelector('#second').getBoundingClientRect().top"
    opened.page.evaluate("document.querySelector('#second').scrollIntoView({ behavior: 'instant' })")
    before = opened.page.evaluate(top)
    opened.edit("## First\n", "## First\n\nA line above.\n\nAnother.\n")
    assert opened.page.get_by_text("A line above.").count() == 1
    assert abs(opened.page.evaluate(top) - before) <= 2


def test_what_comes_in_gets_what_scripts_give(opened: Open) -> None:
    added = '```sh\nmake\n```\n\n{% tabs %}\n{% tab label="A" %}\nOne.\n{% /tab %}\n{% /tabs %}'
    opened.edit("Last words.", added)
    opened.page.locator(".code .copy").wait_for()
    opened.until("document.querySelectorAll('.tabs.ready').length === 2")
    assert opened.page.evaluate("window.same")


def test_a_tab_that_comes_is_a_tab(opened: Open) -> None:
    opened.edit("{% /tabs %}", '{% tab label="BSD" %}\nUnroll it.\n{% /tab %}\n{% /tabs %}')
    opened.page.get_by_role("tab", name="BSD").click()
    assert opened.page.get_by_text("Unroll it.").is_visible()


def test_a_heading_comes_into_the_contents(opened: Open) -> None:
    opened.edit("## Second", "## Between\n\nWords.\n\n## Second")
    assert opened.page.locator(".contents a").all_text_contents() == ["First", "Between", "Second"]


def test_a_new_page_comes_into_the_menu(opened: Open) -> None:
    place = opened.project / "content/v1/third.md"
    opened.state(lambda: place.write_text("---\ntitle: Third\n---\n\nWords.\n"), "state.pages === 3")
    assert opened.page.locator(".menu a", has_text="Third").count() == 1
    assert opened.page.evaluate("window.same")


def test_a_style_sheet_is_swapped(opened: Open) -> None:
    opened.edit("/* Background */", "body { border-top: 7px solid; }", "theme/static/handrail.css")
    opened.until("getComputedStyle(document.body).borderTopWidth === '7px'")
    opened.until("document.querySelectorAll('link[href*=handrail\\\\.]').length === 1")
    assert opened.page.evaluate("window.same")


def test_a_image_is_swapped(opened: Open) -> None:
    width = "document.querySelector('.prose img').naturalWidth"
    assert opened.page.evaluate(width) == 300
    place = opened.project / "content/images/a.png"
    opened.state(lambda: place.write_bytes(image(120, 60)), "state.pictures.length > 0")
    opened.until(f"{width} === 120")
    opened.until("document.querySelector('.prose img').getAttribute('width') === '120'")
    assert opened.page.evaluate("window.same")


def test_a_template_comes_into_the_page(opened: Open) -> None:
    opened.edit('<a class="skip"', '<p id="new">New</p><a class="skip"', "theme/templates/base.html", "state.site > 1")
    opened.page.locator("#new").wait_for()
    assert opened.page.evaluate("window.same")


def test_a_template_that_fails_is_fixed_in_the_open_page(opened: Open) -> None:
    base = "theme/templates/base.html"
    opened.edit("<header", "{{ nothing.here }}<header", base, until="state.counts.error > 0")
    assert "{{ nothing.here }}<header" in opened.page.locator(".handrail-finding mark").text_content()
    assert opened.page.locator(".prose").is_visible()
    opened.page.reload()
    opened.page.get_by_role("heading", name="This page can't be built").wait_for()
    opened.page.locator(".handrail-finding", has_text=base).wait_for()
    text = (opened.project / base).read_text()
    (opened.project / base).write_text(text.replace("{{ nothing.here }}", ""))
    opened.page.locator(".prose").wait_for()


def test_errors_are_shown_until_they_are_fixed(opened: Open) -> None:
    page = opened.page
    opened.edit("Last words.", "[Lost](/nowhere) & <b>", until="state.counts.error > 0")
    panel = page.get_by_role("region", name="State of the site")
    panel.wait_for()
    assert panel.locator(".handrail-place a").first.text_content() == f"{PLACE}:48:1"
    assert panel.locator("pre mark").first.text_content() == "48 │ [Lost](/nowhere) & <b>\n"
    assert page.get_by_role("status").text_content().startswith(f"1 error. {PLACE}, line 48: ")
    opened.edit("[Lost](/nowhere) & <b>", "Mended.", until="state.counts.error === 0")
    panel.wait_for(state="hidden")
    assert page.get_by_role("status").text_content() == "All errors are fixed."


@pytest.mark.parametrize("opened", [PHONE], indirect=True)
def test_the_place_that_is_meant_can_be_seen_in_a_long_line(opened: Open) -> None:
    opened.edit("Last words.", f"{'Words ' * 30}[Lost](/nowhere)", until="state.counts.error > 0")
    opened.page.locator(".handrail-caret").wait_for()
    caret, width = opened.page.locator(".handrail-caret").evaluate(
        """(caret) => {
          const [row, block] = [caret.getBoundingClientRect(), caret.parentNode.getBoundingClientRect()];
          return [row.right - block.left, caret.parentNode.clientWidth];
        }"""
    )
    assert 0 < caret < width


def test_the_panel_opens_and_closes_by_keyboard(opened: Open) -> None:
    page = opened.page
    opened.edit("Last words.", "[Lost](/nowhere)", until="state.counts.error > 0")
    panel = page.get_by_role("region", name="State of the site")
    panel.wait_for()
    page.keyboard.press("Escape")
    panel.wait_for(state="hidden")
    button = page.locator(".handrail-open")
    button.press("Enter")
    panel.wait_for()
    page.keyboard.press("Escape")
    panel.wait_for(state="hidden")
    assert page.evaluate("document.activeElement.className.includes('handrail-open')")
    opened.edit("## Second", "## The second", until="state.counts.error > 0 && state.number > state.site")
    assert panel.is_hidden()


def test_the_panel_shows_the_effect_of_an_edit(opened: Open) -> None:
    opened.edit("## First", "## Way in", until="state.impact.anchors.length > 0")
    panel = opened.page.get_by_role("region", name="State of the site")
    panel.wait_for()
    said = str(panel.text_content())
    assert "1 page affected" in said
    assert "In v1." in said
    assert "/v1/page/#first" in said


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("opened", [PHONE, DESK], ids=["phone", "desk"], indirect=True)
def test_the_panel_fits_and_can_be_read(opened: Open, scheme: str) -> None:
    page = opened.page
    page.emulate_media(color_scheme=scheme)
    opened.edit("Last words.", "[Lost](/nowhere) " * 12, until="state.counts.error > 0")
    panel = page.get_by_role("region", name="State of the site")
    panel.wait_for()
    box = panel.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= page.viewport_size["width"]
    assert box["y"] >= 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if folder := os.environ.get("HANDRAIL_PICTURES"):
        page.screenshot(path=f"{folder}/serve-{scheme}-{page.viewport_size['width']}.png")


def test_a_page_that_moves_is_followed(opened: Open) -> None:
    opened.page.evaluate("location.hash = '#first'")
    place = opened.project / PLACE
    place.rename(place.with_name("moved.md"))
    opened.page.wait_for_url("**/v1/moved/#first")
    assert opened.page.locator("h1").count()


def test_a_page_that_is_deleted_says_so_and_comes_back(opened: Open) -> None:
    place = opened.project / PLACE
    text = place.read_text()
    place.unlink()
    opened.page.wait_for_selector("text=This page is gone")
    assert opened.page.locator("a", has_text="Home").get_attribute("href") == "/v1/"
    place.write_text(text)
    opened.page.wait_for_selector(".tabs.ready")
