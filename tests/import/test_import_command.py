"""``handrail import``: the files that it writes, the requests that it refuses, and hostile sources."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest
from driver import Site, run
from example_sites import BASES, cases_of, imported, site_files, write_files

from builder.importing.systems.table import SYSTEMS


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def case_site(tmp_path: Path, system: str) -> Path:
    """A site whose pages are the cases."""
    pages = {f"case-{index:02}": case.given for index, case in enumerate(cases_of(system))}
    return write_files(tmp_path / "source", site_files(system, pages))


@pytest.mark.parametrize("system", sorted(SYSTEMS))
def test_the_project_builds_and_its_pages_are_clean(tmp_path: Path, system: str) -> None:
    source, target = case_site(tmp_path, system), tmp_path / "project"
    assert run("import", "--from", system, str(source), str(target)).code == 0
    site = Site(target)
    wrong = {found["path"]: found["message"] for found in site.problems() if found["severity"] == "error"}
    variables = ("conditions and variables", "values that are no texts")
    expected = {
        # Links and tags that are wrong in the source too.
        "docusaurus": set(),
        "mintlify": {"links"},
        "mkdocs": {"links to files, folders and anchors"},
        "next-markdoc": {"a tag that is never closed stays", "links", *variables},
        "starlight": {"links relative to the address"},
    }[system]
    titles = {f"content/cases/case-{index:02}.md": case.title for index, case in enumerate(cases_of(system))}
    assert {titles.get(path, path) for path in wrong} <= expected, wrong
    site.build("--keep-going")
    assert "cases/case-00/index.html" in site.published()


@pytest.mark.parametrize("system", sorted(SYSTEMS))
def test_a_second_import_writes_the_same_bytes_and_the_source_stays(tmp_path: Path, system: str) -> None:
    source = case_site(tmp_path, system)
    before = tree(source)
    for name in ("one", "two"):
        assert run("import", "--from", system, str(source), str(tmp_path / name)).code == 0
    assert run("import", "--from", system, str(source), str(tmp_path / "two")).code == 0
    assert tree(tmp_path / "one") == tree(tmp_path / "two")
    assert tree(source) == before


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    source = case_site(tmp_path, "docusaurus")
    result = run("import", "--from", "docusaurus", "--dry-run", str(source), str(tmp_path / "project"))
    assert result.code == 0
    assert "## Needs your attention" in result.out
    assert not (tmp_path / "project").exists()


def test_the_report_names_file_and_line(tmp_path: Path) -> None:
    source = case_site(tmp_path, "docusaurus")
    result = run("import", "--from", "docusaurus", "--dry-run", "--format", "json", str(source), str(tmp_path / "p"))
    notes = json.loads(result.out)["notes"]
    gauge = next(note for note in notes if note["detail"] == "<PressureGauge>")
    assert (gauge["kind"], gauge["line"]) == ("left", 5)
    assert "PressureGauge" in (source / gauge["path"]).read_text("utf-8").split("\n")[4]


def test_a_component_without_a_counterpart_gets_a_file(tmp_path: Path) -> None:
    source, target = case_site(tmp_path, "docusaurus"), tmp_path / "project"
    run("import", "--from", "docusaurus", str(source), str(target))
    stub = (target / "theme/tags/PressureGauge.html").read_text("utf-8")
    assert "labels: {type: Array}" in stub
    assert "max: {type: Number}" in stub


def test_a_tag_with_a_schema_gets_what_the_schema_says(tmp_path: Path) -> None:
    source, target = case_site(tmp_path, "next-markdoc"), tmp_path / "project"
    run("import", "--from", "next-markdoc", str(source), str(target))
    stub = (target / "theme/tags/gauge.html").read_text("utf-8")
    assert 'unit: {type: String, default: "bar", matches: ["bar", "psi"]}' in stub


def test_a_target_with_files_of_others_is_refused(tmp_path: Path) -> None:
    source = case_site(tmp_path, "docusaurus")
    write_files(tmp_path / "project", {"mine.txt": "mine"})
    result = run("import", "--from", "docusaurus", str(source), str(tmp_path / "project"))
    assert result.code == 2
    assert tree(tmp_path / "project") == {"mine.txt": b"mine"}


@pytest.mark.parametrize("target", ["source/project", "source", "."])
def test_a_target_in_or_around_the_source_is_refused(tmp_path: Path, target: str) -> None:
    source = case_site(tmp_path, "docusaurus")
    before = tree(tmp_path)
    assert run("import", "--from", "docusaurus", str(source), str(tmp_path / target)).code == 2
    assert tree(tmp_path) == before


def test_a_file_that_was_changed_is_replaced_by_force_alone(tmp_path: Path) -> None:
    source, target = case_site(tmp_path, "docusaurus"), tmp_path / "project"
    arguments = ("import", "--from", "docusaurus", str(source), str(target))
    assert run(*arguments).code == 0
    page = target / "content/other.md"
    page.write_text("mine", "utf-8")
    assert run(*arguments).code == 2
    assert page.read_text("utf-8") == "mine"
    assert run(*arguments, "--force").code == 0
    assert "Words." in page.read_text("utf-8")


def test_a_page_that_is_gone_is_removed(tmp_path: Path) -> None:
    source, target = case_site(tmp_path, "docusaurus"), tmp_path / "project"
    assert run("import", "--from", "docusaurus", str(source), str(target)).code == 0
    (source / "docs/cases/case-00.md").unlink()
    assert run("import", "--from", "docusaurus", str(source), str(target)).code == 0
    assert not (target / "content/cases/case-00.md").exists()
    assert (target / "content/cases/case-01.md").exists()


def test_a_folder_without_pages_is_refused(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    for system in SYSTEMS:
        assert run("import", "--from", system, str(tmp_path / "source"), str(tmp_path / "project")).code == 2


def test_nothing_outside_of_the_source_is_read(tmp_path: Path) -> None:
    write_files(tmp_path, {"secret.md": "a secret", "secret.png": "a secret"})
    files = site_files(
        "docusaurus",
        {
            "climb": "import X from '../../../../secret.md';\nimport Y from '!!raw-loader!../../../secret.md';\n\n"
            "<X/>\n\n![a](../../../secret.png) ![b](../../../../../../etc/passwd)\n\n<CodeBlock>{Y}</CodeBlock>\n",
            "slug": "text",
        },
    )
    files["docs/cases/slug.md"] = "---\ntitle: A\nslug: ../../../../out\n---\n\ntext"
    source = write_files(tmp_path / "source", files)
    os.symlink(tmp_path / "secret.md", source / "docs/cases/link.md")
    os.symlink(tmp_path, source / "docs/cases/folder")
    assert run("import", "--from", "docusaurus", str(source), str(tmp_path / "project")).code == 0
    written = tree(tmp_path / "project")
    assert not any(b"a secret" in content for content in written.values())
    assert set(os.listdir(tmp_path)) == {"secret.md", "secret.png", "source", "project"}


def test_snippets_stay_below_the_source(tmp_path: Path) -> None:
    write_files(tmp_path, {"secret.txt": "a secret"})
    source = write_files(tmp_path / "source", site_files("mkdocs", {"climb": '--8<-- "../secret.txt"\n'}))
    result = imported(source, "mkdocs")
    assert not any("a secret" in file.text for file in result.files)


HOSTILE = {
    "braces": "{" * 20_000,
    "angles": "<a " * 10_000,
    "open elements": "<Tabs>" * 10_000,
    "ticks": "".join("`" * (index % 60 + 1) + " " for index in range(3_000)),
    "brackets": "[" * 20_000,
    "images": "![" * 10_000,
    "quotations": ">" * 20_000,
    "containers": ":::note\n" * 3_000,
    "comments": "<!--" * 10_000,
    "expressions": "{`${" * 6_000,
    "admonitions": "".join("    " * index + "!!! note\n" for index in range(120)),
    "tags": "{% a " * 8_000,
    "formulas": "$x" * 10_000,
    "imports": "import {a\n" * 5_000,
    "rows": "| a " * 10_000,
    "lists": "".join("  " * index + "- a\n" for index in range(300)),
}


@pytest.mark.parametrize("system", sorted(SYSTEMS))
@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_pages_take_linear_time(tmp_path: Path, system: str, name: str) -> None:
    source = write_files(tmp_path, site_files(system, {"hostile": HOSTILE[name]}))
    start = time.perf_counter()
    imported(source, system)
    assert time.perf_counter() - start < 10


def test_every_tag_of_the_importer_is_a_file_of_a_tag(tmp_path: Path) -> None:
    folder = Path(__file__).parents[2] / "builder/importing/tags"
    site = Site(tmp_path).write({"content/index.md": "---\ntitle: A\n---\n\nText.\n"})
    site.write({f"theme/tags/{path.name}": path.read_bytes() for path in folder.glob("*.html")})
    assert [found for found in site.problems() if found["severity"] == "error"] == []


def test_bases_are_sites(tmp_path: Path) -> None:
    for system, files in BASES.items():
        assert imported(write_files(tmp_path / system, files), system).pages >= 1
