"""Targets that are taken from another state of a site are those that resolving gives."""

from __future__ import annotations

from pathlib import Path

import pytest
from driver import Site

from builder.api import examine
from builder.project.open_project import Options
from builder.structure.known_links import KnownLinks, unchanged_links
from builder.structure.site import Site as Assembled

PAGE = "---\ntitle: {title}\n---\n# {title}\n\n{body}\n"
FILES = {
    "content/v1/index.md": PAGE.format(title="Home", body="[a](/a) [gone](/nowhere)"),
    "content/v1/a.md": PAGE.format(title="A", body="## Part\n\n[home](/) [part](#part)"),
    "content/v1/b.md": PAGE.format(title="B", body="[part](/a#part) [list](/a/index.md)"),
    "content/v2/index.md": PAGE.format(title="Home", body="[old](/v1/a) [own](/c)"),
    "content/v2/c.md": PAGE.format(title="C", body="[site](https://example.com)"),
    "content/v2/d.md": PAGE.format(title="D", body="[old](/v1/a#part)"),
}


def _assembled(folder: Path, files: dict[str, str]) -> Assembled:
    return examine(Options(project=Site(folder).write(files).root, cache=False, jobs=1)).sites[0]


@pytest.mark.parametrize(
    ("name", "change", "taken"),
    [
        ("nothing", {}, {"a", "b", "c", "d", "v2"}),
        ("a text", {"content/v2/c.md": PAGE.format(title="C", body="More.")}, {"a", "b", "d"}),
        ("an anchor", {"content/v1/a.md": PAGE.format(title="A", body="## Piece\n\n[home](/)")}, {"c"}),
        ("a page of v1", {"content/v1/new.md": PAGE.format(title="New", body="More.")}, {"c"}),
        ("a page of v2", {"content/v2/nowhere.md": PAGE.format(title="New", body="More.")}, {"a", "b"}),
        ("a file", {"content/v1/a.txt": "text"}, set()),
        ("a redirect", {"redirects.yml": "/v1/nowhere: /v1/a\n"}, set()),
    ],
)
def test_links_are_those_that_resolving_gives(
    tmp_path: Path, name: str, change: dict[str, str], taken: set[str]
) -> None:
    before, after = _assembled(tmp_path / "a", FILES), _assembled(tmp_path / "b", {**FILES, **change})
    found = unchanged_links(KnownLinks(before.places, before.resolutions), after.places)
    assert {path: after.resolutions[path] for path in found} == dict(found), name
    short = {path.removesuffix(".md").removesuffix("/index").rpartition("/")[2] for path in found}
    assert short == taken, name
