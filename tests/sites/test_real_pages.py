"""A guide and a documentation set that others wrote, which are not ours to carry."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from driver import Site, image
from jsonschema import Draft202012Validator

IMAGES = "content/images/v1.7/deployment/security/azure"
IMAGE_FILES = ("create-app-1.png", "create-app-2.png", "create-app-3.png", "where-to-find-credentials.png")
TARGETS = ("deployment/security/basic-auth", "deployment/security/enable-jwt-tokens")


_CODE = re.compile(r"<(pre|code|script)\b.*?</\1>", re.DOTALL)


@pytest.fixture
def project(site: Callable[..., Site], shared: Path) -> Site:
    guide = (shared / "seed/azure-sso.md").read_bytes()
    made = site().write({"content/v1.7.x/security/azure.md": guide})
    made.write({f"{IMAGES}/{name}": image(30, 20) for name in IMAGE_FILES})
    return made.write({f"content/v1.7.x/{slug}.md": f"---\ntitle: T\nslug: /{slug}\n---\n\n# T\n" for slug in TARGETS})


def test_the_guide_is_published_whole(project: Site) -> None:
    project.build().exits(0)
    page = project.page("v1.7.x/security/azure/index.html")
    assert page.count("<h1") == 1
    assert len(re.findall(r'<aside|role="note"', page)) >= 3
    images = re.findall(r"<img [^>]*>", page)
    assert len(images) == 4
    for tag in images:
        assert 'width="30"' in tag
        assert 'height="20"' in tag
        assert 'alt="create-app"' in tag
    sources = re.findall(r'<img [^>]*src="([^"]+)"', page)
    files = project.published()
    assert all(source.lstrip("/") in files for source in sources)
    assert sum(path.startswith("images/") for path in files) == 4
    assert "login.microsoftonline.com/c11234b7c" in page


def test_the_guide_has_the_checklist_that_a_person_counts(project: Site) -> None:
    project.build().exits(0)
    checklist = project.data("v1.7.x/security/azure/checklist.json")
    Draft202012Validator(project.data("schema/checklist-2.json")).validate(checklist)
    kinds = [item["kind"] for item in checklist["items"]]
    counted = {kind: kinds.count(kind) for kind in ("requirement", "prerequisite", "step", "choice", "info", "collect")}
    assert counted == {"requirement": 2, "prerequisite": 1, "step": 7, "choice": 1, "info": 4, "collect": 2}
    assert [len(checklist["images"]), len(checklist["links"])] == [4, 3]
    assert "Recommendation:" not in [section["title"] for section in checklist["sections"]]


def test_its_links_are_reported_where_they_stand(project: Site) -> None:
    for slug in TARGETS:
        project.remove(f"content/v1.7.x/{slug}.md")
    found = project.problems()
    errors = [f for f in found if f["severity"] == "error"]
    places = [(f["code"], f["line"], f["column"]) for f in errors]
    assert places == [("link-unresolved", 14, 70), ("link-unresolved", 16, 53)]
    assert project.last.code == 1
    assert all(f"/{slug}" in f["message"] for slug, f in zip(TARGETS, errors, strict=True))


def test_its_images_are_reported_where_they_stand(project: Site) -> None:
    project.remove(f"{IMAGES}/create-app-2.png")
    (project.root / IMAGES / "create-app-1.png").rename(project.root / IMAGES / "renamed.png")
    (project.root / IMAGES / "renamed.png").rename(project.root / IMAGES / "Create-App-1.png")
    errors = [(f["code"], f["line"]) for f in project.problems() if f["severity"] == "error"]
    assert errors == [("image-case", 38), ("image-missing", 42)]


@pytest.mark.timeout(300)
def test_real_pages_are_checked_and_published(site: Callable[..., Site], shared: Path) -> None:
    corpus = shared / "corpus/openmetadata"
    project = site()
    for folder in ("content", "images"):
        shutil.copytree(corpus / folder, project.root / folder)
    project.build("--keep-going")
    assert project.last.code == 1
    assert "link-unresolved" in project.last.err
    pages = {path: data.decode() for path, data in project.published().items() if path.endswith("/index.html")}
    assert len(pages) > 1000
    assert [path for path, text in pages.items() if "{%" in _CODE.sub("", text)] == [], "tags are shown as text"


def test_the_report_of_real_pages_names_every_place(site: Callable[..., Site], shared: Path) -> None:
    project = site()
    for folder in ("content", "images"):
        shutil.copytree(shared / "corpus/openmetadata" / folder, project.root / folder)
    project.check("--format", "json")
    report = json.loads(project.last.out)
    assert report["summary"]["pages"] > 1000
    assert all(f["path"] and f["line"] >= 0 and f["help"] is not None for f in report["diagnostics"])
