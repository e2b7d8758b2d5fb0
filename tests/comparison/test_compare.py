"""``handrail diff`` and ``check --since`` on a small project: each kind of change, and hostile names."""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from driver import Site, image, run
from jsonschema import Draft202012Validator
from repository import PAGE, Repository

from builder.engine.file_store import FileStore


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "repository")


def named(found: list[dict[str, Any]], *fields: str) -> list[tuple[Any, ...]]:
    return [tuple(each[field] for field in fields) for each in found]


def test_nothing_differs(repository: Repository) -> None:
    found = repository.diff()
    assert not any(found[part] for part in ("pages", "vanished", "redirects", "images", "menus"))
    assert repository.last.code == 0
    assert "The published site does not differ" in repository.run("diff").err


def test_items_of_a_revision_that_the_cache_has_lost(repository: Repository) -> None:
    repository.site.edit("content/v1.1.x/sso.md", "Click **New**", "Click **New application**")
    known = repository.diff()["pages"]
    with sqlite3.connect(next(repository.site.root.glob(".handrail/cache/*.sqlite"))) as connection:
        assert connection.execute("DELETE FROM entry WHERE key LIKE 'content/%'").rowcount
    connection.close()
    assert repository.diff()["pages"] == known
    assert known[0]["items"]


def test_a_changed_guide_names_its_sections_and_items(repository: Repository) -> None:
    repository.site.edit("content/v1.1.x/sso.md", "Click **New**", "Click **New application**")
    (page,) = repository.diff()["pages"]
    assert (page["change"], page["url"], page["parts"], page["isGuide"]) == ("changed", "/v1.1.x/sso/", ["text"], True)
    assert named(page["sections"], "change", "heading") == [("changed", "Step 2: Create an application")]
    assert named(page["items"], "change", "before", "after", "progress") == [
        ("changed", "Click New.", "Click New application.", "to do again")
    ]


def test_a_section_with_another_heading_is_one_change(repository: Repository) -> None:
    repository.site.edit("content/v1.1.x/sso.md", "## Notes", "## Remarks")
    found = repository.diff()
    assert named(found["pages"][0]["sections"], "change", "anchor") == [("changed", "remarks")]
    assert named(found["vanished"], "url", "path", "line") == [
        ("/v1.1.x/sso/#notes", "content/v1.1.x/sso.md", "{% #notes %}")
    ]


def test_a_moved_page_without_a_redirect(repository: Repository) -> None:
    text = (repository.site.root / "content/v1.1.x/old.md").read_text()
    repository.site.remove("content/v1.1.x/old.md").write({"content/v1.1.x/new.md": text.replace("/old", "/new")})
    found = repository.diff()
    assert named(found["pages"], "change", "oldUrl", "url") == [("moved", "/v1.1.x/old/", "/v1.1.x/new/")]
    assert named(found["vanished"], "url", "line") == [("/v1.1.x/old/", "redirect_from: /old")]
    assert named(found["problems"]["new"], "code") == [("url-vanished",)]
    assert repository.last.code == 1
    repository.site.edit("content/v1.1.x/new.md", "slug: /new", "slug: /new\nredirect_from: /old")
    found = repository.diff()
    assert (found["vanished"], repository.last.code) == ([], 0)
    assert ("added", "/v1.1.x/old/", "/v1.1.x/new/") in named(found["redirects"], "change", "url", "target")


def test_old_problems_are_counted_and_new_ones_shown(repository: Repository) -> None:
    repository.site.edit("content/v1.0.x/old.md", "This text", "See [nothing](/nowhere). This text")
    repository.commit("Add a broken link")
    repository.git("branch", "-f", "main")
    repository.site.edit("content/v1.1.x/old.md", "This text", "See [nothing](/nowhere). This text")
    problems = repository.diff()["problems"]
    assert named(problems["new"], "code", "path") == [("link-unresolved", "content/v1.1.x/old.md")]
    assert problems["new"][0]["elsewhere"] == ["content/v1.0.x/old.md"]
    checked = repository.run("check", "--since", "main")
    assert checked.code == 1
    assert "content/v1.0.x/old.md:5" not in checked.err.replace("also in", "")
    repository.site.edit("content/v1.1.x/old.md", "See [nothing](/nowhere). ", "")
    assert repository.run("check").code == 1
    assert repository.run("check", "--since", "main").code == 0


def test_problems_of_a_renamed_file_are_not_new(repository: Repository) -> None:
    repository.site.edit("content/v1.1.x/old.md", "This text", "See [nothing](/nowhere). This text")
    repository.commit("Add a broken link")
    repository.git("branch", "-f", "main")
    folder = repository.site.root / "content/v1.1.x"
    (folder / "old.md").rename(folder / "renamed.md")
    assert repository.diff()["problems"]["new"] == []


