"""The ledger of URLs: written on demand; vanished addresses are reported with a fix."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from driver import Site

PAGES = {
    "content/v1.0.x/guide.md": "---\ntitle: Guide\n---\n## First part\n\n## Second part\n",
    "content/v1.0.x/old/page.md": "---\ntitle: Page\n---\nText.\n",
}


def kept(site: Callable[..., Site]) -> Site:
    project: Site = site()
    return project.write(PAGES).check("--update-ledger").exits(0)


def vanished(project: Site) -> list[dict[str, Any]]:
    return [problem for problem in project.problems() if problem["code"] == "url-vanished"]


def test_it_lists_every_url_and_anchor(site: Callable[..., Site]) -> None:
    project = kept(site)
    lines = (project.root / "urls.txt").read_text("utf-8").splitlines()
    assert lines[0].startswith("# ")
    assert lines[1:] == [
        "/v1.0.x/guide/",
        "/v1.0.x/guide/#first-part",
        "/v1.0.x/guide/#second-part",
        "/v1.0.x/old/page/",
    ]
    assert vanished(project) == []


def test_without_a_ledger_nothing_vanishes(site: Callable[..., Site]) -> None:
    assert vanished(site().write(PAGES)) == []


def test_a_page_that_moved_is_reported_with_its_redirect(site: Callable[..., Site]) -> None:
    project = kept(site).remove("content/v1.0.x/old/page.md")
    project.write({"content/v1.0.x/new/page.md": "---\ntitle: Page\n---\nText.\n"})
    (problem,) = vanished(project)
    assert (problem["path"], problem["line"], problem["column"]) == ("urls.txt", 5, 1)
    assert problem["suggestions"] == ["/v1.0.x/new/page/"]
    assert problem["help"].endswith("add to content/v1.0.x/new/page.md: redirect_from: /old/page")
    project.check().exits(1)
    project.write({"content/v1.0.x/new/page.md": "---\ntitle: Page\nredirect_from: /old/page\n---\nText.\n"})
    assert vanished(project) == []


def test_a_removed_page_without_a_similar_one_is_reported_with_the_line_to_write(site: Callable[..., Site]) -> None:
    (problem,) = vanished(kept(site).remove("content/v1.0.x/old/page.md"))
    assert problem["help"].startswith("Add to the page that replaces it: redirect_from: /old/page;")


def test_a_heading_that_is_gone_is_reported_with_its_id(site: Callable[..., Site]) -> None:
    project = kept(site).edit("content/v1.0.x/guide.md", "## Second part", "## Another part")
    (problem,) = vanished(project)
    assert problem["message"] == "The anchor '/v1.0.x/guide/#second-part' was published and is gone."
    assert "{% #second-part %}" in problem["help"]


def test_of_a_page_that_is_gone_its_anchors_are_not_reported(site: Callable[..., Site]) -> None:
    project = kept(site).remove("content/v1.0.x/guide.md")
    assert [problem["line"] for problem in vanished(project)] == [2]


def test_nothing_is_taken_out_of_it(site: Callable[..., Site]) -> None:
    project = kept(site).remove("content/v1.0.x/old/page.md").check("--update-ledger")
    assert "/v1.0.x/old/page/\n" in (project.root / "urls.txt").read_text("utf-8")


def test_a_page_of_one_edition_has_not_vanished(site: Callable[..., Site]) -> None:
    config = {"handrail.yml": "editions: [oss, collate]\n"}
    paid = {"content/v1.0.x/paid.md": "---\ntitle: Paid\ncollate: true\n---\nText.\n"}
    project = site().write({**PAGES, **config, **paid}).check("--update-ledger")
    assert "/v1.0.x/paid/\n" in (project.root / "urls.txt").read_text("utf-8")
    assert vanished(project) == []


def test_it_is_never_written_outside_the_project(site: Callable[..., Site]) -> None:
    site().write({**PAGES, "handrail.yml": "ledger: ../urls.txt\n"}).check("--update-ledger").exits(2)
