"""Compiled templates are kept and found again, and nothing depends on it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from builder.vocabulary import template_code
from builder.vocabulary.template_code import TemplateCode


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(template_code, "__file__", str(tmp_path / "template_code.py"))
    kept = tmp_path / "__pycache__"
    kept.mkdir()
    return kept


def rendered(source: str, kind: str = "page") -> str:
    environment = Environment(loader=DictLoader({"a.html": source}), bytecode_cache=TemplateCode(kind))
    return environment.get_template("a.html").render(name="Ann")


def test_compiled_templates_are_not_compiled_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert rendered("Hello {{ name }}") == "Hello Ann"
    (kept,) = folder.iterdir()
    assert sys.implementation.cache_tag in kept.name
    monkeypatch.setattr(Environment, "compile", lambda *args: pytest.fail("it was compiled again"))
    assert rendered("Hello {{ name }}") == "Hello Ann"


def test_another_text_or_kind_is_another_template(folder: Path) -> None:
    assert [rendered("A"), rendered("B"), rendered("A"), rendered("C", "tag")] == ["A", "B", "A", "C"]
    assert len(list(folder.iterdir())) == 2


@pytest.mark.parametrize("damage", [b"", b"nonsense", b"j2\x80\x02K\x05", None])
def test_a_damaged_file_counts_as_missing(folder: Path, damage: bytes | None) -> None:
    rendered("Hello {{ name }}")
    (kept,) = folder.iterdir()
    kept.write_bytes(kept.read_bytes()[:-20] if damage is None else damage)
    assert rendered("Hello {{ name }}") == "Hello Ann"


def test_templates_render_if_nothing_can_be_cached(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.rmdir()
    assert rendered("Hello {{ name }}") == "Hello Ann"
    folder.mkdir()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert rendered("Hello {{ name }}") == "Hello Ann"
    assert not list(folder.iterdir())