PARTIAL = "See [nothing](/nowhere), [nobody](/nobody) and [never](/never).\n"


@pytest.mark.parametrize(
    ("written", "new"),
    [
        pytest.param(PARTIAL, [], id="as it was"),
        pytest.param("More words.\n\n" + PARTIAL, [], id="edited"),
        pytest.param(PARTIAL + "\nSee [more](/more).\n", ["/more"], id="with a new problem"),
        pytest.param(
            "See [a](/a), [b](/b), [c](/c) and [nothing](/nowhere).\n", ["/a", "/b", "/c", "/nowhere"], id="other"
        ),
    ],
)
def test_problems_of_a_renamed_partial_are_not_new(repository: Repository, written: str, new: list[str]) -> None:
    repository.site.write({"content/partials/old.md": PARTIAL})
    repository.site.edit("content/v1.1.x/sso.md", "## Notes", '{% partial file="/old.md" /%}\n\n## Notes')
    repository.commit("Add a partial with broken links")
    repository.git("branch", "-f", "main")
    repository.site.remove("content/partials/old.md").write({"content/partials/shared/new.md": written})
    repository.site.edit("content/v1.1.x/sso.md", "/old.md", "/shared/new.md")
    problems = repository.diff()["problems"]["new"]
    assert [each["message"].split("'")[1] for each in problems] == new
    assert repository.run("check", "--since", "main").code == (1 if new else 0)


def test_a_renamed_partial_that_no_page_includes_is_not_new(repository: Repository) -> None:
    repository.site.write({"content/partials/old.md": "Words.\n", "content/partials/other.md": "Other words.\n"})
    repository.commit("Add partials")
    repository.git("branch", "-f", "main")
    (repository.site.root / "content/partials/old.md").rename(repository.site.root / "content/partials/new.md")
    problems = repository.diff()["problems"]
    assert (problems["new"], problems["fixed"]) == ([], [])


def test_images_and_menus(repository: Repository) -> None:
    repository.site.write({"content/images/logo.png": image(30, 20)})
    repository.site.edit("content/v1.1.x/sso.md", "title: SSO", "title: Single sign-on")
    found = repository.diff()
    assert named(found["images"], "change", "path", "pages") == [("changed", "content/images/logo.png", 2)]
    assert named(found["menus"], "change", "oldTitle", "title") == [("renamed", "SSO", "Single sign-on")]
    assert {page["url"]: page["parts"] for page in found["pages"]} == {
        "/v1.0.x/": ["images"],
        "/v1.1.x/": ["images"],
        "/v1.1.x/sso/": ["title"],
    }


def test_a_new_version(repository: Repository) -> None:
    folder = repository.site.root / "content/v1.1.x"
    repository.site.write({f"content/v1.2.x/{each.name}": each.read_text() for each in folder.glob("*.md")})
    found = repository.diff()
    assert named(found["pages"], "change", "url") == [
        ("added", "/v1.2.x/"),
        ("added", "/v1.2.x/old/"),
        ("added", "/v1.2.x/sso/"),
    ]
    assert (found["vanished"], found["menus"]) == ([], [])


@pytest.mark.parametrize("base", ["folder", "published"])
def test_another_folder_as_base(repository: Repository, tmp_path: Path, base: str) -> None:
    before = tmp_path / "before"
    repository.git("worktree", "add", "-q", str(before), "main")
    if base == "published":
        assert run("build", str(before / "docs"), "--jobs", "1", "-o", str(tmp_path / "published")).code == 0
    repository.site.edit("content/v1.1.x/sso.md", "Click **New**", "Click **New application**")
    by_revision = repository.diff()
    found = repository.diff("--base", str(before / "docs" if base == "folder" else tmp_path / "published"))
    assert found["base"] != by_revision["base"]
    assert {**found, "base": ""} == {**by_revision, "base": ""}


@pytest.mark.parametrize(
    ("base", "message"),
    [
        ("nothing", "The repository has no revision 'nothing'."),
        ("--output=x", "is not a valid name of a revision"),
        ("main; touch x", "The repository has no revision"),
    ],
)
def test_a_base_that_is_not_there(repository: Repository, base: str, message: str) -> None:
    done = run("diff", str(repository.site.root), f"--base={base}")
    assert (done.code, message in done.err) == (2, True), done.err


