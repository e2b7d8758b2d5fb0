"""A portable site in a browser: from ``file://``, and below a folder of a server with the strictest policy."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from driver import Site, image

pytestmark = pytest.mark.browser

GUIDE = """---
title: Sign in
---

Sign in with the company's account.

## Step 1: Make an app

1. Go to **Apps**.
2. Click **New**.

## Step 2: Copy the id

1. Copy the **Client ID**.

{% tabs %}
{% tab label="Linux" %}
Run it on Linux.
{% /tab %}
{% tab label="Windows" %}
Run it on Windows.
{% /tab %}
{% /tabs %}

![A grey box](/images/grey.png) [Ports](/reference/ports#open-ports) [old](/reference/old)
"""

LINES = "".join(
    f"  - category: Reference / All pages / Page {number}\n    url: /reference/p{number}\n" for number in range(60)
)
FILES: dict[str, str | bytes] = {
    "handrail.yml": "title: Product\n",
    "content/images/grey.png": image(30, 20),
    "redirects.yml": "/reference/old: /reference/ports\n",
    **{
        f"content/{version}/{path}": text
        for version in ("v1.0.x", "v2.0.x")
        for path, text in {
            "index.md": "---\ntitle: Product\n---\n\nWelcome. [Sign in](/guides/sign-in)\n",
            "guides/sign-in.md": GUIDE,
            "reference/ports.md": f"---\ntitle: Ports\n---\n\n## Open ports\n\nThe firewall of {version} opens 8585.\n",
            **{f"reference/p{n}.md": f"---\ntitle: Page {n}\n---\n\nNumber {n}.\n" for n in range(60)},
            "menu.md": "---\nsite_menu:\n  - category: Home\n    url: /\n"
            "  - category: Guides / Sign in\n    url: /guides/sign-in\n"
            "  - category: Guides / Ports\n    url: /reference/ports\n" + LINES + "---\n",
        }.items()
    },
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked archive, in a folder with a blank in its name."""
    site = Site(tmp_path_factory.mktemp("portable")).write(FILES)
    site.build("--portable", "--base-url", "https://docs.example.com/product").exits(0)
    place = site.root / "for reading"
    with zipfile.ZipFile(site.root / "site" / "handrail.zip") as archive:
        archive.extractall(place)
    return place


@pytest.fixture(params=["file", "server"])
def address(request: pytest.FixtureRequest, folder: Path, serve: Any) -> str:
    if request.param == "file":
        return f"{folder.as_uri()}/Product"
    return f"{serve(folder)}/Product"


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    """A page that fails if anything is said on the console or asked of another place."""
    context = browser.new_context()
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda asked: said.append(asked.url) if not asked.url.startswith(address) else None)
    # The next page aborts requests of this one.
    page.on("requestfailed", lambda asked: said.append(asked.url) if asked.failure != "net::ERR_ABORTED" else None)
    page.goto(f"{address}/index.html")
    page.wait_for_selector("html[data-ready]", state="attached")
    yield page
    context.close()
    assert said == []


def opened(page: Any, address: str, path: str) -> None:
    page.goto(f"{address}/{path}")
    page.wait_for_selector("html[data-ready]", state="attached")


def test_links_images_and_redirects_lead_on(page: Any, address: str) -> None:
    page.get_by_role("link", name="Sign in").first.click()
    page.wait_for_url(f"{address}/v2.0.x/guides/sign-in/index.html")
    assert page.locator("article img").evaluate("image => image.decode().then(() => image.naturalWidth)") == 30
    page.get_by_role("link", name="old").click()
    page.wait_for_url(f"{address}/v2.0.x/reference/ports/index.html")
    opened(page, address, "latest/guides/sign-in/index.html?from=mail#step-2-copy-the-id")
    page.wait_for_url(f"{address}/v2.0.x/guides/sign-in/index.html?from=mail#step-2-copy-the-id")


def test_search_finds_and_opens_a_page(page: Any, address: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type("firewall")
    page.locator("[role=option]").first.wait_for()
    # The first link is the page, the next one the section.
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/v2.0.x/reference/ports/index.html#open-ports")


def test_ticks_stay_and_count(page: Any, address: str) -> None:
    opened(page, address, "v2.0.x/guides/sign-in/index.html")
    page.locator(".tick").first.check()
    assert page.locator(".guide-count").text_content().startswith("1 of ")
    page.reload()
    page.locator(".guide.ready").wait_for()
    assert page.locator(".tick").first.is_checked()
    opened(page, address, "v1.0.x/guides/sign-in/index.html")
    assert page.locator(".tick").first.is_checked()


def test_tabs_versions_and_the_whole_menu(page: Any, address: str) -> None:
    opened(page, address, "v2.0.x/guides/sign-in/index.html")
    page.get_by_role("tab", name="Windows").click()
    assert page.get_by_text("Run it on Windows.").is_visible()
    page.locator(".menu").get_by_role("button", name="Pages below All pages").click()
    page.locator(".menu").get_by_role("link", name="Page 7", exact=True).wait_for()
    assert page.locator(".menu [aria-current]").last.text_content() == "Sign in"
    page.locator(".menu").get_by_role("link", name="Page 7", exact=True).click()
    page.wait_for_url(f"{address}/v2.0.x/reference/p7/index.html")
    page.locator(".versions summary").click()
    page.locator(".versions a", has_text="1.0.x").click()
    page.wait_for_url(f"{address}/v1.0.x/reference/p7/index.html")
