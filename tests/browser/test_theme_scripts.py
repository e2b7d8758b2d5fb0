"""The shipped theme in a browser: by keyboard, by touch, without scripts, under a strict policy."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

from builder.structure.navigation import NavEntry
from builder.theme.assets import asset_table, load_assets
from builder.theme.context import (
    HeadingView,
    LinkView,
    NotFoundView,
    PageFields,
    PageView,
    SiteView,
    VersionLink,
)
from builder.theme.environment import load_theme
from builder.theme.location import shipped_theme
from builder.vocabulary import ChildTag, TagCall, code_block_html, html_renderer, load_vocabulary

pytestmark = pytest.mark.browser

VOCABULARY = load_vocabulary([shipped_theme()]).value
TAG = html_renderer(VOCABULARY)
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
FILLER = "<p>" + "A line of text. " * 40 + "</p>"


def body() -> str:
    panels = [("Linux", "<p>Unpack it.</p>"), ("macOS", '<p id="disk">Open it.</p>')]
    tabs = [
        ChildTag("tab", {"title": t}, c, TAG(TagCall(name="tab", attributes={"title": t}, content=c)))
        for t, c in panels
    ]
    two_tabs = TAG(TagCall(name="tabs", attributes={}, content="".join(tab.html for tab in tabs), children=tabs))
    infos = "".join(
        TAG(TagCall(name="codeInfo", attributes={"srNumber": n}, content=f"<p>Line {n}</p>")) for n in (1, 2)
    )
    blocks = "".join(
        code_block_html(f"line: {n}\n", {"language": "yaml", "srNumber": n}, VOCABULARY.words) for n in (1, 2)
    )
    file = TAG(TagCall(name="codeBlock", attributes={"fileName": "a.yaml"}, content=blocks))
    preview = TAG(
        TagCall(
            name="codePreview",
            attributes={},
            content=TAG(TagCall(name="codeInfoContainer", attributes={}, content=infos)) + file,
        )
    )
    image = TAG(TagCall(name="image", attributes={"src": "/a.png", "alt": "A square", "caption": "Its caption"}))
    headings = "".join(
        f'<h2 id="h{n}">Part {n}<a class="anchor" href="#h{n}" aria-label="Link to Part {n}"></a></h2>{FILLER * 3}'
        for n in (1, 2, 3)
    )
    table = '<div class="table-scroll" tabindex="0"><table><tr><td>1</td></tr></table></div>'
    return "<h1>Page</h1>" + image + two_tabs + two_tabs.replace('id="disk"', "") + preview + table + headings


def png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress((b"\0" + b"\x80" * 8) * 8)) + chunk(b"IEND", b"")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    root = tmp_path_factory.mktemp("site")
    theme = load_theme([shipped_theme()], VOCABULARY).value
    files = load_assets([shipped_theme()]).value
    for file in files.values():
        (root / file.path).parent.mkdir(exist_ok=True)
        (root / file.path).write_bytes(file.data)
    branch = (
        NavEntry(title="First", url="/first/", has_more=True),
        NavEntry(title="Page", url="/page/", is_current=True),
    )
    whole = (
        NavEntry(title="First", url="/first/", children=(NavEntry(title="Deep", url="/first/deep/"),)),
        NavEntry(title="Page", url="/page/"),
    )
    view = PageView(
        site=SiteView(title="Docs", links=(LinkView("Code", "/code/"),)),
        page=PageFields(title="Page", url="/page/"),
        body=Markup(body()),
        assets=asset_table(files, "/"),
        versions=(
            VersionLink(name="v2", title="v2", url="/page/", is_current=True),
            VersionLink(name="v1", title="v1", url="/v1/"),
        ),
        nav=theme.navigation(branch),
        nav_url="/menu.html",
        toc=tuple(HeadingView(f"h{n}", f"Part {n}") for n in (1, 2, 3)),
    )
    missing = NotFoundView(
        site=view.site, assets=view.assets, homes=(LinkView("v2", "/page/"),), pages_url="/pages.json"
    )
    (root / "page").mkdir()
    (root / "page" / "index.html").write_text(theme.page(view))
    (root / "menu.html").write_text(theme.navigation(whole))
    (root / "404.html").write_text(theme.not_found(missing))
    (root / "pages.json").write_text('[["/404/", "Nearest"], ["/other/", "Other"]]')
    (root / "a.png").write_bytes(png())
    return serve(root)


@contextmanager
def opened(browser: Any, url: str, size: dict[str, int], **options: Any) -> Iterator[Any]:
    """The page in a window of its own; fails at the end if anything was said on the console."""
    context = browser.new_context(viewport=size, **options)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(url)
    if options.get("java_script_enabled", True):
        page.wait_for_selector(":root[data-ready]")
    yield page
    context.close()
    assert said == []


@pytest.fixture
def wide(browser: Any, address: str) -> Iterator[Any]:
    with opened(browser, address + "/page/", WIDE, permissions=["clipboard-read", "clipboard-write"]) as page:
        yield page


@pytest.fixture
def narrow(browser: Any, address: str) -> Iterator[Any]:
    with opened(browser, address + "/page/", NARROW, has_touch=True) as page:
        yield page


def focused(page: Any, what: str = "textContent") -> str:
    return str(page.evaluate(f"document.activeElement.{what}"))


def test_the_first_tab_stop_skips_to_the_text(wide: Any) -> None:
    wide.keyboard.press("Tab")
    assert focused(wide) == "Skip to content"
    wide.keyboard.press("Enter")
    assert wide.evaluate("location.hash") == "#content"


def test_the_appearance_button_cycles_and_is_remembered(wide: Any) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    seen = []
    for _ in range(3):
        wide.locator(".appearance").press("Enter")
        seen.append((wide.evaluate("document.documentElement.dataset.theme"), wide.evaluate(ground)))
        wide.reload()
        wide.wait_for_selector(":root[data-ready]")
        assert wide.evaluate("document.documentElement.dataset.theme") == seen[-1][0]
    assert [theme for theme, _ in seen] == ["light", "dark", None]
    assert seen[0][1] == seen[2][1] != seen[1][1]


def test_the_version_menu_closes_at_escape(wide: Any) -> None:
    wide.locator(".versions summary").press("Enter")
    assert wide.locator(".versions a").last.is_visible()
    wide.keyboard.press("Escape")
    assert not wide.locator(".versions a").last.is_visible()
    assert focused(wide, "tagName") == "SUMMARY"


def test_a_branch_of_the_menu_is_fetched_when_it_is_opened(wide: Any) -> None:
    button = wide.locator(".menu li.shut > button")
    assert button.get_attribute("aria-expanded") == "false"
    button.press("Enter")
    wide.get_by_role("link", name="Deep").wait_for()
    assert focused(wide, "ariaExpanded") == "true"
    assert wide.locator(".menu [aria-current=page]").text_content() == "Page"
    wide.keyboard.press("Enter")
    assert not wide.get_by_role("link", name="Deep").is_visible()


def test_a_image_opens_and_closes_by_keyboard(wide: Any) -> None:
    wide.locator(".zoom").press("Enter")
    dialog = wide.get_by_role("dialog", name="A square")
    assert dialog.locator("figcaption").text_content() == "Its caption"
    wide.keyboard.press("Escape")
    wide.locator("dialog").wait_for(state="detached")
    assert focused(wide, "className") == "zoom"


def test_a_image_opens_and_closes_by_touch(narrow: Any) -> None:
    narrow.locator(".zoom").tap()
    narrow.locator(".lightbox img").tap()
    narrow.locator("dialog").wait_for(state="detached")


def test_tabs_follow_the_arrow_keys_and_their_namesakes(wide: Any) -> None:
    assert wide.locator(".tab:visible").count() == 2
    wide.locator("[role=tab]").first.press("ArrowRight")
    assert focused(wide) == "macOS"
    assert wide.locator(".tab:visible p:visible").all_text_contents() == ["Open it.", "Open it."]
    wide.keyboard.press("Home")
    assert focused(wide) == "Linux"


def test_a_link_into_a_hidden_panel_shows_it(wide: Any) -> None:
    wide.evaluate("location.hash = '#disk'")
    wide.locator("#disk").wait_for(state="visible")


def test_a_badly_encoded_address_does_no_harm(browser: Any, address: str) -> None:
    with opened(browser, address + "/page/#100%", WIDE) as page:
        page.locator(".tabs.ready").first.wait_for()


def test_an_explanation_lights_its_lines(wide: Any) -> None:
    wide.locator(".code-info-mark").nth(1).focus()
    assert wide.locator(".code.lit").get_attribute("data-sr") == "2"
    wide.locator(".code[data-sr='1']").click()
    assert wide.locator(".code-info.lit").get_attribute("data-sr") == "1"


def test_a_file_in_pieces_is_copied_whole(wide: Any) -> None:
    wide.locator(".code-file > .copy").press("Enter")
    wide.get_by_text("Copied").wait_for()
    assert wide.evaluate("navigator.clipboard.readText()") == "line: 1\nline: 2"


def test_a_heading_s_sign_copies_its_address(wide: Any, address: str) -> None:
    wide.locator("#h2 .anchor").press("Enter")
    wide.locator(".anchor.done").wait_for()
    assert wide.evaluate("navigator.clipboard.readText()") == f"{address}/page/#h2"


def test_the_contents_follow_the_reader(wide: Any) -> None:
    wide.evaluate("document.documentElement.scrollTop = document.documentElement.scrollHeight")
    wide.locator(".contents a[aria-current]", has_text="Part 3").wait_for()


def test_an_element_that_does_not_scroll_is_not_a_tab_stop(wide: Any) -> None:
    wide.locator(".table-scroll:not([tabindex])").wait_for()


def test_the_menu_of_a_narrow_window_opens_over_the_page(narrow: Any) -> None:
    assert not narrow.get_by_role("link", name="First").is_visible()
    narrow.locator(".menu-button").tap()
    assert narrow.get_by_role("link", name="First").is_visible()
    assert narrow.get_by_role("link", name="Code").is_visible()
    narrow.keyboard.press("Escape")
    assert not narrow.get_by_role("link", name="First").is_visible()


def test_the_missing_page_names_the_nearest(browser: Any, address: str) -> None:
    with opened(browser, address + "/404.html", WIDE) as page:
        page.get_by_role("link", name="Nearest").wait_for()
        assert page.get_by_role("link", name="Other").count() == 0


def test_the_nearest_is_spelt_alike(browser: Any, address: str) -> None:
    with opened(browser, address + "/404.html", WIDE) as page:
        page.evaluate(
            """async () => {
                history.replaceState(null, "", "/v1.0.x/set-up/instal-linux/");
                const listing = [["/v1.0.x/set-up/", "Set up", "v1.0.x"],
                    ["/v1.0.x/setup/install-linux/", "Linux", "v1.0.x"],
                    ["/v2.0.x/setup/install-linux/", "Linux, later", "v2.0.x"],
                    ["/v2.0.x/setup/install-linux-arm/", "Linux on ARM", "v2.0.x"],
                    ["/v1.0.x/tokens/", "Tokens", "v1.0.x"]];
                window.fetch = async () => ({ ok: true, json: async () => listing });
                const script = performance.getEntriesByType("resource").find((entry) => entry.name.includes("nearest"));
                document.querySelector(".nearest").replaceChildren();
                (await import(script.name)).start([document.querySelector("[data-pages]")]);
            }"""
        )
        page.get_by_role("link", name="Linux on ARM").wait_for()
        # Each is named with its version; another version of the same page is not repeated.
        assert page.locator(".nearest li").all_inner_texts()[:2] == ["Linux (v1.0.x)", "Linux on ARM (v2.0.x)"]
        assert page.get_by_role("link", name="Tokens").count() == 0


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_everything_can_be_read_without_scripts(browser: Any, address: str, size: dict[str, int]) -> None:
    with opened(browser, address + "/page/", size, java_script_enabled=False) as page:
        assert page.locator(".tab:visible").count() == 4
        assert page.locator(".tab-title:visible").count() == 4
        assert page.locator("[role=tablist]:visible").count() == 0
        page.locator(".versions summary").click()
        assert page.locator(".versions a:visible").count() == 2
        page.locator(".versions summary").click()
        if size is NARROW:
            page.locator(".menu-button").click()
        assert page.locator(".menu > ul a:visible").count() == 2


@pytest.mark.parametrize("width", [320, 360, 390, 768, 1024, 1280, 1600])
def test_no_window_scrolls_sideways(browser: Any, address: str, width: int) -> None:
    with opened(browser, address + "/page/", {"width": width, "height": 800}) as page:
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
