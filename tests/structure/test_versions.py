"""The order of versions, which is the default, and where slugs may lie."""

from __future__ import annotations

import pytest

from builder.structure.slug import declared_slug, nearest_parents, path_slug
from builder.structure.version import order_versions


def test_versions_are_ordered_by_number_with_prereleases_before_their_release() -> None:
    names = ["v1.9.x", "v1.10.x", "v1.10.x-SNAPSHOT", "v0.13.3", "v2.0-beta", "v1.2"]
    ordered = [version.name for version in order_versions(names, {})]
    assert ordered == ["v2.0-beta", "v1.10.x", "v1.10.x-SNAPSHOT", "v1.9.x", "v1.2", "v0.13.3"]


def test_the_newest_released_version_is_the_default() -> None:
    versions = order_versions(["v1", "v2-rc", "v1.5"], {})
    assert [version.name for version in versions if version.is_default] == ["v1.5"]


def test_a_named_default_wins() -> None:
    versions = order_versions(["v1", "v2"], {"v1": "One"}, "v1")
    assert [(version.title, version.is_default) for version in versions] == [("v2", False), ("One", True)]


def test_without_versions_there_is_one_without_a_name() -> None:
    (only,) = order_versions([], {})
    assert (only.name, only.prefix, only.aliases, only.is_default) == ("", "", (), True)


@pytest.mark.parametrize(
    ("declared", "slug"),
    [
        ("/security/azure", "security/azure"),
        ("security/azure/", "security/azure"),
        ("/", ""),
        ("a//b/./c", "a/b/c"),
        ("../x", None),
        ("a/../b", None),
        ("a\\b", None),
        ("a?b", None),
        ("/".join("a" * 40), None),
        ("x" * 300, None),
        ("時" * 60, "時" * 60),
        ("時" * 100, None),
        ("a\x07b", None),
        ("a\ud800", None),
    ],
)
def test_declared_slug(declared: str, slug: str | None) -> None:
    assert declared_slug(declared) == slug


@pytest.mark.parametrize(
    ("path", "slug"),
    [("index.md", ""), ("a.md", "a"), ("a/index.md", "a"), ("a/b.md", "a/b"), ("a/indexes.md", "a/indexes")],
)
def test_path_slug(path: str, slug: str) -> None:
    assert path_slug(path) == slug


def test_nearest_parents_go_up_to_the_home() -> None:
    assert nearest_parents("a/b/c") == ("a/b", "a", "")
    assert nearest_parents("") == ()
