"""Search finds the page that a reader wants: queries of each kind on a small site, and a table on real pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from driver import Site

pytestmark = pytest.mark.browser

QUERIES = Path(__file__).with_name("search_queries")
TABLES = [("first", 30, 28, 29), ("a", 60, 58, 58), ("b", 60, 50, 56), ("c", 60, 49, 54), ("d", 60, 49, 53)]
"""Queries, how many find a wanted page first, and how many in the first three.

Each table was written before its first score; the ranking was then improved by the causes of misses in ``a`` to ``c``,
so that only the first score of a new table counts. That of ``d``, the last one, was 49 and 53: first in 10 of 10 for
titles and typos, 9 for questions, 8 for identifiers and errors, 4 for synonyms.
"""
CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "openmetadata"
FIND = """async ([query, index]) => {
    const button = document.querySelector("[data-search]");
    const name = performance.getEntriesByType("resource").find((entry) => entry.name.includes("search-index")).name;
    const { SearchIndex } = await import(name);
    window.searchIndex ??= new SearchIndex(button.dataset.search);
    const { pages } = await window.searchIndex.find(query, 5);
    return pages.map((page) => new URL(page.url).pathname.split("/").slice(index, -1).join("/"));
}"""

PAGES = {
    "install": ("Install", "Put the lamp on the desk. Installing it takes a minute."),
    "upgrade": ("Upgrade the lamp", "A newer lamp replaces the older one."),
    "patterns": ("Filter patterns", "Set `databaseFilterPattern` or AUTHENTICATION_PROVIDER in the file."),
    "names": ("Names", "Call `getUserName` to see who is there."),
    "tokens": ("Tokens", "A token of the account opens the lamp. The lamp is bright."),
    "bright": ("Light", "The bright lamp is on. It opens nothing."),
    "kyoto": ("Kyoto", "京都の桜 in April."),
    "tokyo": ("Tokyo", "東京の都 in May."),
    "keys": ("Keys", "使用API密钥 is written with words beside ideographs."),
    "backup": ("Backup", "Keep a copy."),
    "policies": ("Policies", "Who may switch it on."),
    "webhooks": ("Webhooks", "Another page has a webhook in its identifiers."),
    "schema": ("webhookEvent", "A webhook sends `webhookEvent`."),
    "wick": ("Wick", "Could not light the wick: it is wet. Try another lamp."),
    "sso": ("SSO", "Google or another provider."),
    "signs": ("Signs", "A single sign is on the door."),
    "trouble": ("Trouble", "Wet lamps are trouble. The light could be another one, not the wick. Try it."),
}


@pytest.fixture(scope="module")
def found(
    browser: Any, tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]
) -> Iterator[Callable[[str], list[str]]]:
    """A function that gives the slugs found for a query on the small site."""
    root = tmp_path_factory.mktemp("queries")
    pages = {f"content/{slug}.md": f"---\ntitle: {title}\n---\n\n{text}\n" for slug, (title, text) in PAGES.items()}
    Site(root).write(pages).build().exits(0)
    page = browser.new_page()
    page.goto(serve(root / "site") + "/install/")
    page.wait_for_selector(".search-open[data-ready]")
    with page.expect_response("**/search/terms.json*"):
        page.locator(".search-open").click()
    yield lambda query: list(page.evaluate(FIND, [query, 1]))
    page.close()


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("how do I install it", "install"),
        ("installation", "install"),
        ("upgrading", "upgrade"),
        ("upgrades", "upgrade"),
        ("what is a token", "tokens"),
        ("upgarde", "upgrade"),
        ("ipgrade", "upgrade"),
        ("nistall", "install"),
        ("databaseFilterPattern", "patterns"),
        ("AUTHENTICATION_PROVIDER", "patterns"),
        ("authentication provider", "patterns"),
        ("getUserName", "names"),
        ('"bright lamp"', "bright"),
        ("“lamp is bright”", "tokens"),
        ("京都", "kyoto"),
        ("桜", "kyoto"),
        ("API密钥", "keys"),
        ("密钥", "keys"),
        ("back up", "backup"),
        ("policy", "policies"),
        ("bkacup", "backup"),
        ("qolicies", "policies"),
        ("patretns", "patterns"),
        ("webhooks", "webhooks"),
        ("wbehooks", "webhooks"),
        ("webhookEvent", "schema"),
        ("get user name", "names"),
        ("single sign on with google", "sso"),
        ("GET_USER_NAME", "names"),
        ("Could not light the wick: it is wet.", "wick"),
    ],
)
def test_the_page_that_is_wanted_comes_first(found: Callable[[str], list[str]], query: str, first: str) -> None:
    assert found(query)[:1] == [first]


def test_words_in_quotes_stand_together(found: Callable[[str], list[str]]) -> None:
    assert found('"bright lamp"') == ["bright"]
    assert set(found("bright lamp")) >= {"bright", "tokens"}
    assert found('"lamp bright"') == []
    assert found("都京") == []


@pytest.fixture(scope="module")
def corpus(browser: Any, tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> Iterator[Any]:
    """A page of a version of real pages, with its search open."""
    if not CORPUS.is_dir():
        pytest.skip("the corpus of real pages is not here")
    root = tmp_path_factory.mktemp("corpus")
    for file in (CORPUS / "content" / "v1.0.0").rglob("*.md"):
        copy = root / "content" / "v1.0.0" / file.relative_to(CORPUS / "content" / "v1.0.0")
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(file.read_bytes())
    # Its images are not needed, so they are reported as missing.
    Site(root).build("--keep-going")
    page = browser.new_page()
    page.goto(serve(root / "site") + "/v1.0.0/")
    page.wait_for_selector(".search-open[data-ready]")
    with page.expect_response("**/search/terms.json*"):
        page.locator(".search-open").click()
    yield page
    page.close()


@pytest.mark.timeout(400)
@pytest.mark.parametrize(("table", "queries", "first", "in_three"), TABLES)
def test_a_table_of_queries_on_real_pages(corpus: Any, table: str, queries: int, first: int, in_three: int) -> None:
    ranks = []
    for line in (QUERIES / f"{table}.txt").read_text("utf-8").splitlines():
        query, bar, wanted = line.partition(" | ")
        if bar:
            slugs = corpus.evaluate(FIND, [query, 2])
            ranks.append(next((rank for rank, slug in enumerate(slugs) if slug in wanted.split()), 99))
    assert len(ranks) == queries
    assert sum(rank == 0 for rank in ranks) >= first
    assert sum(rank < 3 for rank in ranks) >= in_three
