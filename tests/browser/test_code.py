"""Code that opens, that is explained line by line, and in tabs: with and without scripts, by keyboard and on paper."""

from __future__ import annotations

from typing import Any

import pytest
from driver import Site
from test_accessibility import AXE, RULES

pytestmark = pytest.mark.browser

LONG = "\n".join(f"line {n}" for n in range(1, 31))
PAGE = f"""---
title: Code
---

# Code

```yaml {{% collapse=5 title="long.yaml" %}}
{LONG}
```

{{% codePreview %}}
{{% codeInfoContainer %}}
{{% codeInfo srNumber=1 %}}
The first two lines.
{{% /codeInfo %}}
{{% codeInfo srNumber=2 %}}
The last line.
{{% /codeInfo %}}
{{% /codeInfoContainer %}}
{{% codeBlock fileName="short.yaml" %}}
```yaml {{% explained="1-2,4" %}}
a: 1
b: 2
c: 3
d: 4
```
{{% /codeBlock %}}
{{% /codePreview %}}

```bash {{% group="install" title="npm" %}}
npm install x
```

```bash {{% group="install" title="yarn" %}}
yarn add x
```
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, serve: Any) -> str:
    site = Site(tmp_path_factory.mktemp("code")).write({"content/index.md": PAGE})
    site.build().exits(0)
    return str(serve(site.root / "site"))


def shown(page: Any) -> str:
    return str(page.locator("figure.code pre").first.inner_text())


@pytest.mark.parametrize("scripts", [True, False])
def test_long_code_opens_by_keyboard(browser: Any, address: str, scripts: bool) -> None:
    page = browser.new_context(java_script_enabled=scripts).new_page()
    page.goto(address)
    assert "line 5" in shown(page)
    assert "line 6" not in shown(page)
    page.locator("summary", has_text="All 30 lines").focus()
    page.keyboard.press("Enter")
    assert "line 30" in shown(page)
    page.keyboard.press("Enter")
    assert "line 30" not in shown(page)
    page.emulate_media(media="print")
    assert "line 30" in shown(page)
    assert not page.locator(".code-more").is_visible()
    page.context.close()


def test_closed_code_is_copied_whole(browser: Any, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(address)
    page.locator("figure.code .copy").first.click()
    assert page.evaluate("navigator.clipboard.readText()") == LONG
    context.close()


def test_an_explanation_lights_its_lines(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(address, wait_until="networkidle")
    page.locator("#code-info-2").click()
    lit = page.locator(".code-lines.lit")
    lit.wait_for()
    assert lit.all_inner_texts() == ["d: 4\n"]
    page.locator(".code-lines").first.click()
    assert page.locator(".code-info.lit").inner_text().endswith("The first two lines.")
    page.close()


def test_adjacent_blocks_are_tabs(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    assert page.locator("[role=tab]").all_inner_texts() == ["npm", "yarn"]
    panel = page.locator("[role=tabpanel]:visible pre")
    assert panel.inner_text().strip() == "npm install x"
    page.locator("[role=tab]", has_text="yarn").click()
    assert panel.inner_text().strip() == "yarn add x"
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_rule_is_broken(browser: Any, address: str, scheme: str) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: make tests/browser/axe/node_modules")
    context = browser.new_context(color_scheme=scheme, bypass_csp=True, reduced_motion="reduce")
    page = context.new_page()
    page.goto(address)
    page.add_script_tag(path=str(AXE))
    broken = page.evaluate("rules => axe.run({runOnly: rules})", RULES)["violations"]
    context.close()
    assert [f"{rule['id']}: {rule['nodes'][0]['html'][:200]}" for rule in broken] == []
