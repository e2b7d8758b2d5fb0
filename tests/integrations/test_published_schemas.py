"""The parts for other programs against their published schemas, as check-jsonschema carries them: without a network."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from driver import Site
from jsonschema import Draft202012Validator

pytest.importorskip("check_jsonschema", reason="needs check-jsonschema, of the extra 'dev'")
TOP = Path(__file__).resolve().parents[2]

FILES = [
    ("vendor.github-actions", TOP / "action.yml"),
    ("vendor.gitlab-ci", TOP / "action/gitlab/handrail.gitlab-ci.yml"),
    *(("vendor.github-workflows", path) for path in sorted((TOP / ".github/workflows").glob("*.yml"))),
]
FENCE = re.compile(r'^```yaml \{% title="([^"]+)" %\}\n(.*?)^```$', re.MULTILINE | re.DOTALL)
OF_NAME = {
    ".github/workflows/": "vendor.github-workflows",
    ".gitlab-ci.yml": "vendor.gitlab-ci",
    ".readthedocs.yaml": "vendor.readthedocs",
}

CODE_QUALITY: dict[str, Any] = {
    # https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!\./|/)."},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}

HOOKS: dict[str, Any] = {
    # https://pre-commit.com/#new-hooks
    "type": "array",
    "minItems": 1,
    "items": {
        "type": "object",
        "required": ["id", "name", "entry", "language"],
        "additionalProperties": False,
        "properties": {
            **{key: {"type": "string"} for key in ("id", "name", "entry", "description", "files", "exclude")},
            "language": {"enum": ["python"]},
            **{key: {"type": "boolean"} for key in ("pass_filenames", "require_serial", "always_run")},
            **{
                key: {"type": "array", "items": {"type": "string"}}
                for key in ("types", "types_or", "exclude_types", "additional_dependencies", "args", "stages")
            },
        },
    },
}


def check(schema: str, path: Path) -> None:
    tool = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(path)]
    done = subprocess.run(tool, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(("schema", "path"), FILES, ids=lambda value: getattr(value, "name", value))
def test_a_file_meets_its_schema(schema: str, path: Path) -> None:
    check(schema, path)


def _examples() -> list[Any]:
    found = []
    for page in sorted((TOP / "content/v0.2.x").rglob("*.md")):
        for name, text in FENCE.findall(page.read_text("utf-8")):
            schema = next((schema for part, schema in OF_NAME.items() if name.startswith(part)), "")
            if schema:
                found.append(pytest.param(schema, text, id=f"{page.name}-{name}"))
    return found


@pytest.mark.parametrize(("schema", "text"), _examples())
def test_an_example_of_the_manual_meets_its_schema(schema: str, text: str, tmp_path: Path) -> None:
    if schema == "vendor.gitlab-ci" and "script" not in text:
        pytest.skip("a part of a file")
    (tmp_path / "example.yml").write_text(text, "utf-8")
    check(schema, tmp_path / "example.yml")


def test_the_manual_has_examples_of_each_kind() -> None:
    assert {param.values[0] for param in _examples()} == set(OF_NAME.values())


def test_the_schemas_refuse_invalid_files(tmp_path: Path) -> None:
    broken = (TOP / "action.yml").read_text("utf-8").replace("using: composite", "using: bash")
    (tmp_path / "action.yml").write_text(broken, "utf-8")
    with pytest.raises(AssertionError):
        check("vendor.github-actions", tmp_path / "action.yml")


def test_the_hooks_have_the_form_that_pre_commit_reads() -> None:
    Draft202012Validator(HOOKS).validate(yaml.safe_load((TOP / ".pre-commit-hooks.yaml").read_text("utf-8")))


def test_a_code_quality_report_has_the_form_that_gitlab_reads(tmp_path: Path) -> None:
    site = Site(tmp_path).write(
        {
            "content/a.md": "---\ntitle: A\n---\n\n[x](/nowhere) [x](/nowhere) ![y](/images/y.png)\n",
            "content/b.md": "No title.\n",
        }
    )
    site.check("--format", "gitlab").exits(1)
    report = json.loads(site.last.out)
    Draft202012Validator(CODE_QUALITY).validate(report)
    assert len(report) >= 3
    assert len({entry["fingerprint"] for entry in report}) == len(report)


def test_each_file_that_the_image_copies_is_there_and_is_sent() -> None:
    lines = (TOP / "Dockerfile").read_text("utf-8").replace("\\\n", " ").splitlines()
    copied = [word for line in lines if line.startswith("COPY") and "--from" not in line for word in line.split()[1:-1]]
    sent = {line[1:] for line in (TOP / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")}
    assert copied
    assert set(copied) == sent
    assert all((TOP / name).exists() for name in copied)
    users = [line.split()[1] for line in lines if line.startswith("USER")]
    assert users
    assert not users[-1].startswith(("0", "root"))
