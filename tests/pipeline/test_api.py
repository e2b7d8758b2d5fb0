"""The Python API: it prints nothing, and raises only errors of :mod:`builder.errors`."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

import builder
from builder.errors import ConfigurationError, HandrailError, PublishError, UsageError

fcntl: Any = import_module("fcntl") if find_spec("fcntl") else None

PAGE = "---\ntitle: Home\n---\n\n# Home\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/index.md").write_text(PAGE)
    return tmp_path


def _bad_key(project: Path) -> Path:
    (project / "handrail.yml").write_text("titel: Site\n")
    return project


def _bad_yaml(project: Path) -> Path:
    (project / "handrail.yml").write_text("title: [\n")
    return project


def _missing(project: Path) -> Path:
    return project / "missing"


CASES: list[tuple[str, Callable[[Path], Path], dict[str, object], type[HandrailError]]] = [
    ("an unknown key", _bad_key, {}, ConfigurationError),
    ("invalid YAML", _bad_yaml, {}, ConfigurationError),
    ("an unknown edition", Path, {"edition": "gold"}, UsageError),
    ("an unknown version", Path, {"only": ("v9",)}, UsageError),
    ("a missing folder", _missing, {}, UsageError),
]


@pytest.mark.parametrize("use", [builder.build, builder.check], ids=["build", "check"])
@pytest.mark.parametrize(
    ("change", "arguments", "error"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_unusable_projects_raise_errors(
    project: Path,
    capfd: pytest.CaptureFixture[str],
    use: Callable[..., object],
    change: Callable[[Path], Path],
    arguments: dict[str, object],
    error: type[HandrailError],
) -> None:
    with pytest.raises(error) as raised:
        use(change(project), **arguments)
    assert str(raised.value)
    assert (raised.value.exit_code, capfd.readouterr()) == (2, ("", ""))
    assert bool(raised.value.diagnostics) is (error is ConfigurationError)


def test_an_output_of_someone_else_is_an_error(project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    other = project / "other"
    other.mkdir()
    (other / "file.txt").write_text("theirs")
    with pytest.raises(PublishError, match="did not write"):
        builder.build(project, other)
    assert capfd.readouterr() == ("", "")


def test_an_output_over_the_sources_is_an_error(project: Path) -> None:
    with pytest.raises(UsageError, match="own files"):
        builder.build(project, project / "content")


def test_a_build_reports_and_prints_nothing(project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (project / "content/bad.md").write_text("[no](/where)\n")
    report = builder.build(project, keep_going=True)
    assert {diagnostic.code for diagnostic in report.diagnostics} >= {"link-unresolved"}
    assert builder.check(project).counts["error"] == report.counts["error"]
    assert capfd.readouterr() == ("", "")


def test_an_output_that_can_not_be_written_is_an_error(project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (project / "file").write_text("no folder")
    with pytest.raises(PublishError, match="file"):
        builder.build(project, project / "file/site")
    assert capfd.readouterr() == ("", "")


@pytest.mark.skipif(fcntl is None, reason="the system has no locks on folders")
def test_a_build_waits_for_another_one_of_the_same_output(project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    handle = os.open(project, os.O_RDONLY)
    with ThreadPoolExecutor(1) as other:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            building = other.submit(builder.build, project, jobs=1)
            with pytest.raises(TimeoutError):
                building.result(timeout=1)
            assert not (project / "site").exists()
        finally:
            os.close(handle)
        assert building.result().pages == 1
    assert (project / "site/index.html").is_file()
    assert capfd.readouterr() == ("", "")
