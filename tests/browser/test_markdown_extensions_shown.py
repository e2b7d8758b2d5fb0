"""Pages with extensions of Markdown: no rule of axe-core is broken, and the keyboard reaches a definition."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from driver import run
from test_accessibility import AXE, RULES

pytestmark = pytest.mark.browser

SITES = Path(__file__).resolve().parents[1] / "sites/markdown"
KEYS = ("alerts", "task_lists", "footnotes", "definition_lists", "typographer", "heading_ids", "abbreviations")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, serve: Any) -> str:
    """One site with a page for each key."""
    root = tmp_path_factory.mktemp("extensions")
    (root / "content").mkdir()
    for key in KEYS:
        text = (SITES / key / "content/page.md").read_text("utf-8")
        (root / f"content/{key}.md").write_text(text.replace("/page", f"/{key}"), "utf-8")
    settings = "".join(f"  {key}: true\n" for key in KEYS)
    (root / "handrail.yml").write_text(f"markdown:\n{settings}", "utf-8")
    assert run("build", str(root)).code == 0
    return str(serve(root / "site"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_rule_is_broken_by_extensions(browser: Any, address: str, scheme: str) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: make tests/browser/axe/node_modules")
    context = browser.new_context(color_scheme=scheme, bypass_csp=True, reduced_motion="reduce")
    page = context.new_page()
    found = []
    for key in KEYS:
        assert page.goto(f"{address}/{key}/").ok
        page.add_script_tag(path=str(AXE))
        broken = page.evaluate("rules => axe.run({runOnly: rules})", RULES)["violations"]
        found += [f"{key} {rule['id']}: {rule['nodes'][0]['html'][:200]}" for rule in broken]
    context.close()
    assert found == []


def test_the_keyboard_reaches_a_definition(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/abbreviations/")
    shown = "getComputedStyle(document.activeElement, '::after').content"
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.term')"):
            break
    assert "HyperText Markup Language" in page.evaluate(shown)
    page.close()
