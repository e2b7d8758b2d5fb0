"""Portable sites: relative addresses, classic scripts, and an archive with the same bytes each time."""

from __future__ import annotations

import re
import zipfile
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

import pytest
from driver import Site

from builder.errors import UsageError
from builder.outputs.output import known
from builder.outputs.portable.classic_scripts import classic_script, is_module
from builder.outputs.portable.relative_links import PortablePage, PortablePages, relative_html
from builder.outputs.portable.relative_markdown import relative_markdown

PAGES = PortablePages(
    base="/product",
    host="https://example.com",
    identity="Product",
    paths=frozenset(
        (
            "index.html",
            "v1/a/index.html",
            "v1/b c/index.html",
            "a:b/index.html",
            "images/x.png",
            "llms.txt",
            "assets/main.js",
        )
    ),
    runtime="assets/portable.js",
)

LINKS = [
    ("v1/a/index.html", '<a href="/product/">', '<a href="../../index.html">'),
    ("v1/a/index.html", '<a href="/product/v1/a/#x">', '<a href="../../v1/a/index.html#x">'),
    ("v1/a/index.html", '<a href="/product/v1/a?q=1&amp;r=2#x">', '<a href="../../v1/a/index.html?q=1&amp;r=2#x">'),
    ("v1/a/index.html", '<a href="/product/v1/b%20c/">', '<a href="../../v1/b%20c/index.html">'),
    ("index.html", '<a href="/product/a:b/">', '<a href="./a:b/index.html">'),
    ("index.html", '<img alt="a > b" src="/product/images/x.png">', '<img alt="a > b" src="images/x.png">'),
    ("index.html", '<img srcset="/product/images/x.png 2x, /y.png">', '<img srcset="images/x.png 2x, /y.png">'),
    ("index.html", "<a href='/product/v1/a/'>", "<a href='v1/a/index.html'>"),
    # Addresses that are not of this site, or not its files.
    ("index.html", '<a href="https://other.example/product/">', '<a href="https://other.example/product/">'),
    ("index.html", '<a href="//other.example/product/">', '<a href="//other.example/product/">'),
    ("index.html", '<a href="/product/blog/">', '<a href="https://example.com/product/blog/">'),
    ("index.html", '<a href="/other/">', '<a href="/other/">'),
    ("index.html", '<a href="#x">', '<a href="#x">'),
    # Words, not addresses.
    ("index.html", '<img alt="/product/" title="/product/v1/a/">', '<img alt="/product/" title="/product/v1/a/">'),
    ("index.html", '<!-- <a href="/product/"> -->', '<!-- <a href="/product/"> -->'),
    ("index.html", '<p>href="/product/"</p>', '<p>href="/product/"</p>'),
    ("index.html", "<p>1 < 2", "<p>1 < 2"),
    # The theme's own attributes.
    ("v1/a/index.html", '<p data-search="/product/v1/a/">', '<p data-search="../../v1/a/index.html">'),
    ("v1/a/index.html", '<p data-site="/product/">', '<p data-site="Product">'),
    (
        "v1/a/index.html",
        '<main data-moved="{&#34;x&#34;: &#34;/product/v1/b%20c/#y&#34;}">',
        '<main data-moved="{&quot;x&quot;: &quot;../../v1/b%20c/index.html#y&quot;}">',
    ),
    (
        "v1/index.html",
        '<meta http-equiv="refresh" content="0; url=/product/v1/a/">',
        '<meta http-equiv="refresh" content="0; url=../v1/a/index.html">',
    ),
    # Scripts.
    (
        "v1/a/index.html",
        '<script type="module" src="/product/assets/main.js" integrity="sha384-x"></script>',
        '<script defer src="../../assets/portable.js"></script>\n'
        '<script defer data-start src="../../assets/main.js"></script>',
    ),
    (
        "index.html",
        '<script type="module" src="https://other.example/x.js" integrity="sha384-x"></script>',
        '<script type="module" src="https://other.example/x.js" integrity="sha384-x"></script>',
    ),
    ("index.html", '<link rel="modulepreload" href="/product/assets/main.js">', ""),
]


