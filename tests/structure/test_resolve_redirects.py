"""Where old addresses lead: a table of the file's lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from pages import facts_with

from builder.content.redirects import read_redirects
from builder.content.source import Source
from builder.structure.page import Page
from builder.structure.redirects import Redirects, SourcePlace, declared_redirects
from builder.structure.resolve_redirects import LONGEST_CHAIN, RedirectState, lay_redirects
from builder.structure.version import order_versions

CASES = Path(__file__).with_name("cases_redirects.md")
VERSIONS = order_versions(["v1.0.x", "v2.0.x"], {})


def page(version: str, slug: str, *anchors: str, redirect_from: object = ()) -> Page:
    facts = replace(facts_with(*anchors), front_matter={"redirect_from": redirect_from})
    return Page(path=f"content/{version}/{slug}.md", folder_path=f"{slug}.md", version=version, slug=slug, facts=facts)


PAGES = (
    page("v1.0.x", ""),
    page("v1.0.x", "install", "step-1"),
    page("v1.0.x", "old-guide"),
    page("v2.0.x", ""),
    page("v2.0.x", "install", "step-1"),
    page("v2.0.x", "guide", "part", redirect_from="/guides"),
)


def state() -> RedirectState:
    declared = declared_redirects(PAGES, (version.name for version in VERSIONS))
    return RedirectState(
        versions=VERSIONS, pages={(page.version, page.slug): page for page in PAGES}, left_out=(), declared=declared
    )


def laid(text: str) -> tuple[Redirects, list[str]]:
    read = read_redirects(Source("redirects.yml", text, ""))
    outcome = lay_redirects(read.value, state())
    return outcome.value, [found.code for found in (*read.diagnostics, *outcome.diagnostics)]


def end(redirects: Redirects, old: str) -> str:
    """Where ``version/slug#anchor`` leads, in the same form; ``-`` for nowhere."""
    path, _, anchor = old.partition("#")
    version, _, slug = path.partition("/")  # ``/slug`` has no version
    if anchor:
        return _said(redirects.anchor(version, slug, anchor))
    outside = redirects.outside.get((version, slug))
    target = redirects.target(version, slug)
    return _said(outside or (target and (*target, redirects.fragments.get((version, slug), ""))))


def _said(position: SourcePlace | str | None) -> str:
    if position is None or isinstance(position, str):
        return position or "-"
    return f"{position[0]}/{position[1]}" + (f"#{position[2]}" if position[2] else "")


def rows() -> list[tuple[str, ...]]:
    lines = [line for line in CASES.read_text("utf-8").splitlines() if line.startswith("| /")]
    return [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines]


@pytest.mark.parametrize(("lines", "old", "new"), rows(), ids=lambda value: value)
def test_an_old_address_leads_where_the_table_says(lines: str, old: str, new: str) -> None:
    redirects, _ = laid("\n".join(lines.split(" ; ")))
    assert end(redirects, old) == new


@pytest.mark.parametrize("length", [LONGEST_CHAIN, LONGEST_CHAIN + 1])
def test_a_chain_has_a_bound(length: int) -> None:
    lines = [f"/a{number}: /a{number + 1}" for number in range(length - 1)]
    redirects, codes = laid("\n".join([*lines, f"/a{length - 1}: /install"]))
    assert (end(redirects, "v2.0.x/a0") == "v2.0.x/install") == (length <= LONGEST_CHAIN)
    assert codes == (["redirect-loop"] if length > LONGEST_CHAIN else [])


def test_many_dead_targets_take_little_time() -> None:
    _, codes = laid("\n".join(f"/old-{number}: /a-page-that-is-not-there-{number}" for number in range(20_000)))
    assert codes == ["redirect-target-missing"] * 20_000


@pytest.mark.parametrize("declared", [5, True, {"a": "b"}, [["x"]], None])
def test_a_redirect_from_of_another_kind_is_passed_over(declared: object) -> None:
    assert declared_redirects([page("v1.0.x", "a", redirect_from=declared)], ["v1.0.x"]).targets == {}


ADDRESS = st.sampled_from(
    ["/a", "/b", "/c#x", "/install", "/install#y", "/v1.0.x/a", "/latest/b", "/guide", "https://e.org"]
)


@given(st.lists(st.tuples(ADDRESS | st.text(max_size=12), ADDRESS | st.text(max_size=12)), max_size=12))
def test_every_redirect_ends_at_a_page_or_outside(pairs: list[tuple[str, str]]) -> None:
    lines = "\n".join(f"{old!r}: {new!r}" for old, new in pairs if old.isprintable() and new.isprintable())
    redirects, _ = laid(lines)
    there = {(page.version, page.slug) for page in PAGES}
    assert set(redirects.targets.values()) <= there
    assert not set(redirects.targets) & there
    assert not set(redirects.outside) & there
    for anchors in redirects.anchors.values():
        assert all(isinstance(position, str) or position[:2] in there for position in anchors.values())
