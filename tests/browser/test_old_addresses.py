"""Old addresses in a browser: readers arrive, at the right place on the page, with and without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from driver import Site

PAGE = "---\ntitle: Install\n---\n\n## First\n\nWords.\n\n## Second part\n\nWords.\n"
LINES = "/start: /install\n/start#one: /keys#first\n/install#gone: /keys#first\n/fixed: /install#first\n"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, serve: Any) -> str:
    project = Site(tmp_path_factory.mktemp("redirects"))
    project.write({"redirects.yml": LINES, "content/v1.0.x/install.md": PAGE, "content/v1.0.x/keys.md": PAGE})
    project.build().exits(0)
    served: str = serve(Path(project.root) / "site")
    return served


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    opened = browser.new_page()
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("start/", "install/"),
        ("start/#second-part", "install/#second-part"),
        ("start/#one", "keys/#first"),
        ("start/#%6Fne", "keys/#first"),
        ("start/#constructor", "install/#constructor"),
        ("fixed/#second-part", "install/#first"),
        ("install/#gone", "keys/#first"),
    ],
)
def test_an_old_address_leads_on(page: Any, address: str, old: str, new: str) -> None:
    page.goto(f"{address}/v1.0.x/{old}")
    page.wait_for_url(f"{address}/v1.0.x/{new}")
    assert page.locator(".prose h1").inner_text() == "Install"


def test_a_place_that_has_moved_is_followed_on_the_open_page(page: Any, address: str) -> None:
    page.goto(f"{address}/v1.0.x/install/#first")
    page.wait_for_selector(":root[data-ready]")
    page.evaluate("location.hash = 'gone'")
    page.wait_for_url(f"{address}/v1.0.x/keys/#first")


def test_without_scripts_too(browser: Any, address: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{address}/v1.0.x/start/")
    page.wait_for_url(f"{address}/v1.0.x/install/")
    page.close()
