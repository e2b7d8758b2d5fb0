"""axe-core's rules for WCAG 2.2 AA on pages of every kind: light and dark, narrow and wide."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

AXE = Path(__file__).parent / "axe/node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
TAGS = ("", "code", "pictures", "steps", "layout", "notes", "reference")
CHAPTERS = ("commands", "benchmark", "diagnostics", "checklists", "configuration", "versions", "install")
PAGES = (
    *(
        "/",
        "/v0.2.x/",
        "/v0.2.x/changes/",
        "/v0.1.x/",
        "/404.html",
        "/v0.2.x/guides/django-sign-in/",
        "/v0.2.x/python/custom-schemas/",
    ),
    *(f"/v0.2.x/tags/{name}/".replace("//", "/") for name in TAGS),
    *(f"/v0.2.x/{name}/" for name in CHAPTERS),
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(390, 844), (1440, 900)], ids=["phone", "desk"])
def test_no_rule_is_broken(browser: Any, manual: str, size: tuple[int, int], scheme: str) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: make tests/browser/axe/node_modules")
    # The rules are run by a script of the test's own, which the pages' policy would refuse.
    options = {"color_scheme": scheme, "bypass_csp": True, "reduced_motion": "reduce"}
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **options)
    page = context.new_page()
    found = []
    for path in PAGES:
        answer = page.goto(manual + path)
        assert answer.ok, path
        page.wait_for_load_state("networkidle")
        page.add_script_tag(path=str(AXE))
        broken = page.evaluate("rules => axe.run({runOnly: rules})", RULES)["violations"]
        found += [f"{path} {rule['id']}: {rule['nodes'][0]['html'][:200]}" for rule in broken]
    context.close()
    assert found == []
