"""axe-core's rules for WCAG 2.2 AA on pages of every kind: light and dark, narrow and wide."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from driver import Site, image

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

AXE = Path(__file__).parent / "axe/node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
TAGS = ("", "code", "pictures", "steps", "layout", "notes", "reference")
CHAPTERS = (
    *("commands", "benchmark", "diagnostics", "checklists", "configuration", "versions", "install", "theming"),
    *("navigation", "images-and-figures", "markdown", "front-matter", "links", "search-in-the-site", "hosting"),
    *("changes-in-review", "first-site"),
)
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


SIZES = {"phone": (390, 844), "desk": (1440, 900)}
ARABIC = """---
title: دليل
---

# دليل التثبيت

{% note noteType="Tip" %}
احتفظ بنسخة.
{% /note %}

## الخطوة الأولى {% #one %}

1. افتح **الإعدادات**.
2. اضغط `حفظ`.

```bash
make all
```

{% tabs label="النظام" %}
{% tab title="لينكس" %}
نعم
{% /tab %}
{% tab title="ماك" %}
نعم
{% /tab %}
{% /tabs %}

| أ | ب |
| --- | --- |
| 1 | 2 |

![صورة](/images/a.png)
"""


def context_of(browser: Any, size: tuple[int, int], scheme: str) -> Any:
    """A browser context without motion, in which axe-core may run: the policy of the pages would refuse it."""
    viewport = {"width": size[0], "height": size[1]}
    return browser.new_context(viewport=viewport, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce")


def broken(page: Any, where: str) -> list[str]:
    """The problems that axe-core finds on an open page."""
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: make tests/browser/axe/node_modules")
    page.add_script_tag(path=str(AXE))
    found = page.evaluate("rules => axe.run({runOnly: rules})", RULES)["violations"]
    return [f"{where} {rule['id']}: {rule['nodes'][0]['html'][:200]}" for rule in found]


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    root = tmp_path_factory.mktemp("arabic")
    files: dict[str, str | bytes] = {
        "handrail.yml": "title: دليل\nlanguage: ar\ntheme: {banner: {text: نسخة جديدة}}\n",
        "content/index.md": ARABIC,
        "content/guide.md": ARABIC.replace("title: دليل", "title: دليل\nchecklist: true"),
        "content/images/a.png": image(600, 300),
    }
    Site(root).write(files).build("--keep-going")
    return serve(root / "site")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_no_rule_is_broken_from_right_to_left(browser: Any, arabic: str, size: str, scheme: str) -> None:
    context = context_of(browser, SIZES[size], scheme)
    page = context.new_page()
    found = []
    for path in ("/", "/guide/", "/404.html"):
        page.goto(arabic + path)
        page.wait_for_selector(":root[data-ready]")
        found += broken(page, path)
    assert page.evaluate("getComputedStyle(document.documentElement).direction") == "rtl"
    context.close()
    assert found == []


OPENING = {
    "search": (".search-open", "dialog.search[open]"),
    "picture": (".zoom", ".lightbox[open]"),
    "versions": (".versions summary", ".versions[open] a"),
    "menu": (".menu-button", ".menu:popover-open"),
    "contents": (".contents summary", ".contents[open] a"),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_no_rule_is_broken_in_what_opens(browser: Any, manual: str, size: str, scheme: str) -> None:
    context = context_of(browser, SIZES[size], scheme)
    page = context.new_page()
    found = []
    for name, (button, opened) in OPENING.items():
        if size == "desk" and name in ("menu", "contents"):
            continue
        page.goto(f"{manual}/v0.2.x/guides/django-sign-in/")
        page.wait_for_selector(":root[data-ready]")
        page.locator(button).first.click()
        page.locator(opened).first.wait_for()
        if name == "search":
            page.keyboard.type("install")
            page.locator("[role=listbox][aria-busy=false] [role=option]").first.wait_for()
        found += broken(page, name)
    context.close()
    assert found == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_no_rule_is_broken(browser: Any, manual: str, size: tuple[int, int], scheme: str) -> None:
    assert len(PAGES) >= 30
    context = context_of(browser, size, scheme)
    page = context.new_page()
    found = []
    for path in PAGES:
        answer = page.goto(manual + path)
        assert answer.ok, path
        page.wait_for_load_state("networkidle")
        found += broken(page, path)
    context.close()
    assert found == []
