"""Each key of ``markdown`` in handrail.yml, on a site that has it switched on."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from driver import Site, run

SITES = sorted(path for path in (Path(__file__).parent / "markdown").iterdir() if path.is_dir())
_ARTICLE = re.compile(r"<article[^>]*>\n(.*)\n</article>", re.DOTALL)
_BETWEEN_BLOCKS = re.compile(r"(?<=>)(?=<(?:h\d|p|ul|ol|li|dl|dt|dd|aside|section|div|blockquote|pre|table|tr)\b)")


@pytest.mark.parametrize("folder", SITES, ids=[folder.name for folder in SITES])
def test_what_a_key_publishes(folder: Path, site: Callable[..., Site]) -> None:
    project = site()
    shutil.copytree(folder, project.root, dirs_exist_ok=True)
    project.build()
    found = {
        "expected.html": article(project.root),
        "expected.md": (project.root / "site/page/index.md").read_text("utf-8"),
        "expected.txt": reported(project),
    }
    if os.environ.get("HANDRAIL_REWRITE"):
        for name, text in found.items():
            (folder / name).write_text(text, "utf-8")
    for name, text in found.items():
        assert text == (folder / name).read_text("utf-8"), name


@pytest.mark.parametrize("folder", SITES, ids=[folder.name for folder in SITES])
def test_without_its_key_the_page_is_another_one(folder: Path, site: Callable[..., Site]) -> None:
    project = site()
    shutil.copytree(folder, project.root, dirs_exist_ok=True)
    (project.root / "handrail.yml").unlink()
    project.build("--keep-going")
    assert article(project.root) != (folder / "expected.html").read_text("utf-8")


@pytest.mark.parametrize("folder", SITES, ids=[folder.name for folder in SITES])
def test_formatting_leaves_it_alone(folder: Path, site: Callable[..., Site]) -> None:
    project = site()
    shutil.copytree(folder, project.root, dirs_exist_ok=True)
    page = project.root / "content/page.md"
    assert run("fmt", str(page)).code == 0
    assert page.read_text("utf-8") == (folder / "content/page.md").read_text("utf-8")


def article(root: Path) -> str:
    """The page's own HTML, a block a line."""
    match = _ARTICLE.search((root / "site/page/index.html").read_text("utf-8"))
    assert match is not None
    return _BETWEEN_BLOCKS.sub("\n", match[1]) + "\n"


def reported(project: Site) -> str:
    """The diagnostics, one a line."""
    return "".join(
        f"{each['line']}:{each['column']} {each['severity']} {each['code']} {each['message']}\n"
        for each in project.problems()
    )
