"""The page templates: whole pages, hostile values, and content that a strict policy refuses."""

from __future__ import annotations

import pickle
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markupsafe import Markup
from msgspec.structs import replace

from builder.errors import TemplateRenderError
from builder.structure.navigation import NavEntry
from builder.theme.assets import asset_table, load_assets
from builder.theme.context import (
    ChecklistLinks,
    HeadingView,
    LinkView,
    Logo,
    NotFoundView,
    Notice,
    PageFields,
    PageView,
    RedirectView,
    Robots,
    SiteView,
    VersionLink,
)
from builder.theme.environment import Theme, load_theme
from builder.theme.location import shipped_theme, themes_of
from builder.vocabulary import load_vocabulary

SHIPPED = shipped_theme()
VOCABULARY = load_vocabulary([SHIPPED]).value
ASSETS = asset_table(load_assets([SHIPPED]).value, "/docs/")
HOSTILE = """"><script>alert(1)</script>' onload=x {{ 7 * 7 }} &amp;"""


def shipped() -> Theme:
    outcome = load_theme([SHIPPED], VOCABULARY)
    assert outcome.diagnostics == ()
    return outcome.value


def view(text: str = "Text", url: str = "/docs/v2/x/") -> PageView:
    """A page on which every part shows; ``text`` and ``url`` are in every place for a text or an address."""
    link = LinkView(text, url)
    nav = shipped().navigation(
        (
            NavEntry(
                title=text,
                url=url,
                children=(NavEntry(title=text), NavEntry(title=text, url=url)),
                is_open=True,
                icon=text,
            ),
        )
    )
    return PageView(
        site=SiteView(
            title=text, base="/docs/", edition=text, links=(link,), logo=Logo(url, 10, 10), footer=text, search=True
        ),
        page=PageFields(
            title=text,
            url=url,
            description=text,
            canonical=url,
            edit_url=url,
            last_change=text,
            breadcrumbs=(link, LinkView(text, "")),
            previous=link,
            next=link,
            markdown_url=url,
            robots=Robots(noindex=True),
            image=url,
            has_heading=False,
        ),
        body=Markup("<p>The <em>text</em>.</p>"),
        assets=ASSETS,
        versions=(
            VersionLink(name=text, title=text, url=url, is_current=True, note=text, is_latest=True),
            VersionLink(name=text, title=text, url=url),
        ),
        nav=nav,
        nav_url=url,
        toc=(HeadingView(text, text, (HeadingView(text, text),)),),
        notices=(Notice("outdated", text, link),),
        checklist=ChecklistLinks(url, 3),
        structured_data=Markup("{}"),
    )


