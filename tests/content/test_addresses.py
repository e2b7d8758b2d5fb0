"""Which addresses may be published, read as browsers read them; and harmful ones found in Markdown and HTML."""

from __future__ import annotations

import time

import pytest

from builder.content.addresses import NEVER_SAFE, is_in_site, is_publishable, publishable, scheme_of
from builder.content.unsafe_text import harmful_in_html, without_harmful_addresses


@pytest.mark.parametrize(
    ("address", "scheme"),
    [
        ("javascript:alert(1)", "javascript"),
        ("JaVaScRiPt:alert(1)", "javascript"),
        ("  \x01\x1f javascript:x", "javascript"),
        ("java\nscr\tipt\r:x", "javascript"),
        ("\njavascript\n:\nx", "javascript"),
        ("web+app.1-2:x", "web+app.1-2"),
        ("%6aavascript:x", ""),
        ("\u00a0javascript:x", ""),
        ("javascript\uff1ax", ""),
        ("/javascript:x", ""),
        ("./javascript:x", ""),
        ("?javascript:x", ""),
        ("#javascript:x", ""),
        ("//javascript:x", ""),
        ("1javascript:x", ""),
        ("", ""),
        (":", ""),
    ],
)
def test_the_scheme_is_what_a_browser_finds(address: str, scheme: str) -> None:
    assert scheme_of(address) == scheme


@pytest.mark.parametrize("address", ["/a", "../a", "#a", "?a", "https://a", "HTTP://a", "mailto:a@b", "tel:1", "//a"])
def test_addresses_of_the_web_are_published(address: str) -> None:
    assert publishable(address) == address


@pytest.mark.parametrize("scheme", [*sorted(NEVER_SAFE), "vscode", "x"])
def test_other_schemes_are_not(scheme: str) -> None:
    assert publishable(f"{scheme}:x") == publishable(f"{scheme}://x") == publishable(f" {scheme.upper()}:x") == "#"


def test_a_project_may_add_schemes_but_none_that_is_never_safe() -> None:
    assert is_publishable("vscode:x", {"vscode"})
    assert not is_publishable("javascript:x", {"javascript"})


@pytest.mark.parametrize(
    ("address", "inside"),
    [
        ("/a", True),
        ("a//b", True),
        ("#a", True),
        ("//a", False),
        ("/\\a", False),
        ("\\\\a", False),
        ("/\t/a", False),
        (" //a", False),
        ("x:a", False),
    ],
)
def test_a_path_stays_in_the_site(address: str, inside: bool) -> None:
    assert is_in_site(address) == inside


@pytest.mark.parametrize(
    ("markdown", "published"),
    [
        ("[x](javascript:alert(1)) y", "[x](#) y"),
        ("[x](<javascript:alert(1) y>)", "[x](<#>)"),
        ("![x](data:text/html,y)", "![x](#)"),
        ("[z [q](a](javascript:x)", "[z [q](a](#)"),
        ("[x](java&#115;cript:x) [x](java&Tab;script:x)", "[x](#) [x](#)"),
        ("[x](javascript&colon;x) [x](javascript\\:x)", "[x](#) [x](#)"),
        ("[x](\njavascript:x)", "[x](\n#)"),
        ("[x]: javascript:x", "[x]: #"),
        ("<JavaScript:x>", "<#>"),
        ('<a href="java&#10;script:x">', '<a href="#">'),
        ("<img src = 'vbscript:x'>", "<img src = '#'>"),
        ("`[x](javascript:x)` [x](javascript:x)", "`[x](javascript:x)` [x](#)"),
        ("\\`[x](javascript:x)\\`", "\\`[x](#)\\`"),
        ("`a\n[x](javascript:x)`", "`a\n[x](#)`"),
        ("[x](/javascript:x) [x](java%73cript:x)", "[x](/javascript:x) [x](java%73cript:x)"),
        ("The scheme javascript: runs code; data: too.", "The scheme javascript: runs code; data: too."),
    ],
)
def test_harmful_addresses_in_markdown_are_not_published(markdown: str, published: str) -> None:
    assert without_harmful_addresses(markdown) == published


@pytest.mark.parametrize(
    "html",
    [
        '<a href="javascript:x">',
        "<a class=y HREF = ' java\tscript:x'>",
        "<img src=data:text/html,x>",
        '<a href="java&#115;cript:x">',
        '<a\nxlink:href="vbscript:x">',
        '<meta http-equiv="refresh" content="0; URL=javascript:x">',
        '<form><button formaction="javascript:x">',
    ],
)
def test_harmful_addresses_in_html_are_found(html: str) -> None:
    assert harmful_in_html(html)


@pytest.mark.parametrize("html", ['<a href="/javascript:x">javascript:x</a>', "<p title='javascript:x'>", "a href=x"])
def test_harmless_html_is_left_alone(html: str) -> None:
    assert harmful_in_html(html) == ""


@pytest.mark.parametrize(
    "piece", ["](", "]:", "<a", "href=", 'src="', "](javascript:", "](&#106;", "](<javascript:", "`", "](x(", "`\\"]
)
def test_time_grows_with_the_length(piece: str) -> None:
    def seconds(count: int) -> float:
        start = time.process_time()
        without_harmful_addresses(piece * count)
        harmful_in_html(piece * count)
        return time.process_time() - start

    seconds(100)
    assert seconds(20_000) < 8 * max(seconds(5_000), 0.005)
