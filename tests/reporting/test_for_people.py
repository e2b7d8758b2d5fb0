"""The report for people, and problems that don't count: baselines, levels, ignored codes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from driver import Site
from projects import Make, broken

from builder.reporting.text import counted

ONE = "---\ntitle: A\n---\n\nSee [it](/gone).\n"


def one(site: Make) -> Site:
    return site().write({"content/a.md": ONE})


def test_a_problem_has_its_line_and_a_mark_below_it(site: Make) -> None:
    one(site).check().says(
        "content/a.md:5:5  error  The link '/gone' does not lead to a page.  link-unresolved\n"
        "    │ See [it](/gone).\n"
        "    │     ^^^^^^^^^^^\n"
        "    Correct the link, or add the page.\n"
        "\n"
        "1 error in 1 page.\n"
    )


def test_a_place_is_clickable_from_the_folder_that_the_program_runs_in(
    site: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = one(site)
    monkeypatch.chdir(project.root)
    assert project.check().last.err.startswith("content/a.md:5:5  error")
    monkeypatch.chdir(project.root.parent)
    assert project.check().last.err.startswith(f"{project.root.name}/content/a.md:5:5  error")
    monkeypatch.chdir("/")
    assert str(project.root)[1:] + "/content/a.md:5:5  error" in project.check().last.err


FLOOD = "".join(f"[it](/gone) and [that](/lost-{number})\n\n" for number in range(150))


def test_a_flood_is_summarised(site: Make) -> None:
    project = site().write({"content/a.md": f"---\ntitle: A\n---\n\n{FLOOD}"})
    said = project.check().exits(1).last.err
    assert said.count("'/gone'") == 1
    assert "150 times in 1 file: also" in said
    assert said.count("error  The link '/lost-") == 99
    assert "… and 51 more problems: --max 0 shows all" in said
    assert said.endswith("\n300 errors in 1 page.\n")
    assert project.check("--max", "0").last.err.count("error  The link '/lost-") == 150
    assert project.check("--max", "2").last.err.count("error  The link") == 2


def test_errors_are_shown_before_warnings_where_there_are_too_many(site: Make) -> None:
    text = "TODO: a\n\nTODO: b\n\n[it](/gone)\n"
    said = site().write({"content/a.md": f"---\ntitle: A\n---\n\n{text}"}).check("--max", "1").last.err
    assert "content/a.md:9:1  error" in said
    assert "placeholder-left" not in said


def test_statistics_count_by_code(site: Make) -> None:
    project = site().write({"content/a.md": f"---\ntitle: A\n---\n\n{FLOOD}"})
    project.check("--statistics").exits(1).says("     300  in 1 file        error    link-unresolved")
    assert "'/gone'" not in project.last.err


def test_infos_are_hidden_unless_asked_for(site: Make) -> None:
    project = site().write({"content/a.md": "---\ntitle: A\n---\n\nText.\n", "content/partials/x.md": "Text.\n"})
    project.check().exits(0).says("No problems found in 1 page. 1 info hidden: 'handrail check --infos' shows them.")
    assert "partial-unused" not in project.last.err
    assert "partial-unused" in project.check("--infos").last.err
    assert "partial-unused" in project.check("--select", "partial-unused").last.err


def test_problems_are_ordered_by_file_and_counted_last(site: Make) -> None:
    project = broken(site).check("--infos")
    lines = project.last.err.splitlines()
    places = [match.groups() for line in lines if (match := re.match(r"(\S+?):(\d+):\d+  (?:error|warn|info)", line))]
    assert places == sorted(places, key=lambda place: (place[0], int(place[1])))
    counts = json.loads(project.check("--format", "json").last.out)["summary"]
    numbers = ", ".join(counted(counts[level], level) for level in ("error", "warning", "info"))
    assert lines[-1] == f"{numbers} in {counts['pages']} pages."


def test_a_defect_of_two_versions_is_reported_once(site: Make) -> None:
    said = broken(site).check().last.err
    assert said.count("The heading 'Two'") == 1
    assert re.search(r"also in \S*content/v1.1.x/b.md:7:1, same cause", said)


def test_of_defects_that_are_alike_each_has_its_own_places(site: Make) -> None:
    pages = {
        "content/v1/a.md": "---\ntitle: A\n---\n\n[One](/gone)\n\n[Two](/gone)\n",
        "content/v2/a.md": "---\ntitle: A\n---\n\nMore.\n\n[One](/gone)\n\n[Two](/gone)\n\n[Three](/gone)\n",
    }
    said = site().write(pages).check().exits(1).last.err.splitlines()
    reported = [line.split()[0].partition("content/")[2] for line in said if "link-unresolved" in line]
    assert reported == ["v1/a.md:5:1", "v1/a.md:7:1", "v2/a.md:11:1"]
    also = [line.partition("content/")[2] for line in said if "also in" in line]
    assert also == [f"v2/a.md:{line}:1, same cause" for line in (7, 9)]


def test_colour_is_for_terminals(site: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b" not in one(site).check().last.err


def test_known_problems_do_not_fail_and_new_ones_do(site: Make, tmp_path: Path) -> None:
    known = str(tmp_path / "known.json")
    project = one(site).check("--baseline", known, "--update-baseline").exits(0)
    project.check("--baseline", known).exits(0).says("1 known, 0 fixed")
    # Lines that come before change nothing.
    project.edit("content/a.md", "\nSee", "\nA new line.\n\nSee").check("--baseline", known).exits(0)
    project.edit("content/a.md", "/gone).", "/gone) and [that](/lost).").check("--baseline", known).exits(1)
    assert [each["message"] for each in project.problems("--baseline", known)] == [
        "The link '/lost' does not lead to a page."
    ]


def test_the_same_error_once_more_is_new(site: Make, tmp_path: Path) -> None:
    known = str(tmp_path / "known.json")
    project = one(site).check("--baseline", known, "--update-baseline")
    project.edit("content/a.md", "See", "See [it](/gone) and").check("--baseline", known).exits(1)


def test_what_is_fixed_is_reported(site: Make, tmp_path: Path) -> None:
    known = str(tmp_path / "known.json")
    project = one(site).check("--baseline", known, "--update-baseline").edit("content/a.md", "/gone", "/a")
    project.check("--baseline", known).exits(0)
    project.says("fixed: content/a.md: The link '/gone' does not lead to a page.", "0 known, 1 fixed")


def test_the_projects_own_baseline_fails_neither_a_check_nor_a_build(site: Make) -> None:
    project = one(site).write({"handrail.yml": "title: Site\nbaseline: known.json\n"})
    project.check().exits(2).says("There is no baseline 'known.json'")
    project.check("--update-baseline").exits(0)
    project.check().exits(0).says("1 known, 0 fixed")
    project.build().exits(0)
    project.build().exits(0)
    project.edit("content/a.md", "/gone).", "/gone) and [that](/lost).").build().exits(1).says("/lost")
    project.edit("content/a.md", " and [that](/lost)", "").build().exits(0)
    project.write({"known.json": "{}"}).build().exits(2).says("can't be used as a baseline")


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