@pytest.mark.parametrize(("path", "html", "expected"), LINKS)
def test_addresses_are_relative(path: str, html: str, expected: str) -> None:
    assert relative_html(html.encode(), PortablePage(path, known(PAGES, ""))).decode() == expected


HEAD = "> A · <{}>\\\n> List of all pages: <{}>\n\nText.\n"
MARKDOWN = [
    ("See [B](/product/v1/b%20c/#x) and ![I](</product/images/x.png>).", "See [B](B#x) and ![I](<I>)."),
    (
        "[B](https://example.com/product/v1/b%20c/), [C](https://other.example/product/).",
        "[B](B), [C](https://other.example/product/).",
    ),
    ("[b]: /product/v1/b%20c/\n[c]: <https://example.com/product/v1/b%20c/>", "[b]: B\n[c]: <B>"),
    ("`[B](/product/v1/b%20c/)` and ``a ` [B](/product/v1/b%20c/)``", None),
    ("```text\n[B](/product/v1/b%20c/)\n```", None),
    ("> ~~~\n> [B](/product/v1/b%20c/)", None),
    (r"\[B\](/product/v1/b%20c/)", None),
    ("[No such page](#x) and [its file](other.md)", None),
    (
        HEAD.format("https://example.com/product/v1/b%20c/", "https://example.com/product/llms.txt"),
        HEAD.format("https://example.com/product/v1/b%20c/", "../../llms.txt"),
    ),
    (HEAD.format("/product/v1/b%20c/", "/product/llms.txt"), HEAD.format("B", "../../llms.txt")),
]
"""``B`` and ``I`` are the addresses of the page and the image from ``v1/a/index.md``."""


@pytest.mark.parametrize(("text", "expected"), MARKDOWN)
def test_addresses_in_markdown_are_relative(text: str, expected: str | None) -> None:
    made = relative_markdown(text.encode(), PortablePage("v1/a/index.md", known(PAGES, ""))).decode()
    assert made.replace("../../v1/b%20c/index.html", "B").replace("../../images/x.png", "I") == (expected or text)


MODULES = [
    ('import { a, b as c } from "./x.js";', "const { a, b: c } = $imported[0];", ""),
    ('import a, { b } from "./x.js"', "const { default: a, b } = $imported[0];", ""),
    ('import * as all from "./x.js";', "const all = $imported[0];", ""),
    ('import"./x.js";', "", ""),
    ('import{a as b}from"./x.js";run(b);', "const { a: b } = $imported[0];run(b);", ""),
    ('import {\n  a,\n} from "./x.js";\nrun(a);', "const { a } = $imported[0];\n\n\nrun(a);", ""),
    ("export function start() {}", "function start() {}", "start: start"),
    ("export async function start() {}", "async function start() {}", "start: start"),
    ("export const a = 1;", "const a = 1;", "a: a"),
    ("export class A {}", "class A {}", "A: A"),
    ("export default 3;", "$exports.default = 3;", ""),
    ("export default function f() {}", "function f() {}", "default: f"),
    ("const a = 1;export{a as b};", "const a = 1;", "b: a"),
    ('export { a } from "./x.js";', "", "a: $imported[0].a"),
    ('export * as x from "./x.js";', "", "x: $imported[0]"),
    ('const load = () => import("./x.js");', 'const load = () => $load("./x.js");', ""),
    ("run(import.meta.url);", "run($meta.url);", ""),
    ("// No import here.\nexport let a;", "// No import here.\nlet a;", "a: a"),
]


