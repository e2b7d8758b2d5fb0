"""Files beside the pages that show or link to them, partials by other spellings, menus with equal titles."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from driver import Site, image


def page(body: str, front: str = "") -> str:
    return f"---\ntitle: T\n{front}---\n\n{body}\n"


def test_files_that_a_page_uses_are_published_at_their_path(tmp_path: Path) -> None:
    site = Site(tmp_path).write(
        {
            "handrail.yml": "base_url: https://docs.example.com/product\n",
            "content/v1/guide/index.md": page(
                "![One image](near.png) [data](../files/c%23.csv) [whole](/product/v1/guide)\n\n"
                '{% image src="img/far.png" alt="Another image" /%}'
            ),
            "content/v1/guide/near.png": image(30, 20),
            "content/v1/guide/img/far.png": image(3, 4),
            "content/v1/guide/unused.png": image(5, 5),
            "content/v1/files/c#.csv": "1,2\n",
            "content/v2/index.md": page("![One image](v2.png)"),
            "content/v2/v2.png": image(1, 1),
        }
    )
    site.build().exits(0)
    published = site.published()
    assert {path for path in published if path.endswith((".png", ".csv"))} == {
        *("v1/guide/near.png", "v1/guide/img/far.png", "v1/files/c#.csv", "v2/v2.png")
    }
    html = site.page("v1/guide/index.html")
    assert 'src="/product/v1/guide/near.png" width="30" height="20"' in html
    assert 'href="/product/v1/files/c%23.csv"' in html
    assert '<a href="/product/v1/guide/">whole</a>' in html


def test_a_changed_file_is_published_again_and_a_removed_one_leaves(tmp_path: Path) -> None:
    site = Site(tmp_path).write({"content/index.md": page("[data](a.csv)"), "content/a.csv": "1\n"}).build().exits(0)
    site.write({"content/a.csv": "22\n"}).build().exits(0)
    assert site.published()["a.csv"] == b"22\n"
    site.edit("content/index.md", "[data](a.csv)", "Text.").build().exits(0)
    assert "a.csv" not in site.published()


@pytest.mark.parametrize("name", ["run.html", "run.js", "run.svg", "run.xhtml", "RUN.HTM", "style.css"])
def test_files_that_browsers_run_are_not_published(tmp_path: Path, name: str) -> None:
    site = Site(tmp_path).write({"content/index.md": page(f"[x]({name})"), f"content/{name}": "<svg onload=alert(1)/>"})
    found = site.problems()
    by_code = {problem["code"]: problem for problem in found}
    assert by_code.keys() - {"page-not-published"} == {"link-unresolved"}
    assert "browsers would run" in by_code["link-unresolved"]["help"]
    assert not any(path.endswith(name) for path in site.build("--keep-going").published())


def test_an_image_folder_with_pages_keeps_the_pages(tmp_path: Path) -> None:
    site = Site(tmp_path).write(
        {"handrail.yml": "images: [content]\n", "content/index.md": page("![An image](/images/a.png)")}
    )
    site.write({"content/a.png": image(1, 1)}).build().exits(0)
    assert {"index.html", "images/a.png"} <= set(site.published())


def test_partials_are_found_without_a_slash_and_from_where_the_tag_is(tmp_path: Path) -> None:
    site = Site(tmp_path).write(
        {
            "content/index.md": page('{% partial file="a.md" /%}\n\n{% partial file="../partials/sub/b.md" /%}'),
            "content/partials/a.md": 'Part A.\n\n{% partial file="./sub/b.md" /%}\n',
            "content/partials/sub/b.md": 'Part B.\n\n{% partial file="../c.md" /%}\n',
            "content/partials/c.md": "Part C.\n",
        }
    )
    site.build().exits(0)
    assert re.findall(r"<p>(Part [ABC])", site.page("index.html")) == ["Part A", *["Part B", "Part C"] * 2]
    site.edit("content/partials/c.md", "Part C", "Part D").build().exits(0)
    assert site.page("index.html").count("<p>Part D") == 2
    assert not [problem for problem in site.problems() if problem["code"] == "partial-unused"]


def test_an_undefined_variable_publishes_nothing_in_its_place(tmp_path: Path) -> None:
    text = page("```js\na{% $nothing %}b\n```\n\nSo {% $nothing %}far.")
    site = Site(tmp_path).write({"content/index.md": text}).build("--keep-going")
    assert all(b"UNDEFINED" not in data and b"Undefined" not in data for data in site.published().values())


def test_entries_with_one_title_and_titles_with_a_slash_are_all_in_the_menu(tmp_path: Path) -> None:
    entries = [
        "Start, url: /",
        "Start, url: /a",
        "Build / CI/CD, url: /b",
        "Build / CI/CD, url: https://example.com",
        "Build, url: /a",
    ]
    site = Site(tmp_path).write(
        {f"content/{name}.md": page("Text.", f"order: {name}\n".replace("index", "0")) for name in ("index",)}
    )
    site.write({f"content/{name}.md": page("Text.") for name in "ab"})
    site.write(
        {"content/menu.yml": "site_menu:\n" + "".join(f"  - {{category: {entry}}}\n" for entry in entries)}
    ).build().exits(0)
    menu = site.page("menu.html") if (site.root / "site/menu.html").exists() else site.page("b/index.html")
    links = re.findall(r'<a href="([^"]*)"[^>]*>([^<]*)</a>', menu)
    assert [link for link in links if link[1] in ("Start", "Build", "CI/CD")] == [
        *(("/", "Start"), ("/a/", "Start"), ("/a/", "Build"), ("/b/", "CI/CD"), ("https://example.com", "CI/CD")),
    ]
