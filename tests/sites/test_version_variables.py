"""Variables that a version has for itself."""

from __future__ import annotations

from pathlib import Path

from driver import Site

PAGE = "---\ntitle: T\n---\n\n# T\n\nRelease {% $release %} of {% $version.name %}, {% $product %}.\n"


def test_a_version_has_values_of_its_own(tmp_path: Path) -> None:
    site = Site(tmp_path).write(
        {
            "handrail.yml": (
                "variables: {release: '2.0', product: Kettle}\nversions:\n  variables:\n    v1: {release: 1.9.3}\n"
            ),
            "content/v1/index.md": PAGE,
            "content/v2/index.md": PAGE,
        }
    )
    site.build().exits(0)
    assert "Release 1.9.3 of v1, Kettle." in site.page("v1/index.html")
    assert "Release 2.0 of v2, Kettle." in site.page("v2/index.html")
    site.edit("handrail.yml", "1.9.3", "1.9.4").build("--explain", "--prove").exits(0)
    assert "content/v1/index.md: the variable $release" in site.last.err
    assert "Release 1.9.4 of v1" in site.page("v1/index.html")


def test_values_of_a_version_that_is_not_there_are_reported(tmp_path: Path) -> None:
    site = Site(tmp_path).write(
        {"handrail.yml": "versions:\n  variables:\n    v3: {release: 3}\n", "content/v2/index.md": PAGE}
    )
    site.check().says("v3")
