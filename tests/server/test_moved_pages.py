"""A page that is deleted or renamed while it is open: its address leads to where it is now, or to pages near it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from driver import Site
from served import Served, get, on_the_web

from builder.server.http import SiteServer

GUIDE = "---\ntitle: Guide\n---\n\nOld words.\n"
FILES = {
    "handrail.yml": "base_url: https://docs.example.com/docs\n",
    "content/v1/index.md": "---\ntitle: Home\n---\n\nWelcome.\n",
    "content/v1/guide.md": GUIDE,
    "content/v1/guides.md": "---\ntitle: All guides\n---\n\nA list.\n",
    "content/v1/part.one/a.md": "---\ntitle: A\n---\n\nText.\n",
}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SiteServer]:
    served = Served(Site(tmp_path).write(FILES).root).start()
    with on_the_web(served, "/docs", watched=False) as server:
        server.served = served  # type: ignore[attr-defined]
        yield server
    served.store.close()


def _rename(served: Served, old: str, new: str, text: str | None = None) -> None:
    before = (served.project / old).read_text()
    (served.project / old).unlink()
    (served.project / new).parent.mkdir(parents=True, exist_ok=True)
    (served.project / new).write_text(before if text is None else text)
    served.notify(old, new)


def _slug(served: Served) -> None:
    served.write({"content/v1/guide.md": GUIDE.replace("---\n\n", "slug: other/place\n---\n\n")})


@pytest.mark.parametrize(
    ("change", "target"),
    [
        (lambda served: _rename(served, "content/v1/guide.md", "content/v1/how/to.md"), "/docs/v1/how/to/"),
        (lambda s: _rename(s, "content/v1/guide.md", "content/v1/how.md", GUIDE + "More."), "/docs/v1/how/"),
        (lambda s: _rename(s, "content/v1/guide.md", "content/v1/c#.md"), "/docs/v1/c%23/"),
        (_slug, "/docs/v1/other/place/"),
    ],
)
def test_a_moved_page_is_found_at_its_old_address(
    server: SiteServer, change: Callable[[Served], None], target: str
) -> None:
    change(server.served)  # type: ignore[attr-defined]
    status, _, headers = get(server, "/docs/v1/guide/")
    assert (status, headers["Location"]) == (302, target)
    assert get(server, target)[0] == 200


def test_a_page_that_is_moved_twice_is_found(server: SiteServer) -> None:
    served = server.served  # type: ignore[attr-defined]
    _rename(served, "content/v1/guide.md", "content/v1/b.md")
    _rename(served, "content/v1/b.md", "content/v1/c.md")
    assert get(server, "/docs/v1/guide/")[2]["Location"] == "/docs/v1/c/"
    _rename(served, "content/v1/c.md", "content/v1/guide.md")
    assert get(server, "/docs/v1/guide/")[0] == 200
    assert get(server, "/docs/v1/c/")[2]["Location"] == "/docs/v1/guide/"


def test_a_deleted_page_shows_pages_near_it(server: SiteServer) -> None:
    served = server.served  # type: ignore[attr-defined]
    (served.project / "content/v1/guide.md").unlink()
    served.notify("content/v1/guide.md")
    status, text, _ = get(server, "/docs/v1/guide/")
    assert status == 404
    assert "This page is gone" in text
    assert "content/v1/guide.md" in text
    assert '<a href="/docs/v1/guides/">All guides</a>' in text
    assert '<a href="/docs/v1/">Home</a>' in text
    # An address that never was a page has the site's own answer.
    assert "This page is gone" not in get(server, "/docs/v1/never/")[1]
    served.write({"content/v1/guide.md": GUIDE})
    assert get(server, "/docs/v1/guide/")[0] == 200


def test_a_folder_with_a_dot_may_go_and_come(server: SiteServer) -> None:
    served, url = server.served, "/docs/v1/part.one/a/"  # type: ignore[attr-defined]
    assert get(server, url)[0] == 200
    shutil.move(served.project / "content/v1/part.one", served.project / "aside")
    served.notify("content/v1/part.one")
    assert get(server, url)[0] == 404
    shutil.move(served.project / "aside", served.project / "content/v1/part.one")
    served.notify("content/v1/part.one")
    assert get(server, url)[0] == 200