class Elements(HTMLParser):
    """Every element of a page, with its attributes and the text directly in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.ids: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.ids.extend(value or "" for name, value in attrs if name == "id")

    def shape(self) -> list[tuple[str, tuple[str, ...]]]:
        return [(tag, tuple(attributes)) for tag, attributes in self.elements]

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def test_a_whole_page_has_its_landmarks() -> None:
    page = Elements(shipped().page(view()))
    assert [len(page.named(name)) for name in ("header", "main", "h1", "article")] == [1, 1, 1, 1]
    labels = [nav.get("aria-label") for nav in page.named("nav")]
    assert labels == ["Project", "Pages", "Breadcrumbs", "On this page", "Previous and next page"]
    assert page.named("html") == [{"lang": "en", "dir": "ltr"}]
    assert page.named("a")[0] == {"class": "skip", "href": "#content"}
    assert "content" in page.ids


def test_a_page_with_its_own_heading_gets_no_second_one() -> None:
    given = view()
    html = shipped().page(replace(given, page=replace(given.page, has_heading=True)))
    assert "<h1>" not in html


def test_a_bare_page_shows_no_empty_part() -> None:
    bare = PageView(
        site=SiteView(title="Docs"),
        page=PageFields(title="Title", url="/"),
        body=Markup("<h1>Title</h1>"),
        assets=ASSETS,
    )
    page = Elements(shipped().page(bare))
    assert page.named("nav") == []
    assert page.named("details") == []
    assert all(attributes.get("href") != "" for attributes in page.named("a"))


def test_values_never_become_markup() -> None:
    theme = shipped()
    html = theme.page(view(HOSTILE, HOSTILE))
    assert Elements(html).shape() == Elements(theme.page(view())).shape()
    assert "49" not in re.sub(r"sha384-[^\"]*|assets/[^\"]*", "", html)


@pytest.mark.parametrize("text", ["Text", HOSTILE])
def test_redirects_and_the_missing_page_escape_too(text: str) -> None:
    theme = shipped()
    site = SiteView(title=text, base=text)
    redirect = theme.redirect(RedirectView(site=site, target=LinkView(text, text), canonical=text))
    missing = theme.not_found(NotFoundView(site=site, assets=ASSETS, homes=(LinkView(text, text),), pages_url=text))
    for html in (redirect, missing):
        assert all("src" in script for script in Elements(html).named("script"))
        assert len(Elements(html).named("h1")) == 1


def test_a_redirect_works_without_scripts() -> None:
    page = Elements(
        shipped().redirect(
            RedirectView(
                site=SiteView(title="Docs"), target=LinkView("v2", "/docs/v2/"), canonical="https://example.com/v2/"
            )
        )
    )
    refresh = [meta["content"] for meta in page.named("meta") if meta.get("http-equiv") == "refresh"]
    assert refresh == ["0; url=/docs/v2/"]
    assert page.named("a") == [{"href": "/docs/v2/"}]
    assert page.named("link") == [{"rel": "canonical", "href": "https://example.com/v2/"}]


def test_the_menu_marks_what_is_open_and_where_the_reader_is() -> None:
    entries = (
        NavEntry(
            title="Open",
            url="/a/",
            children=(NavEntry(title="Here", url="/a/b/", is_current=True), NavEntry(title="No page")),
            is_open=True,
        ),
        NavEntry(title="Shut", url="/c/", has_more=True),
        NavEntry(title="Leaf", url="/d/"),
    )
    html = re.sub(r"\n", "", shipped().navigation(entries))
    assert html == (
        '<ul><li class="open"><a href="/a/">Open</a><ul><li><a href="/a/b/" aria-current="page">Here</a></li>'
        '<li><span>No page</span></li></ul></li><li class="shut"><a href="/c/">Shut</a></li>'
        '<li><a href="/d/">Leaf</a></li></ul>'
    )


def test_files_of_a_page_have_integrity() -> None:
    page = Elements(shipped().page(view()))
    files = [
        a for a in (*page.named("script"), *page.named("link")) if "/assets/" in (a.get("src") or a.get("href") or "")
    ]
    assert len(files) == 10  # of which five are modules of the checklist, and one its style sheet
    assert all((file["integrity"] or "").startswith("sha384-") for file in files if file.get("rel") != "icon")


INLINE = re.compile(
    r"<style|\sstyle=|\son[a-z]+=|javascript:|data:|<script(?![^>]* src=)(?! type=.application/ld)", re.I
)
SOURCES = sorted(file for folder in ("templates", "tags") for file in (SHIPPED / folder).rglob("*.html"))


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_no_template_contains_an_inline_script_or_style(file: Path) -> None:
    """Collects content that ``Content-Security-Policy: default-src 'self'`` refuses."""
    template = re.sub(r"\A---\n.*?\n---\n", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert not INLINE.search(template)


def test_every_shipped_template_compiles(tmp_path: Path) -> None:
    """Given as an override, each is checked."""
    shutil.copytree(SHIPPED / "templates", tmp_path / "theme" / "templates")
    for template in (tmp_path / "theme" / "templates").rglob("*.html"):
        template.write_text(template.read_text() + "\n")
    assert load_theme([SHIPPED, tmp_path / "theme"], VOCABULARY).diagnostics == ()


def override(root: Path, name: str, text: str) -> tuple[Path, ...]:
    (root / "theme" / "templates").mkdir(parents=True)
    (root / "theme" / "templates" / name).write_text(text)
    return themes_of(root)


def test_a_project_overrides_one_template(tmp_path: Path) -> None:
    themes = override(tmp_path, "contents.html", "<b>{{ toc[0].title }}</b>")
    theme = load_theme(themes, VOCABULARY).value
    assert "<b>Text</b>" in theme.page(view())
    assert theme.digest != shipped().digest


def test_an_override_that_is_not_valid_is_reported(tmp_path: Path) -> None:
    outcome = load_theme(override(tmp_path, "page.html", "<p>\n{% if %}"), VOCABULARY)
    assert [(d.code, d.path, d.line) for d in outcome.diagnostics] == [
        ("theme-template-invalid", "theme/templates/page.html", 2)
    ]


def test_an_override_that_fails_names_itself(tmp_path: Path) -> None:
    theme = load_theme(override(tmp_path, "contents.html", "<p>\n{{ nothing }}"), VOCABULARY).value
    with pytest.raises(TemplateRenderError) as caught:
        theme.page(view())
    found = caught.value.diagnostic
    assert str(caught.value) == found.message == "The template 'contents.html' failed: 'nothing' is undefined"
    assert (found.path, found.line) == ("theme/templates/contents.html", 2)
    assert pickle.loads(pickle.dumps(caught.value)).diagnostic == found


def test_a_projects_theme_overrides_the_shipped_one(tmp_path: Path) -> None:
    assert themes_of(tmp_path) == (SHIPPED,)
    (tmp_path / "theme").mkdir()
    assert themes_of(tmp_path) == (SHIPPED, tmp_path / "theme")
    assert themes_of(SHIPPED.parent) == (SHIPPED,)
