"""Ours against the reference: equal HTML, equal errors; intended differences are in the ledger."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from comparison import Difference, compare, formatted, parse_arguments
from inputs import CONFIGS, OPTIONS, corpus_pages, inputs, manual_pages
from language_cases import cases
from reference_oracle import Oracle, Unavailable

from builder import markdoc
from builder.markdoc.tag import plain

_FILE: dict[str, list[dict[str, Any]]] = tomllib.loads((Path(__file__).parent / "differences.toml").read_text())
LEDGER, FORMAT_LEDGER = _FILE["difference"], _FILE["format"]


@pytest.fixture(scope="module")
def oracle() -> Iterator[Oracle]:
    try:
        with Oracle() as running:
            yield running
    except Unavailable as reason:
        pytest.skip(f"The reference can't be asked: {reason}")


def _key(difference: Difference) -> tuple[str, str]:
    return difference.text, difference.what


_LISTED = {(entry["input"], entry["what"]) for entry in LEDGER}


def test_every_difference_in_our_own_inputs_is_listed(oracle: Oracle) -> None:
    found = [
        difference
        for document in inputs()
        for difference in compare(oracle, document.name, document.text, CONFIGS[document.config], document.options)
    ]
    unlisted = [difference for difference in found if _key(difference) not in _LISTED]
    assert not unlisted, "\n".join(map(str, unlisted))


def test_the_cases_of_the_language_are_the_reference_s_too(oracle: Oracle) -> None:
    found = []
    for case in cases():
        options = {"allowComments": True, **case.options}
        found += compare(oracle, case.title, case.text, case.config, options)
        theirs = oracle.ask(case.text, case.config, options, ["tree"])["tree"]
        mine = markdoc.transform(markdoc.parse(case.text, **parse_arguments(options)), case.config)
        assert json.loads(json.dumps(plain(mine))) == theirs, case.title
    assert not found, "\n".join(map(str, found))


@pytest.mark.parametrize("entry", LEDGER, ids=lambda entry: f"{entry['construct']} ({entry['what']})")
def test_listed_differences_still_differ(oracle: Oracle, entry: dict[str, Any]) -> None:
    options = dict.fromkeys(entry.get("options", []), True)
    found = compare(oracle, entry["construct"], entry["input"], CONFIGS[entry["config"]], options)
    differing = [difference for difference in found if difference.what == entry["what"]]
    assert differing, "no longer differs: take it off the ledger"
    assert differing[0].ours == entry["ours"]
    assert differing[0].theirs == entry["theirs"]


def test_every_entry_says_why() -> None:
    assert all(entry["why"].strip() for entry in [*LEDGER, *FORMAT_LEDGER])


def test_formatted_source_differs_only_where_it_is_listed(oracle: Oracle) -> None:
    listed = {text for entry in FORMAT_LEDGER for text in entry["inputs"]}
    differing = set()
    for document in inputs():
        if not document.options.get("allowComments"):
            continue
        theirs = oracle.ask(document.text, CONFIGS[document.config], document.options, ["formatted"])
        if "formatted" in theirs and theirs["formatted"] != formatted(document.text, document.options):
            differing.add(document.text)
    assert sorted(differing - listed) == [], "not listed"
    assert sorted(listed - differing) == [], "listed, but no longer different"


@pytest.mark.parametrize("entry", FORMAT_LEDGER, ids=lambda entry: entry["construct"])
def test_the_examples_of_formatted_source(entry: dict[str, Any]) -> None:
    example = entry["example"]
    assert example["input"] in entry["inputs"]
    assert (
        formatted(example["input"], {"allowComments": True, "slots": entry["construct"] == "slots"}) == example["ours"]
    )
    assert example["ours"] != example["theirs"]


def test_real_pages_give_equal_html_and_errors(oracle: Oracle) -> None:
    pages = [*manual_pages(), *corpus_pages(500)]
    if not pages:
        pytest.skip("There are neither manual pages nor ../shared/corpus.")
    found = [
        replace(difference, text="")
        for page in pages
        for options in OPTIONS
        for difference in compare(oracle, str(page), page.read_text(encoding="utf-8"), {}, options)
    ]
    assert not found, "\n".join(map(str, found[:5]))
