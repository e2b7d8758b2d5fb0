"""The publication checklist: checks that ran, and checks that were skipped."""

from __future__ import annotations

from collections.abc import Callable

from driver import Site


def test_links_to_other_sites_are_skipped_by_a_build(site: Callable[..., Site]) -> None:
    built = site().write({"content/index.md": "---\ntitle: A\n---\n\nText.\n"}).build().exits(0)
    report = built.data("checklist.json")
    statuses = {check["id"]: check["status"] for check in report["checks"]}
    assert statuses.pop("external") == "skipped"
    assert set(statuses.values()) == {"pass"}
    assert report["counts"]["skipped"] == 1
