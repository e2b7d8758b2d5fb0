"""Where links lead: a table of targets."""

from __future__ import annotations

from pathlib import Path

import pytest
from pages import facts_with

from builder.content.listing import FileStamp
from builder.structure.link_resolver import Resolver
from builder.structure.page import Page
from builder.structure.places import Places
from builder.structure.redirects import Redirects
from builder.structure.version import order_versions

CASES = Path(__file__).with_name("cases_links.md")


def page(path: str, version: str, slug: str, *anchors: str) -> Page:
    return Page(
        path=f"content/{version}/{path}", folder_path=path, version=version, slug=slug, facts=facts_with(*anchors)
    )


PAGES = (
    page("index.md", "v1.7.x", ""),
    page("security/index.md", "v1.7.x", "security"),
    page("security/azure.md", "v1.7.x", "security/azure", "step-1", "über"),
    page("security/okta/index.md", "v1.7.x", "security/okta"),
    page("deployment/auth.md", "v1.7.x", "deployment/Basic-Auth"),
    page("security/azure.md", "v1.6.x", "security/azure"),
)


FILES = (
    *("security/near.png", "security/img/far.svg", "security/data set.csv", "files/c#.pdf", "files/run.html"),
    *("security/azure/index.html", "llms.txt", "security/drawing.svg"),
)


def resolver() -> Resolver:
    images = {
        path: FileStamp(path="content" + path, size=1, mtime_ns=1, ctime_ns=1, inode=1)
        for path in ("/images/a.png", "/images/security/b.png")
    }
    return Resolver(
        Places(
            versions=order_versions(["v1.6.x", "v1.7.x"], {}),
            pages={(p.version, p.slug): p for p in PAGES},
            by_file={(p.version, p.folder_path): p for p in PAGES},
            images=images,
            redirects=Redirects(targets={("v1.7.x", "old/azure"): ("v1.7.x", "security/azure")}),
            left_out={("v1.7.x", "security/draft"): "draft"},
            files={
                ("v1.7.x", path): FileStamp(path=f"content/v1.7.x/{path}", size=1, mtime_ns=1, ctime_ns=1, inode=1)
                for path in FILES
            },
            base_path="/docs",
        )
    )


def rows() -> list[tuple[str, ...]]:
    lines = [line for line in CASES.read_text().splitlines() if line.startswith("| ")][1:]
    return [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines]


@pytest.mark.parametrize(("target", "kind", "url", "problem"), rows(), ids=lambda value: value or "-")
def test_link_leads_where_the_table_says(target: str, kind: str, url: str, problem: str) -> None:
    found = resolver().resolve(target, PAGES[2])
    assert (found.kind, found.url, found.problem) == (kind, url, problem)


@pytest.mark.parametrize(
    ("target", "kind", "url", "problem"),
    [
        ("/images/a.png", "file", "/images/a.png", ""),
        ("/images/A.PNG", "file", "/images/a.png", "case"),
        ("a.png", "file", "/images/a.png", ""),
        ("b.png", "file", "/images/security/b.png", ""),
        ("/images/a.png?raw=1", "file", "/images/a.png", ""),
        ("/images/../../../etc/passwd", "none", "/images/../../../etc/passwd", "escapes-root"),
        ("../../../etc/passwd", "none", "../../../etc/passwd", "escapes-root"),
        ("https://example.com/a.png", "external", "https://example.com/a.png", ""),
        ("javascript:alert(1)", "none", "#", "unsafe"),
        ("near.png", "file", "/v1.7.x/security/near.png", ""),
        ("./img/far.svg", "file", "/v1.7.x/security/img/far.svg", ""),
        ("data%20set.csv", "file", "/v1.7.x/security/data%20set.csv", ""),
    ],
)
def test_image_is_found_below_its_roots(target: str, kind: str, url: str, problem: str) -> None:
    found = resolver().image(target, PAGES[2])
    assert (found.kind, found.url, found.problem) == (kind, url, problem)
