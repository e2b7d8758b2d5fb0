"""The figures of searches: sizes of an index, and queries with their times."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Callable

import pytest
from driver import Site

from bench.search import index_size, queries, query_runs


def test_the_size_of_an_index_is_that_of_its_files(site: Callable[[], Site]) -> None:
    built = site().write({"content/v1/index.md": "---\ntitle: Lamp\n---\n\nIt is bright.\n"}).build().exits(0)
    files = [data for path, data in built.published().items() if path.startswith("v1/search/")]
    found = index_size(built.root / "site" / "v1" / "search")
    assert (found.pages, found.files, found.size) == (1, len(files), sum(map(len, files)))
    assert found.packed == sum(len(gzip.compress(data, mtime=0)) for data in files)


def test_queries_are_run_one_after_another(site: Callable[[], Site]) -> None:
    if shutil.which("node") is None:
        pytest.skip("needs node")
    built = site().write({"content/v1/index.md": "---\ntitle: Lamp\n---\n\nIt is bright.\n"}).build().exits(0)
    first, second = query_runs(built.root / "site", "v1", ["lamp", "lamp"])
    assert first[0] > 0
    assert first[1] > 0
    assert second[1] == 0


def test_queries_of_the_tables_are_asked() -> None:
    assert "custom logo" in queries()
    assert len(queries()) == 270
