"""The order of versions, the default version, and valid slugs."""

from __future__ import annotations

import pytest

from builder.structure.slug import declared_slug, nearest_parents, path_slug
from builder.structure.version import order_versions


def test_versions_are_ordered_by_number_with_prereleases_before_their_release() -> None:
    names = ["v1.9.x", "v1.10.x", "v1.10.x-SNAPSHOT", "v0.13.3", "v2.0-beta", "v1.2"]
    ordered = [version.name for version in order_versions(names, {})]
    assert ordered == ["v2.0-beta", "v1.10.x", "v1.10.x-SNAPSHOT", "v1.9.x", "v1.2", "v0.13.3"]


@pytest.mark.parametrize(
    "row",
    [
        "v1.9 v1.10-alpha v1.10-beta v1.10-rc.9 v1.10-rc.10 v1.10 v1.10.1 v1.10.x",
        "1.0.dev1 1.0a1.dev1 1.0a1 1.0a2 1.0b1 1.0rc1 1.0 1.0.post1 1.1",
        "3.0-M1 3.0-M2 3.0-M10 3.0-RC1 3.0 3.0.1",
        "2.0-nightly 2.0-preview.1 2.0-preview.2 2.0-rc.1 2.0.0 2.0.0.1",
        "1.0.0-alpha 1.0.0-alpha.1 1.0.0-alpha.beta 1.0.0-beta 1.0.0-beta.2 1.0.0-beta.11 1.0.0-rc.1 1.0.0",
        "v1.8.x-SNAPSHOT v1.8.x v1.9-canary v1.9+exp.dev.1",
    ],
)
def test_prereleases_are_ordered_as_pep_440_and_semantic_versioning_do(row: str) -> None:
    names = row.split()
    assert [version.name for version in order_versions(sorted(names), {})] == names[::-1]


@pytest.mark.parametrize(
    "name",
    [
        "3.0b1",
        "v3.0-M1",
        "v3-preview",
        "v4-nightly",
        "3.0.0a2",
        "v2-RC1",
        "next",
        "v2-ea.1",
        "v2-tp1",
        "v2-test",
        "vNext",
    ],
)
def test_a_prerelease_is_never_the_default(name: str) -> None:
    versions = order_versions(["1.0", name], {})
    assert [version.name for version in versions if version.is_default] == ["1.0"]


@pytest.mark.parametrize("name", ["v9.0-lts", "v9.0.x", "v9.0-collate", "v9.0.post1", "v9.0+rc.1", "v9c", "v9.0-ga"])
def test_a_release_by_another_name_is_the_default(name: str) -> None:
    versions = order_versions(["1.0", name], {})
    assert [version.name for version in versions if version.is_default] == [name]


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
