"""A cache that can't store anything only costs time."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import pytest
from driver import Site

from builder.engine.fan_out import SMALLEST
from builder.engine.file_store import FileStore

PAGES: dict[str, str | bytes] = {
    "handrail.yml": "title: Site\n",
    **{
        f"content/p{number}.md": f"---\ntitle: P{number}\n---\n\n"
        + (f"Words of {number}. " * 80 + "\n\n") * (SMALLEST // 900)
        for number in range(4)
    },
}


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_site_is_still_built(site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch, jobs: str) -> None:
    project = site().write(PAGES)
    expected = project.build("--jobs", jobs).exits(0).published()
    for folder in ("site", ".handrail"):
        shutil.rmtree(project.root / folder)
    with monkeypatch.context() as patch:
        patch.setattr(FileStore, "put_many", lambda store, values: False)
        assert project.build("--jobs", jobs).exits(0).published() == expected
    assert project.build("--jobs", jobs).exits(0).published() == expected
