"""Files for agents never take the place of another file."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from driver import Site

PAGE = "---\ntitle: {title}\nslug: {slug}\n---\n\nWords of {title}.\n"


@pytest.mark.parametrize("slug", ["/", "/guide"])
def test_a_page_named_index_leaves_the_markdown_of_the_page_above(site: Callable[..., Site], slug: str) -> None:
    pages = {
        "content/v1/above.md": PAGE.format(title="Above", slug=slug),
        "content/v1/below.md": PAGE.format(title="Below", slug=f"{slug.rstrip('/')}/index"),
    }
    published = site().write(pages).build("--keep-going").published()
    folder = f"v1{slug.rstrip('/')}"
    assert b"Words of Above." in published[f"{folder}/index.md"]
    assert b"Words of Below." in published[f"{folder}/index/index.md"]
    assert ("v1/guide.md" in published) == (slug == "/guide")


def test_a_file_of_a_static_root_keeps_its_address(site: Callable[..., Site]) -> None:
    files = {
        "handrail.yml": "reading: {static: [public]}\n",
        "public/notes.md": "Own words.",
        "content/notes.md": PAGE.format(title="Notes", slug="/notes"),
    }
    assert site().write(files).build("--keep-going").published()["notes.md"] == b"Own words."
