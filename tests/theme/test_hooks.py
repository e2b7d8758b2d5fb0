"""Additions to pages by configuration: styles, scripts, elements of the head, a banner, layouts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from driver import Site

from builder.outputs.identity import mark_of
from builder.theme.colours import contrast_of

CONFIG = """title: Acme
theme:
  css: brand.css
  js: brand.js
  head:
    - {name: verification, content: 'a"><script>alert(1)</script>'}
    - {property: "og:see_also", content: b}
    - {rel: me, href: "https://example.com/@acme", title: '">'}
    - {rel: icon, href: /images/touch.png, sizes: 8x8}
  banner: {text: "New <b>", link: /b, link_text: Read}
"""
FILES: dict[str, str | bytes] = {
    "handrail.yml": CONFIG,
    "theme/static/brand.css": "a { background: url('./mark.svg') }",
    "theme/static/mark.svg": "<svg/>",
    "theme/static/brand.js": "export {};",
    "content/images/touch.png": b"\x89PNG\r\n\x1a\n",
    "content/index.md": "---\ntitle: A\nlayout: landing\n---\n\n## Part\n\nText.\n",
    "content/b.md": "---\ntitle: B\nlayout: docs\n---\n\n## Part\n\nText.\n",
}


def test_hooks_are_in_every_page_and_escaped(site: Callable[[], Site]) -> None:
    built = site().write(FILES).build("--keep-going")
    for path in ("index.html", "b/index.html", "404.html"):
        page = built.page(path)
        head, _, body = page.partition("</head>")
        assert head.count("/assets/brand.") == 2
        assert head.index("/assets/handrail.") < head.index("/assets/brand.")
        assert '<meta name="verification" content="a&#34;&gt;&lt;script&gt;alert(1)&lt;/script&gt;">' in head
        assert '<meta property="og:see_also" content="b">' in head
        assert 'title="&#34;&gt;"' in head
        assert 'href="/images/touch.png"' in head
        assert 'New &lt;b&gt; <a href="/b/">Read</a>' in body
    assert "images/touch.png" in built.published()
    style = next(
        data for path, data in built.published().items() if path.startswith("assets/brand.") and b"url" in data
    )
    assert b"./mark." in style
    assert b"./mark.svg" not in style


def test_a_layout_decides_what_is_around_the_text(site: Callable[[], Site]) -> None:
    built = site().write(FILES).build("--keep-going")
    assert 'class="frame frame-landing"' in built.page("index.html")
    assert "On this page" not in built.page("index.html")
    assert 'class="frame"' in built.page("b/index.html")
    assert "On this page" in built.page("b/index.html")


@pytest.mark.parametrize(
    "entry",
    [
        "{rel: stylesheet, href: https://example.com/a.css}",
        "{rel: preload, href: https://example.com/a.js}",
        "{http-equiv: refresh, content: 0}",
        "{name: 'a b', content: c}",
    ],
)
def test_the_head_refuses_elements_that_load_or_redirect(site: Callable[[], Site], entry: str) -> None:
    files = {**FILES, "handrail.yml": f"theme:\n  head:\n    - {entry}\n"}
    site().write(files).build().exits(2)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x"])
def test_an_unsafe_address_is_reported_and_not_published(site: Callable[[], Site], address: str) -> None:
    files = {**FILES, "handrail.yml": f"theme:\n  head:\n    - {{rel: me, href: '{address}'}}\n"}
    built = site().write(files).build("--keep-going").exits(1).says("theme.head")
    assert address not in built.page("index.html")


@pytest.mark.parametrize(("title", "mark"), [("Acme", "A"), ("«étude»", "É"), ("日本", "日"), ("…", ""), ("ßa", "S")])
def test_the_mark_is_the_first_letter(title: str, mark: str) -> None:
    assert mark_of(title) == mark


def test_a_project_s_icon_wins(site: Callable[[], Site]) -> None:
    built = site().write(FILES).build("--keep-going")
    icons = {path: data for path, data in built.published().items() if path.startswith("assets/favicon")}
    assert [b">A</text>" in data for data in icons.values()] == [True]
    built.write({"theme/static/favicon.svg": "<svg/>"}).build("--keep-going")
    icons = {path: data for path, data in built.published().items() if path.startswith("assets/favicon")}
    assert list(icons.values()) == [b"<svg/>"]


# From the formula of WCAG 2.2, as published tools compute it.
@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000", "#ffffff", 21), ("#777777", "#fff", 4.48), ("rgb(0, 0, 255)", "#fff", 8.59), ("#f00", "#fff", 4.0)],
)
def test_contrast(one: str, other: str, ratio: float) -> None:
    assert contrast_of(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast_of(other, one) == contrast_of(one, other)
    assert contrast_of(one, "teal") is None
