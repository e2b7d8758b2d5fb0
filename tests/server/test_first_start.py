"""The first start, while pages are composed in the background: every page that is opened is there, whole."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from driver import Site
from served import Served, get, on_the_web

from builder.server.http import SiteServer

PAGES = 260
"""Enough for other processes to compose them, in more than one slice."""
GUIDE = """---
title: Guide {number}
---

# Guide {number}

## Step 1: Prepare

- Click **Save {number}**. See [the next](/guide-{next}#step-1-prepare).

{{% partial file="/said.md" /%}}
"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SiteServer]:
    pages = {f"content/v1/guide-{n}.md": GUIDE.format(number=n, next=(n + 1) % PAGES) for n in range(PAGES)}
    files = {"content/partials/said.md": "Said once.\n", "content/v1/index.md": "---\ntitle: Home\n---\n", **pages}
    served = Served(Site(tmp_path).write(files).root, jobs=2)
    with on_the_web(served) as server:
        yield server
    served.store.close()


def _opened(server: SiteServer, number: int) -> list[str]:
    """Everything that is wrong with a page and its files."""
    wrong = []
    for name in ("", "index.md", "checklist.json"):
        status, text, _ = get(server, f"/v1/guide-{number}/{name}")
        if status != 200 or f"Save {number}" not in text or (not name and "Said once" not in text):
            wrong.append(f"{number}/{name}: {status}")
        elif name == "checklist.json":
            json.loads(text)
    return wrong


@pytest.mark.parametrize("order", ["first to last", "last to first", "from both ends"])
def test_all_pages_can_be_opened_at_once(server: SiteServer, order: str) -> None:
    numbers = {
        "first to last": list(range(PAGES)),
        "last to first": list(range(PAGES))[::-1],
        "from both ends": [n if n % 2 else PAGES - 1 - n for n in range(PAGES)],
    }[order]
    server.session.start()
    assert server.session.state.waiting
    with ThreadPoolExecutor(16) as browsers:
        wrong = [problem for found in browsers.map(lambda n: _opened(server, n), numbers) for problem in found]
    assert wrong == []


def test_files_that_show_all_pages_wait_for_them(server: SiteServer) -> None:
    server.session.start()
    paths = ["/v1/llms-full.txt", "/v1/checklists.json", "/pages.json", "/v1/", "/checklist.json", "/404.html"]
    with ThreadPoolExecutor(16) as browsers:
        found = list(browsers.map(lambda path: get(server, path)[0], paths * 4))
    assert found == [200] * len(found)


def test_pages_can_be_opened_while_they_are_edited(server: SiteServer) -> None:
    served = server.session
    served.start()
    project = server.project
    with ThreadPoolExecutor(16) as browsers:
        opened = browsers.map(lambda n: _opened(server, n), range(1, PAGES))
        for number in range(20):
            page = project / "content/v1/guide-0.md"
            page.write_text(GUIDE.format(number=0, next=1) + f"\nWords {number}.\n")
            served.changed(frozenset({"content/v1/guide-0.md"}))
            assert f"Words {number}." in get(server, "/v1/guide-0/")[1]
        wrong = [problem for found in opened for problem in found]
    assert wrong == []