@pytest.mark.parametrize(("module", "body", "exports"), MODULES)
def test_modules_become_classic_scripts(module: str, body: str, exports: str) -> None:
    made = classic_script(module.encode(), "assets/m.js").decode()
    found = re.fullmatch(
        r'handrailPortable\.module\((.*?), async \(.*?\) => \{ "use strict"; \{ (.*)\n\} \}\);\n', made, re.S
    )
    assert found is not None
    assert found[1] == ('["./x.js"]' if "./x.js" in module and "import(" not in module else "[]")
    assert found[2].rpartition("{ }));")[2].rpartition(" }));")[2] == body
    assert dict(re.findall(r'get "(\w+)"\(\) \{ return (\S+); \}', made)) == dict(
        [exports.split(": ")] if exports else []
    )


@pytest.mark.parametrize("script", ["{ const a = 1; }", 'run("import");', "important();", "exported = 1;"])
def test_other_scripts_stay(script: str) -> None:
    assert not is_module(script.encode())


def test_a_statement_that_is_not_understood_is_refused() -> None:
    with pytest.raises(
        UsageError, match=r"'assets/m\.js' can't be made portable: line 2, 'export const \{ a \} = all;'"
    ):
        classic_script(b"const all = {};\nexport const { a } = all;", "assets/m.js")


PROJECT: dict[str, str | bytes] = {
    "handrail.yml": "title: Product\nbase_url: https://example.com/product\n",
    "content/v1.0/index.md": "---\ntitle: Home\n---\n\n[Guide](/guide)\n",
    "content/v1.0/guide.md": (
        "---\ntitle: Guide\nredirect_from: [/old]\n---\n\n"
        "## Step 1: Go\n\n1. Open **Apps**.\n\n## Step 2: End\n\n1. Click **End**.\n"
    ),
}


class _Addresses(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = ("href", "src", "data-search", "data-menu", "data-checklist", "data-target")
        self.found += [value or "" for name, value in attrs if name in names and (tag, name) != ("link", "rel")]


def test_every_address_of_every_page_is_a_file(tmp_path: Path) -> None:
    site = Site(tmp_path).write(PROJECT).build("--portable").exits(0)
    published = site.published()
    seen = 0
    for path, data in published.items():
        if not path.endswith(".html"):
            continue
        reader = _Addresses()
        reader.feed(data.decode())
        for address in reader.found:
            if address.startswith(("https://", "#")):
                continue
            place = (tmp_path / "site" / PurePosixPath(path).parent / unquote(re.split("[?#]", address)[0])).resolve()
            assert place.is_file(), f"{path}: {address}"
            seen += 1
    assert seen > 50
    for path in [each for each in published if each.endswith(("checklist.json", "menu.html"))]:
        assert f"{path}.js" in published
    assert b"[Guide](../v1.0/guide/index.html)" in published["v1.0/index.md"]
    assert b"(<v1.0/guide/index.md>)" in published["llms.txt"]
    assert b"> List of all pages: <../llms.txt>" in published["v1.0/index.md"]


def test_the_archive_holds_the_site_and_has_the_same_bytes_each_time(tmp_path: Path) -> None:
    site = Site(tmp_path).write(PROJECT).build("--portable").exits(0)
    first = site.published()
    with zipfile.ZipFile(BytesIO(first["handrail.zip"])) as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    own = {
        f"Product/{path}": data
        for path, data in first.items()
        if path not in ("handrail.zip", ".handrail-manifest.json")
    }
    assert inside == own
    site.build("--portable", "--no-cache", "-o", str(tmp_path / "again")).exits(0)
    assert site.published("again")["handrail.zip"] == first["handrail.zip"]
    # A site that is not portable replaces it, and is replaced, without a change of the sources.
    site.build().exits(0)
    assert "handrail.zip" not in site.published()
    site.build("--portable").exits(0)
    assert site.published() == first
    site.edit("content/v1.0/guide.md", "Open **Apps**", "Open **All apps**").build("--portable", "--prove").exits(0)
    changed = site.published()
    with zipfile.ZipFile(BytesIO(changed["handrail.zip"])) as archive:
        assert archive.read("Product/v1.0/guide/index.html") == changed["v1.0/guide/index.html"]
        assert archive.read("Product/v1.0/index.html") == first["v1.0/index.html"]
