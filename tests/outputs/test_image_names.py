"""Images with a digest in their names: every file that links to one follows, and so does a build after an edit."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from driver import Site, image

PAGE = "---\ntitle: A\n---\n\nWords of the page.\n\n![Wide](/images/Wide%20one.PNG)\n\n[Open](/images/Wide%20one.PNG)\n"
FILES: dict[str, str | bytes] = {
    "handrail.yml": "base_url: https://example.com/docs\nfingerprint_images: true\ntheme: {logo: /images/logo.png}\n",
    "content/v1/index.md": PAGE,
    "content/images/Wide one.PNG": image(400, 40),
    "content/images/logo.png": image(20, 20),
}
NAME = re.compile(r"assets/images/Wide-one\.[0-9a-f]{12}\.png")


@pytest.fixture
def built(site: Callable[[], Site]) -> Site:
    return site().write(FILES).build().exits(0)


def test_pages_and_markdown_link_to_the_name_with_a_digest(built: Site) -> None:
    (name,) = (path for path in built.published() if NAME.fullmatch(path))
    assert built.published()[name] == FILES["content/images/Wide one.PNG"]
    page = built.page("v1/index.html")
    assert f'src="/docs/{name}"' in page
    assert f'<a href="/docs/{name}">Open</a>' in page
    assert f'<meta property="og:image" content="https://example.com/docs/{name}">' in page
    assert f"/docs/{name}" in built.page("v1/index.md")
    assert not [path for path in built.published() if path.startswith("images/Wide")]
    assert 'src="/docs/images/logo.png"' in page


def test_another_image_has_another_name(built: Site) -> None:
    before = NAME.findall(built.page("v1/index.html"))
    built.write({"content/images/Wide one.PNG": image(400, 40) + b"other"}).build().exits(0)
    after = NAME.findall(built.page("v1/index.html"))
    assert before[0] != after[0]
    assert [path for path in built.published() if NAME.fullmatch(path)] == [after[0]]
    remembered = built.published()
    assert built.build("--no-cache").exits(0).published() == remembered


def test_a_portable_site_links_to_it_relatively(built: Site) -> None:
    built.build("--portable").exits(0)
    (name,) = (path for path in built.published() if NAME.fullmatch(path))
    assert f'src="../{name}"' in built.page("v1/index.html")
