"""Pages on paper, and pages from right to left, as a browser lays them out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from driver import Site

PAGE = (
    "---\ntitle: A page\n---\n\n## First\n\nWords.\n\n## Second\n\n[Out](https://example.com/)\n\n```bash\nrun\n```\n"
)


@pytest.fixture
def opened(browser: Any, serve: Any, site: Callable[..., Site]) -> Callable[[str], Any]:
    """A function that builds a site in a language, and opens its page in a wide window."""

    def open_in(language: str) -> Any:
        project = site().write({"handrail.yml": f"language: {language}\n", "content/a.md": PAGE, "content/b.md": PAGE})
        project.build().exits(0)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(serve(project.root / "site") + "/a/")
        return page

    return open_in


def test_paper_has_the_text_alone(opened: Callable[[str], Any]) -> None:
    page = opened("en")
    page.emulate_media(media="print")
    for left_out in (".top", ".menu", ".contents", ".page-facts", ".turn"):
        assert page.locator(left_out).count() > 0
        assert page.locator(f"{left_out}:visible").count() == 0
    assert page.locator(".prose h1").is_visible()
    after = page.locator(".prose a[href^=http]").evaluate("(link) => getComputedStyle(link, '::after').content")
    assert "https://example.com/" in after


@pytest.mark.parametrize(("language", "menu_is_left"), [("en", True), ("ar", False)])
def test_the_menu_is_at_the_side_where_reading_begins(
    opened: Callable[[str], Any], language: str, menu_is_left: bool
) -> None:
    page = opened(language)
    menu, text = (page.locator(name).bounding_box() for name in (".menu", ".prose"))
    assert (menu["x"] < text["x"]) == menu_is_left
    code = page.locator(".code pre").evaluate("(code) => getComputedStyle(code).direction")
    assert code == "ltr"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
