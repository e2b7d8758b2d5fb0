"""The report for people, and what does not count: baselines, levels, codes left out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from driver import Site
from projects import Make, broken

ONE = "---\ntitle: A\n---\n\nSee [it](/gone).\n"


def one(site: Make) -> Site:
    return site().write({"content/a.md": ONE})


def test_a_problem_has_its_line_and_a_mark_below_it(site: Make) -> None:
    one(site).check().says(
        "content/a.md\n"
        "       5:5  error  The link '/gone' leads to no page.  link-unresolved\n"
        "            │ See [it](/gone).\n"
        "            │     ^^^^^^^^^^^\n"
        "            Correct the link, or add the page.\n"
        "\n"
        "1 error in 1 page.\n"
    )


def test_problems_are_grouped_by_file_and_counted(site: Make) -> None:
    project = broken(site).check()
    lines = project.last.err.splitlines()
    paths = [line for line in lines if line.startswith("content/")]
    assert paths == sorted(set(paths))
    counts = json.loads(project.check("--format", "json").last.out)["summary"]
    said = f"{counts['error']} errors, {counts['warning']} warnings, {counts['info']} info in {counts['pages']} pages."
    assert lines[-1] == said


def test_a_defect_of_two_versions_is_reported_once(site: Make) -> None:
    said = broken(site).check().last.err
    assert said.count("The heading 'Two'") == 1
    assert "also in content/v1.1.x/b.md:7, same cause" in said


def test_of_defects_that_are_alike_each_has_its_own_places(site: Make) -> None:
    pages = {
        "content/v1/a.md": "---\ntitle: A\n---\n\n[One](/gone)\n\n[Two](/gone)\n",
        "content/v2/a.md": "---\ntitle: A\n---\n\nMore.\n\n[One](/gone)\n\n[Two](/gone)\n\n[Three](/gone)\n",
    }
    said = site().write(pages).check().exits(1).last.err.splitlines()
    reported = [line.split()[0] for line in said if "link-unresolved" in line]
    assert reported == ["5:1", "7:1", "11:1"]
    also = [line.strip() for line in said if "also in" in line]
    assert also == [f"also in content/v2/a.md:{line}, same cause" for line in (7, 9)]


def test_colour_is_for_terminals(site: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b" not in one(site).check().last.err


def test_known_problems_do_not_fail_and_new_ones_do(site: Make, tmp_path: Path) -> None:
    known = str(tmp_path / "known.json")
    project = one(site).check("--baseline", known, "--update-baseline").exits(0)
    project.check("--baseline", known).exits(0).says("1 known, 0 mended")
    # Lines that come before change nothing.
    project.edit("content/a.md", "\nSee", "\nA new line.\n\nSee").check("--baseline", known).exits(0)
    project.edit("content/a.md", "/gone).", "/gone) and [that](/lost).").check("--baseline", known).exits(1)
    assert [each["message"] for each in project.problems("--baseline", known)] == ["The link '/lost' leads to no page."]


def test_the_same_error_once_more_is_new(site: Make, tmp_path: Path) -> None:
    known = str(tmp_path / "known.json")
    project = one(site).check("--baseline", known, "--update-baseline")
    project.edit("content/a.md", "See", "See [it](/gone) and").check("--baseline", known).exits(1)


def test_what_is_fixed_is_reported(site: Make, tmp_path: Path) -> None:
    known = str(tmp_path / "known.json")
    project = one(site).check("--baseline", known, "--update-baseline").edit("content/a.md", "/gone", "/a")
    project.check("--baseline", known).exits(0)
    project.says("mended: content/a.md: The link '/gone' leads to no page.", "0 known, 1 mended")


@pytest.mark.parametrize("text", ["", "[]", '{"version": 2, "findings": []}', '{"version": 1, "findings": [1]}'])
def test_a_baseline_that_is_none_is_wrong_use(text: str, site: Make, tmp_path: Path) -> None:
    (tmp_path / "known.json").write_text(text)
    one(site).check("--baseline", str(tmp_path / "known.json")).exits(2)


@pytest.mark.parametrize(("level", "fails"), [("error", True), ("warning", False), ("info", False), ("off", False)])
def test_a_code_has_the_level_of_the_configuration(level: str, fails: bool, site: Make) -> None:
    project = one(site).write({"handrail.yml": f"severity: {{link-unresolved: '{level}'}}\n"})
    assert [each["severity"] for each in project.problems()] == ([level] if level != "off" else [])
    project.check().exits(int(fails))


def test_codes_are_chosen_and_left_out(site: Make) -> None:
    project = broken(site)
    every = {each["code"] for each in project.problems()}
    assert {each["code"] for each in project.problems("--select", "link-unresolved,heading-order")} == {
        "link-unresolved",
        "heading-order",
    }
    assert {each["code"] for each in project.problems("--ignore", "link-unresolved")} == every - {"link-unresolved"}
