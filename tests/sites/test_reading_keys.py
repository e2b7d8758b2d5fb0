"""Each key of ``reading`` in handrail.yml, on a site of another program that is read as it is."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from driver import Site

from builder.config.reading_keys import READING
from builder.content.keys.kinds import Record

SITES = sorted(path for path in (Path(__file__).parent / "reading").iterdir() if path.is_dir())
_ARTICLE = re.compile(r"<article[^>]*>\n(.*)\n</article>", re.DOTALL)
_BETWEEN_BLOCKS = re.compile(r"(?<=>)(?=<(?:h\d|p|ul|ol|li|dl|dt|dd|aside|section|div|blockquote|pre|table|tr)\b)")
_LANGUAGE = re.compile(r"<(?:html|main|article)[^>]*? (lang=[^>]*)>")


@pytest.mark.parametrize("folder", SITES, ids=[folder.name for folder in SITES])
def test_what_a_key_publishes(folder: Path, site: Callable[..., Site]) -> None:
    project = site()
    shutil.copytree(folder, project.root, dirs_exist_ok=True)
    (project.root / "expected.txt").unlink(missing_ok=True)
    project.build("--keep-going")
    found = "".join(f"{line}\n" for line in _published(project))
    expected = folder / "expected.txt"
    if os.environ.get("HANDRAIL_REWRITE"):
        expected.write_text(found, "utf-8")
    assert found == expected.read_text("utf-8")


@pytest.mark.parametrize("folder", SITES, ids=[folder.name for folder in SITES])
def test_without_its_key_the_site_is_another_one(folder: Path, site: Callable[..., Site]) -> None:
    project = site()
    shutil.copytree(folder, project.root, dirs_exist_ok=True)
    name = project.root / "handrail.yml"
    own = name.read_text("utf-8")
    kept = [line for line in own.splitlines(keepends=True) if line.startswith("base_url")]
    name.write_text("".join(kept) or "{}\n", "utf-8")
    project.build("--keep-going")
    if folder.name != "menu_title":
        assert "".join(f"{line}\n" for line in _published(project)) != (folder / "expected.txt").read_text("utf-8")


def test_each_key_has_a_site() -> None:
    (reading,) = READING
    assert isinstance(reading.kind, Record)
    assert {key.name for key in reading.kind.keys} <= {folder.name for folder in SITES}


def _published(project: Site) -> Iterator[str]:
    """The files, each page's article with its language and its title in the menu, redirects, and problems."""
    output = project.root / "site"
    files = sorted(path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file())
    own = {path.name for path in project.root.rglob("*") if output not in path.parents and path.suffix != ".md"}
    yield from (f"file {name}" for name in files if name.rpartition("/")[2] in own)
    for name in files:
        text = (output / name).read_text("utf-8") if name.endswith("index.html") else ""
        article = _ARTICLE.search(text)
        if article is None:
            yield from (f"redirect {name}" for _ in text[:1])
            continue
        yield f"page {name} {' '.join(_LANGUAGE.findall(text))}"
        yield _BETWEEN_BLOCKS.sub("\n", article[1])
    pages = (output / "llms.txt").read_text("utf-8") if (output / "llms.txt").exists() else ""
    yield pages.strip()
    for each in project.problems():
        place = f"{each['path']}:{each['line']}:{each['column']}"
        yield f"{place} {each['severity']} {each['code']} {each['message']}"
