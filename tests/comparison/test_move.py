"""``handrail move``: pages, folders and headings, with all that leads to them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from driver import Run, Site, image, run

PAGES = {
    "index.md": ("Home", "/", "[one](/sso/saml) [two](./sso/saml.md#step-1) [x](https://a.test/sso/saml)"),
    "sso/saml.md": ("SAML", "/sso/saml", "## Step 1\n\n[up](../index.md) [near](oidc.md) [own](#step-1)"),
    "sso/oidc.md": ("OIDC", "/sso/oidc", "[other](/sso/saml?a=b#step-1) [there](/{version}/sso/saml/)"),
    "help.md": ("Help", "/help/desk", '{% partial file="/help.md" /%}'),
}
MENU = """---
site_menu:
  - category: SAML
    url: /sso/saml
  - category: OIDC
    url: /sso/oidc
---
"""
GUIDE = "## Step 1: Open\n\nOpen the console.\n\n## Step 2: Click\n\nClick **Save**."


def page(title: str, slug: str, body: str) -> str:
    return f"---\ntitle: {title}\nslug: {slug}\n---\n\n# {title}\n\n{body}\n"


def version(name: str) -> dict[str, str]:
    """The files of one version."""
    pages = {path: page(*parts).replace("{version}", name) for path, parts in PAGES.items()}
    return {f"content/{name}/{path}": text for path, text in {**pages, "menu.md": MENU}.items()}


FILES: dict[str, str | bytes] = {
    "handrail.yml": "title: Sample\n",
    "content/images/logo.png": image(),
    "content/partials/help.md": "See [help](/help/desk).\n",
    **version("v1.0.x"),
    **version("v1.1.x"),
}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path / "project").write(FILES)
    site.check().exits(0)
    return site


def move(site: Site, *arguments: str) -> Run:
    return run("move", *arguments, "--project", str(site.root))


def text(site: Site, path: str) -> str:
    return (site.root / path).read_text("utf-8")


def files(site: Site) -> dict[str, bytes]:
    return {
        path.relative_to(site.root).as_posix(): path.read_bytes()
        for path in site.root.rglob("*")
        if path.is_file() and ".handrail" not in path.parts
    }


def test_a_page(site: Site) -> None:
    assert move(site, "/sso/saml", "/security/single-sign-on").code == 0
    moved = text(site, "content/v1.1.x/security/single-sign-on.md")
    assert "slug: /security/single-sign-on\nredirect_from: /sso/saml\n" in moved
    assert "[up](/) [near](/sso/oidc) [own](#step-1)" in moved
    home = text(site, "content/v1.1.x/index.md")
    new = "/security/single-sign-on"
    assert f"[one]({new}) [two]({new}#step-1) [x](https://a.test/sso/saml)" in home
    assert f"[other]({new}?a=b#step-1) [there](/v1.1.x{new}/)" in text(site, "content/v1.1.x/sso/oidc.md")
    assert f"url: {new}" in text(site, "content/v1.1.x/menu.md")
    assert "[one](/sso/saml)" in text(site, "content/v1.0.x/index.md")
    site.check("--fail-on", "warning").exits(0)


def test_a_folder_everywhere(site: Site) -> None:
    assert move(site, "/sso", "/login", "--everywhere").code == 0
    for name in ("v1.0.x", "v1.1.x"):
        assert not (site.root / f"content/{name}/sso").exists()
        assert "[near](/login/oidc)" in text(site, f"content/{name}/login/saml.md")
    site.check("--fail-on", "warning").exits(0)


def test_a_file_that_is_not_named_after_its_slug_stays(site: Site) -> None:
    assert move(site, "/help/desk", "/support", "--everywhere").code == 0
    assert "slug: /support" in text(site, "content/v1.1.x/help.md")
    assert text(site, "content/partials/help.md") == "See [help](/support).\n"
    site.check("--fail-on", "warning").exits(0)


def test_a_partial_of_two_versions_is_not_changed_for_one(site: Site) -> None:
    before = files(site)
    done = move(site, "/help/desk", "/support")
    assert (done.code, "--everywhere" in done.err) == (2, True)
    assert files(site) == before


def test_a_heading(site: Site) -> None:
    assert move(site, "/sso/saml#step-1", "#first-step").code == 0
    assert "## Step 1 {% #first-step %}" in text(site, "content/v1.1.x/sso/saml.md")
    assert "[own](#first-step)" in text(site, "content/v1.1.x/sso/saml.md")
    assert "saml.md#first-step" in text(site, "content/v1.1.x/index.md")
    assert text(site, "redirects.yml") == "/v1.1.x/sso/saml#step-1: /v1.1.x/sso/saml#first-step\n"
    site.check("--fail-on", "warning").exits(0)


def test_the_lock_of_checklists_follows(site: Site) -> None:
    site.write({"content/v1.1.x/guide.md": page("Guide", "/guide", GUIDE)})
    assert run("checklist", str(site.root), "--lock").code == 0
    ids = [item["id"] for item in json.loads(run("checklist", str(site.root), "guide").out)["items"]]
    assert move(site, "/guide", "/manual").code == 0
    assert [item["id"] for item in json.loads(run("checklist", str(site.root), "manual").out)["items"]] == ids
    assert "content/v1.1.x/manual.md" in json.loads(text(site, "checklist.lock.json"))["guides"]


def test_a_dry_run_shows_and_writes_nothing(site: Site) -> None:
    before = files(site)
    done = move(site, "/sso/saml", "/saml", "--dry-run")
    assert done.code == 0
    assert "rename content/v1.1.x/sso/saml.md → content/v1.1.x/saml.md" in done.err
    assert "+redirect_from: /sso/saml" in done.err
    assert files(site) == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("/nothing", "/x"), "There is no page at or below '/nothing' in v1.1.x."),
        (("/sso/saml", "/sso/oidc"), "'/sso/oidc' is already the address of 'content/v1.1.x/sso/oidc.md'."),
        (("/sso/saml", "/../x"), "is not the address of a page"),
        (("/sso/saml", "/sso/saml"), "are the same"),
        (("/sso/saml#step-1", "/x"), "Name two addresses of pages, or two of headings"),
        (("/sso/saml#nothing", "#x"), "not a heading of the page's own text"),
        (("/v1.0.x/sso/saml", "/v1.1.x/saml"), "can't be moved to another version"),
        (("/sso/saml", "/x", "--version", "v9"), "There is no version 'v9'."),
        (("/sso/saml", "/v9/x"), "There is no version 'v9'."),
        (("/sso/saml", "/x", "--version", "v1.0.x", "--everywhere"), "not both"),
    ],
)
def test_a_refused_move_changes_nothing(site: Site, arguments: tuple[str, ...], message: str) -> None:
    before = files(site)
    done = move(site, *arguments)
    assert (done.code, message in done.err) == (2, True), done.err
    assert files(site) == before


FRONT_MATTERS = [
    ("redirect_from: /a", "redirect_from: [/a, /help/desk]"),
    ("redirect_from: [/a, /b]", "redirect_from: [/a, /b, /help/desk]"),
    ("redirect_from: []", "redirect_from: [/help/desk]"),
    ("redirect_from:\n  - /a\n  - /b", "redirect_from:\n  - /a\n  - /b\n  - /help/desk"),
    ("redirect_from:\n- /a", "redirect_from:\n- /a\n- /help/desk"),
]


@pytest.mark.parametrize(("before", "after"), FRONT_MATTERS)
def test_redirects_that_a_page_has_are_kept(site: Site, before: str, after: str) -> None:
    site.edit("content/v1.1.x/help.md", "slug: /help/desk\n", f"slug: /help/desk\n{before}\n")
    site.edit("content/partials/help.md", "[help](/help/desk)", "help")
    assert move(site, "/help/desk", "/support").code == 0
    assert f"slug: /support\n{after}\n---" in text(site, "content/v1.1.x/help.md")
