"""A reader's way through a site: by keyboard alone, without scripts, on a slow line."""

from __future__ import annotations

import gzip
import re
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from driver import Site, run
from site_server import Handler, Server

pytestmark = pytest.mark.browser

GUIDE = "/v0.2.x/guides/django-sign-in/"
ROOT = Path(__file__).resolve().parents[2]
PAGES = 600
MOST_BYTES = 60_000


def test_a_guide_is_found_followed_and_left_by_keyboard(browser: Any, manual: str) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    keys = page.keyboard
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda asked: said.append(asked.url) if not asked.url.startswith((manual, "blob:")) else None)
    page.goto(manual + "/v0.2.x/")
    page.wait_for_selector(".search-open[data-ready]")

    keys.press("/")
    keys.type("django sign-in")
    page.locator("[role=listbox][aria-busy=false] [role=option]").first.wait_for()
    page.locator(".search-title").first.filter(has_text=re.compile("^Django")).wait_for()
    keys.press("Enter")
    page.wait_for_url(f"**{GUIDE}*")

    page.wait_for_selector(":root[data-ready]")
    _tab_to(page, ".tick")
    keys.press("Space")
    assert page.locator(".guide-count").text_content().startswith("1 of ")

    _tab_to(page, "main button:has(img), main a:has(img), main [role=button]:has(img)")
    keys.press("Enter")
    page.wait_for_selector("dialog[open] img")
    keys.press("Escape")
    page.wait_for_selector("dialog[open]", state="detached")
    assert page.evaluate("document.activeElement.querySelector('img') !== null")

    _tab_to(page, ".versions summary", backwards=True)
    keys.press("Enter")
    _tab_to(page, ".versions a[href*='v0.1.x']")
    keys.press("Enter")
    page.wait_for_url("**/v0.1.x/**")
    assert page.locator("h1").count() == 1
    context.close()
    assert said == []


def _tab_to(page: Any, selector: str, *, backwards: bool = False) -> None:
    """Press Tab until that has the focus, which must be seen."""
    for _ in range(200):
        page.keyboard.press("Shift+Tab" if backwards else "Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            shown = page.evaluate("document.activeElement.matches(':focus-visible')")
            assert (outline != "none", shown) == (True, True), selector
            return
    raise AssertionError(f"Tab does not lead to {selector}")


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """A version of 600 pages, three folders deep."""
    root = tmp_path_factory.mktemp("large")
    head = "---\ntitle: Page {0} of the group {1}\nslug: /group-{1}/part-{2}/page-{0}\n---\n\n"
    text = "## Part {}\n\n" + "Words to be read, with `code` and *weight*. " * 12 + "\n\n"
    files: dict[str, str | bytes] = {"content/v1/index.md": "---\ntitle: Home\nslug: /\n---\n\nHome.\n"}
    for number in range(PAGES):
        page = head.format(number, number // 60, number // 12) + "".join(text.format(part) for part in range(4))
        files[f"content/v1/g{number // 60}/p{number // 12}/n{number}.md"] = page
    Site(root).write(files).build().exits(0)
    return serve(root / "site")


@pytest.mark.parametrize("path", ["/v1/", "/v1/group-3/part-17/page-210/"])
def test_a_first_page_is_light(browser: Any, large: str, path: str) -> None:
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    sizes: dict[str, int] = {}
    images = re.compile(r"\.(png|jpe?g|gif|webp|avif)$")

    def weigh(response: Any) -> None:
        if not images.search(urlsplit(response.url).path):
            sizes[response.url] = len(gzip.compress(response.body()))

    page.on("response", weigh)
    page.goto(large + path)
    page.wait_for_load_state("networkidle")
    page.context.close()
    assert any(url.endswith(".css") for url in sizes)
    assert any(url.endswith(".js") for url in sizes)
    assert sum(sizes.values()) <= MOST_BYTES, sizes


def test_all_is_there_without_scripts(browser: Any, manual: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    page.goto(manual + GUIDE)
    assert page.locator("h1").inner_text() == "Django sign-in for a private site"
    assert page.locator("main img").first.is_visible()
    page.locator(".menu-button").click()
    page.locator(".menu a", has_text="Your first site").first.click()
    page.wait_for_url("**/v0.2.x/first-site/")
    page.goto(manual + "/v0.2.x/commands/")
    page.locator(".versions summary").click()
    page.locator(".versions a", has_text="0.1").click()
    page.wait_for_url("**/v0.1.x/commands/")
    page.goto(manual + "/v0.2.x/tags/layout/")
    assert page.locator(".tab").count() > 1
    assert all(panel.is_visible() for panel in page.locator(".tab").all())
    context.close()


FIRST_TICK = """new MutationObserver(() => {
    if (!window.firstTick && document.querySelector(".tick")) window.firstTick = performance.now();
}).observe(document, { subtree: true, childList: true });"""
SLOW_3G = {"offline": False, "latency": 400, "downloadThroughput": 400 * 125, "uploadThroughput": 400 * 125}
"""400 ms and 400 kbit/s."""


class Packed(Handler):
    """As hosts do, sends texts compressed, and keeps connections."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        is_text = path.suffix in (".html", ".css", ".js", ".json", ".svg")
        data = gzip.compress(path.read_bytes()) if is_text else path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if is_text:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("packed")
    built = run("build", str(ROOT), "-o", str(folder / "site"), "--cache-dir", str(folder / "cache"))
    assert built.code == 0, built.err
    server = Server(("127.0.0.1", 0), partial(Packed, directory=str(folder / "site")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_boxes_can_be_ticked_soon_on_a_slow_line(browser: Any, packed: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW_3G)
    page.add_init_script(FIRST_TICK)
    page.goto(packed + GUIDE, wait_until="commit")
    page.wait_for_selector(".tick", timeout=20_000)
    seconds = page.evaluate("window.firstTick") / 1000
    context.close()
    assert seconds < 2, seconds


@pytest.mark.parametrize(("path", "most"), [("/v0.2.x/", 30_000), (GUIDE, 60_000)])
def test_pages_of_the_manual_are_light(browser: Any, packed: str, path: str, most: int) -> None:
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    sizes: dict[str, int] = {}

    def weigh(response: Any) -> None:
        if not re.search(r"\.(png|jpe?g|gif|webp|avif)$", urlsplit(response.url).path):
            sizes[response.url] = len(gzip.compress(response.body()))

    page.on("response", weigh)
    page.goto(packed + path)
    page.wait_for_load_state("networkidle")
    page.context.close()
    assert 5_000 < sum(sizes.values()) <= most, sizes