def test_a_shallow_clone_says_how_to_fetch_more(repository: Repository, tmp_path: Path) -> None:
    repository.site.edit("content/v1.1.x/sso.md", "**New**", "**Next**")
    repository.commit("Change")
    clone = tmp_path / "clone"
    repository.git("clone", "-q", "--depth=1", "--branch=change", f"file://{repository.top}", str(clone))
    done = run("diff", str(clone / "docs"), "--base", "main")
    assert done.code == 2
    assert "shallow" in done.err


def test_a_project_outside_a_repository(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.md").write_text(PAGE.format(title="A", slug="/a", body="# A"))
    done = run("diff", str(tmp_path))
    assert (done.code, "is not in a git repository" in done.err) == (2, True)


def test_the_work_tree_and_the_repository_stay_as_they_are(repository: Repository) -> None:
    repository.site.edit("content/v1.1.x/sso.md", "**New**", "**Next**")
    before = repository.git("status", "--porcelain", "--ignored=no"), repository.git("worktree", "list")
    repository.diff()
    assert (repository.git("status", "--porcelain", "--ignored=no"), repository.git("worktree", "list")) == before
    assert not list((repository.site.root / ".handrail").glob("base-*"))


Change = Callable[[Site], object]
CHANGES: dict[str, Change] = {
    "three pages edited": lambda site: [
        site.edit("content/v1.1.x/sso.md", "**New**", "**Next**"),
        site.edit("content/v1.0.x/sso.md", "title: SSO", "title: Login"),
        site.edit("content/v1.1.x/old.md", "This text", "See [there](/sso#nothing). This text"),
    ],
    "pages added": lambda site: site.write(
        {f"content/v1.1.x/new/{name}.md": PAGE.format(title=name, slug=f"/{name}", body="# A") for name in "abc"}
    ),
    "a page removed": lambda site: site.remove("content/v1.1.x/old.md"),
    "a page renamed": lambda site: rename(site, "content/v1.1.x/old.md", "content/v1.1.x/deep/er/old.md"),
    "the last page of a version removed": lambda site: [
        path.unlink() for path in (site.root / "content/v1.0.x").glob("*.md")
    ],
    "a new version": lambda site: site.write({"content/v1.2.x/a.md": PAGE.format(title="A", slug="/a", body="# A")}),
    "a menu": lambda site: site.write({"content/v1.1.x/menu.md": "---\nsite_menu: [{category: X, url: /sso}]\n---\n"}),
    "a partial": lambda site: site.write({"content/partials/x.md": "**Words**\n"}),
    "the configuration": lambda site: site.write({"handrail.yml": "title: Other\nversions: {folders: [v1.1.x]}\n"}),
    "a tag": lambda site: site.write({"theme/tags/own.html": "---\nattributes: {}\n---\n<b>{{ content }}</b>\n"}),
    "redirects": lambda site: site.write({"redirects.yml": "/gone: /sso\n"}),
    "an image": lambda site: site.write({"content/images/logo.png": image(3, 3)}),
}


PUBLISHING_NOTHING_NEW = ("a page renamed", "a partial", "a tag")
"""The page keeps its slug, and no page uses the partial or the tag."""


def rename(site: Site, old: str, new: str) -> None:
    (site.root / new).parent.mkdir(parents=True)
    (site.root / old).rename(site.root / new)


@pytest.mark.parametrize("change", CHANGES)
def test_a_revision_is_compared_as_its_folder(repository: Repository, tmp_path: Path, change: str) -> None:
    repository.git("worktree", "add", "-q", str(tmp_path / "before"), "main")
    CHANGES[change](repository.site)
    found, by_folder = repository.diff(), repository.diff("--base", str(tmp_path / "before/docs"))
    assert {**found, "base": ""} == {**by_folder, "base": ""}
    differs = any(found[part] for part in ("pages", "menus", "redirects", "images", "vanished"))
    assert differs == (change not in PUBLISHING_NOTHING_NEW)


def test_unchanged_pages_are_neither_read_nor_touched(repository: Repository) -> None:
    pages = sorted((repository.site.root / "content").rglob("*.md"))
    repository.site.edit("content/v1.1.x/sso.md", "**New**", "**Next**")
    before = [page.stat() for page in pages]
    with pytest.MonkeyPatch.context() as patch:
        written: list[str] = []
        link = os.link
        patch.setattr(os, "link", lambda source, place: (written.append(str(source)), link(source, place)))
        repository.diff()
    assert not [name for name in written if name.endswith(".md") and "/partials/" not in name]
    assert [page.stat().st_ctime_ns for page in pages] == [each.st_ctime_ns for each in before]


def test_the_cache_remembers_no_file_of_a_base(repository: Repository) -> None:
    repository.site.edit("content/v1.1.x/sso.md", "**New**", "**Next**")
    repository.diff()
    store = FileStore(repository.site.root / ".handrail/cache")
    store.close()
    with contextlib.closing(sqlite3.connect(store.path)) as connection:
        keys = [key for (key,) in connection.execute("SELECT key FROM entry")]
    assert any(key.startswith("texts/") for key in keys)
    assert not [key for key in keys if "/base-" in key]


def test_json_meets_its_schema(repository: Repository) -> None:
    schema = json.loads(files("builder.comparison").joinpath("schema.json").read_bytes())
    repository.site.remove("content/v1.1.x/old.md").edit("content/v1.1.x/sso.md", "**New**", "**[x](/no)**")
    repository.site.write({"content/images/logo.png": image(3, 3), "redirects.yml": "/gone: /sso\n"})
    found = repository.diff()
    assert all(found[part] for part in ("pages", "vanished", "redirects", "images", "menus"))
    Draft202012Validator(schema).validate(found)


def test_published_inventory_meets_its_schema(repository: Repository) -> None:
    site = repository.site.build().exits(0)
    schema = site.data("schema/inventory-1.json")
    for entry in site.data("inventories.json")["inventories"]:
        Draft202012Validator(schema).validate(site.data(entry["inventory"]))
        assert (site.root / "site" / entry["objects"]).read_bytes().startswith(b"# Sphinx inventory version 2\n")


HOSTILE = "x @everyone <b>](javascript:a) #1 `code` ![i](y) | <!-- --> $(id)"


def test_hostile_words_are_text_in_markdown(repository: Repository) -> None:
    name = HOSTILE.replace("/", "")
    repository.site.write({f"content/v1.1.x/{name}.md": PAGE.format(title="Z", slug="/z", body="# Z\n\n[z](/nowhere)")})
    repository.site.edit("content/v1.1.x/sso.md", "title: SSO", f"title: '{HOSTILE}'")
    text = repository.run("diff", "--format", "markdown").out
    body = text.split("\n", 2)[2]
    assert text.startswith("<!-- handrail-diff -->\n**")
    for token in ("@everyone", "<b>", "](javascript", " #1 ", "`code`", "![i]", "<!-- -", "$(id)"):
        assert token not in body, token


def test_markdown_fits_into_a_comment(repository: Repository) -> None:
    pages = {
        f"content/v1.1.x/page-{number}.md": PAGE.format(title="Title " * 30, slug=f"/page-{number}", body="# A")
        for number in range(400)
    }
    repository.site.write(pages)
    text = repository.run("diff", "--format", "markdown").out
    assert len(text) <= 60_000
    assert "more entries don't fit" in text
    assert text.count("<details") == text.count("</details>")


def test_links_lead_into_a_preview(repository: Repository) -> None:
    repository.site.edit("content/v1.1.x/sso.md", "**New**", "**Next**")
    text = repository.run("diff", "--format", "markdown", "--preview-url", "https://preview.example.com/7/").out
    assert '<a href="https://preview.example.com/7/v1.1.x/sso/">' in text
    assert repository.run("diff", "--preview-url", "javascript:alert(1)").code == 2


def test_paths_limit_a_check(repository: Repository) -> None:
    repository.site.edit("content/v1.1.x/old.md", "This text", "See [nothing](/nowhere). This text")
    root = repository.site.root
    assert run("check", str(root), str(root / "content/v1.1.x/sso.md")).code == 0
    assert run("check", str(root), str(root / "content/v1.1.x")).code == 1
    done = run("check", str(root), str(root / "content/nothing.md"))
    assert (done.code, "is not a file or folder" in done.err) == (2, True)


def test_a_fix_in_one_path_and_everywhere(repository: Repository) -> None:
    root = repository.site.root
    for name in ("v1.0.x", "v1.1.x"):
        repository.site.edit(f"content/{name}/old.md", "This text", "![Logo](/images/Logo.png) This text")
    other = root / "content/v1.0.x/old.md"
    assert run("check", str(root), str(root / "content/v1.1.x"), "--fix").code == 0
    assert "/images/Logo.png" in other.read_text()
    repository.site.edit("content/v1.1.x/old.md", "/images/logo.png", "/images/Logo.png")
    assert run("check", str(root), str(root / "content/v1.1.x"), "--fix", "--everywhere").code == 0
    assert "/images/logo.png" in other.read_text()
    assert run("check", str(root), "--everywhere").code == 2


def test_other_line_numbers_are_not_a_change(repository: Repository) -> None:
    repository.site.edit("content/v1.1.x/sso.md", "title: SSO\n", "# A remark.\ntitle: SSO\n")
    assert repository.diff()["pages"] == []
