"""Reports for other programs: each says the same as the JSON report, in the form that its readers ask for."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import jsonschema
import pytest
from driver import Site
from projects import Make, broken

SCHEMA = Path(__file__).parent / "schema/node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"
CLEAN = {"content/a.md": "---\ntitle: A\n---\nText.\n"}
LEVELS = {"error": "error", "warning": "warning", "info": "note"}
COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}

Finding = dict[str, Any]


def report(project: Site, form: str, *options: str) -> str:
    return project.check("--format", form, *options).last.out


def sarif(project: Site) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(report(project, "sarif"))
    return data


@pytest.fixture
def schema() -> Any:
    if not SCHEMA.is_file():
        pytest.skip("needs the schema of SARIF: make tests/reporting/schema/node_modules")
    return json.loads(SCHEMA.read_text("utf-8"))


@pytest.mark.parametrize("state", ["faulty", "clean"])
def test_sarif_is_valid(state: str, schema: Any, site: Make) -> None:
    project = broken(site) if state == "faulty" else site().write(CLEAN)
    found = jsonschema.Draft4Validator(schema).iter_errors(sarif(project))
    assert [(error.json_path, error.message) for error in found] == []


def test_sarif_has_every_problem_at_its_place(site: Make) -> None:
    project = broken(site)
    (run,) = sarif(project)["runs"]
    assert [_of_sarif(result) for result in run["results"]] == [_plain(each) for each in project.problems()]


def _of_sarif(result: dict[str, Any]) -> tuple[Any, ...]:
    place = result["locations"][0]["physicalLocation"]
    region = place.get("region", {})
    return (
        result["ruleId"],
        result["level"],
        unquote(place["artifactLocation"]["uri"]),
        *(region.get(name, 0) for name in ("startLine", "startColumn", "endLine", "endColumn")),
        result["partialFingerprints"]["handrail/v1"],
        [unquote(each["physicalLocation"]["artifactLocation"]["uri"]) for each in result.get("relatedLocations", [])],
    )


def _plain(problem: Finding) -> tuple[Any, ...]:
    return (
        problem["code"],
        LEVELS[problem["severity"]],
        *(problem[name] for name in ("path", "line", "column", "end_line", "end_column", "fingerprint")),
        [step["path"] for step in problem["via"]],
    )


def test_sarif_rules_have_help_and_are_pointed_at(site: Make) -> None:
    (run,) = sarif(broken(site))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert all(rule[part]["text"] for rule in rules for part in ("shortDescription", "fullDescription", "help"))
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])


def test_sarif_counts_code_points(site: Make) -> None:
    (run,) = sarif(broken(site))["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    (link,) = [each for each in run["results"] if "/no:where" in each["message"]["text"]]
    assert link["locations"][0]["physicalLocation"]["region"]["startColumn"] == 3


def test_a_defect_of_two_versions_has_one_fingerprint(site: Make) -> None:
    (run,) = sarif(broken(site))["runs"]
    found = [each["partialFingerprints"]["handrail/v1"] for each in run["results"] if each["ruleId"] == "heading-order"]
    assert len(found) == 2
    assert len(set(found)) == 1


@pytest.mark.parametrize(("fail_on", "failing"), [("error", {"error"}), ("warning", {"error", "warning"})])
def test_junit_has_a_suite_for_each_file_and_a_case_for_each_problem(
    site: Make, fail_on: str, failing: set[str]
) -> None:
    project = broken(site)
    suites = ElementTree.fromstring(report(project, "junit", "--fail-on", fail_on))
    problems = project.problems()
    assert {suite.get("name"): int(suite.get("tests", 0)) for suite in suites} == Counter(
        each["path"] for each in problems
    )
    cases = [(case.get("file"), case.get("line"), _failure(case)) for case in suites.iter("testcase")]
    assert {"error", "warning", "info"} == {each["severity"] for each in problems}
    assert cases == [
        (
            each["path"],
            str(each["line"]) if each["line"] else None,
            each["message"] if each["severity"] in failing else None,
        )
        for each in problems
    ]
    assert int(suites.get("failures", 0)) == sum(each["severity"] in failing for each in problems)
    assert int(suites.get("tests", 0)) == len(problems)


def _failure(case: ElementTree.Element) -> str | None:
    failure = case.find("failure")
    return None if failure is None else failure.get("message")


def test_junit_of_a_clean_project_has_one_case_that_passes(site: Make) -> None:
    suites = ElementTree.fromstring(report(site().write(CLEAN), "junit"))
    assert [case.get("name") for case in suites.iter("testcase")] == ["clean"]
    assert suites.get("failures") == "0"


def test_junit_escapes_characters_that_xml_forbids(site: Make) -> None:
    text = report(site().write({"content/a\x07&\n.md": "Text.\n"}), "junit")
    files = [case.get("file", "") for case in ElementTree.fromstring(text).iter("testcase")]
    assert "content/a\\x07&\\" in max(files, key=len)
    assert "\n" not in "".join(files)


_COMMAND = re.compile(r"::(?P<command>\w+) (?P<properties>[^:]*)::(?P<text>.*)")


def test_github_has_a_command_for_each_problem(site: Make) -> None:
    project = broken(site)
    lines = report(project, "github").splitlines()
    problems = project.problems()
    assert [_of_github(line) for line in lines] == [
        (COMMANDS[each["severity"]], each["code"], each["path"], str(each["line"] or "")) for each in problems
    ]
    assert all(
        _command(line)["text"].startswith(_escaped(each["message"].rstrip(".")))
        for line, each in zip(lines, problems, strict=True)
    )


def _command(line: str) -> dict[str, str]:
    found = _COMMAND.fullmatch(line)
    assert found is not None, line
    return found.groupdict()


def _of_github(line: str) -> tuple[str, str, str, str]:
    parts = _command(line)
    properties = dict(each.split("=", 1) for each in parts["properties"].split(","))
    return parts["command"], properties["title"], unquote(properties["file"]), properties.get("line", "")


def _escaped(text: str) -> str:
    return text.replace("%", "%25")


def test_github_prints_nothing_for_a_clean_project(site: Make) -> None:
    assert report(site().write(CLEAN), "github") == ""


def test_code_hosts_get_paths_from_where_the_program_runs(site: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    project = broken(site)
    monkeypatch.chdir(project.root.parent)
    assert all(_of_github(line)[2].startswith("project/content/") for line in report(project, "github").splitlines())
    (run,) = sarif(project)["runs"]
    assert all(_of_sarif(result)[2].startswith("project/content/") for result in run["results"])
    assert all(each["path"].startswith("content/") for each in project.problems())


def test_several_reports_at_once(site: Make, tmp_path: Path) -> None:
    project = broken(site)
    alone = {form: report(project, form) for form in ("sarif", "junit", "github", "json")}
    wanted = ["--format", "text"]
    for form in ("sarif", "junit", "github"):
        wanted += ["--format", form, "-o", str(tmp_path / form)]
    project.check(*wanted, "--format", "json").exits(1).says("link-unresolved", f"sarif: {tmp_path / 'sarif'}")
    assert project.last.out == alone["json"]
    assert {form: (tmp_path / form).read_text("utf-8") for form in ("sarif", "junit", "github")} == {
        form: alone[form] for form in ("sarif", "junit", "github")
    }


@pytest.mark.parametrize(
    "options",
    [
        ("--format", "json", "--format", "sarif"),
        ("-o", "report.txt"),
        ("--format", "json", "-o", "no/such/folder.json"),
        ("--update-baseline",),
        ("--dry-run",),
        ("--baseline", "none.json"),
        ("--ignore", "link-unresolvd"),
    ],
    ids=lambda options: " ".join(options),
)
def test_wrong_use(options: tuple[str, ...], site: Make) -> None:
    site().write(CLEAN).check(*options).exits(2)
