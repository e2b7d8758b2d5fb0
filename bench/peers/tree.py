"""Where pages lie as files, and as a menu."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from bench.corpus.page import PARTIAL, Corpus, Page, Version
from bench.corpus.plain import plain_text

SUPPORT = "Something is missing here, or wrong? Write to the people behind this product; they answer within a day."
"""The text of the partial that all pages use."""


def parents(version: Version) -> set[str]:
    """The slugs that have pages below them; that of the front page is empty."""
    return {
        "/".join(page.slug.split("/")[:depth]) for page in version.pages for depth in range(page.slug.count("/") + 1)
    }


def file_of(page: Page, above: set[str], index: str) -> str:
    """``a/b.md``, or ``a/b/index.md`` for a page with others below it; ``index`` is the program's name for it."""
    if page.slug in above or not page.slug:
        return f"{page.slug}/{index}".lstrip("/")
    return f"{page.slug}.md"


def front_matter(page: Page) -> str:
    """A title and nothing else, as every program reads it."""
    return f"---\ntitle: {json.dumps(page.title, ensure_ascii=False)}\n---\n\n"


def write_plain(corpus: Corpus, content: Path, *, index: str, partial: str, base: str = "") -> None:
    """All pages as plain Markdown below ``content``; ``partial`` is how the program asks for the partial."""
    for version in corpus.versions:
        above = parents(version)
        for page in version.pages:
            text = plain_text(page, base=f"{base}/{version.name}").replace(PARTIAL, partial)
            put(content / version.name / file_of(page, above, index), front_matter(page) + text)


def copy_images(corpus: Corpus, root: Path) -> None:
    """The pictures, below ``root``."""
    for address, path in corpus.images.items():
        target = root / address.lstrip("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)


def put(path: Path, text: str) -> None:
    """Write a file, and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def copy_tree(source: Path, target: Path) -> None:
    """The files of a folder that comes with the bench: configurations and templates."""
    shutil.copytree(source, target, dirs_exist_ok=True)


def edited_page(version: Version) -> Page:
    """The page that is edited: one in the middle, without others below it."""
    above = parents(version)
    leaves = [page for page in version.pages if page.slug and page.slug not in above]
    return leaves[len(leaves) // 2]
