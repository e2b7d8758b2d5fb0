"""How a tag may spell the name of a partial."""

from __future__ import annotations

import pytest

from builder.content.document import partial_name


@pytest.mark.parametrize(
    ("file", "folder", "name"),
    [
        ("a.md", "", "/a.md"),
        ("v1/a.md", "", "/v1/a.md"),
        ("../partials/v1/a.md", "", "/v1/a.md"),
        ("../../partials/a.md", "", "/a.md"),
        ("../../content/partials/a.md", "", "/a.md"),
        ("./a.md", "", "/a.md"),
        ("partials/a.md", "", "/partials/a.md"),
        ("a.md", "/v1/deep", "/a.md"),
        ("./b.md", "/v1/deep", "/v1/deep/b.md"),
        ("../b.md", "/v1/deep", "/v1/b.md"),
        ("../../../../b.md", "/v1", "/../../../../b.md"),
        ("..", "", "/"),
    ],
)
def test_a_name_is_seen_from_the_partials_folder(file: str, folder: str, name: str) -> None:
    assert partial_name(file, folder) == name
