"""What is published meets its schema, is the same each time, and loses nothing."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from guide_reading import CORPUS, ROOT, SAMPLE, SEED, Guide, read, words_of
from jsonschema import Draft202012Validator

from builder.checklist.sentences import sentences

SCHEMA = json.loads(files("builder.checklist").joinpath("schema.json").read_text("utf-8"))
_STEP = re.compile(r"^#+ *step \d|\{% *steps", re.IGNORECASE | re.MULTILINE)
_BLANKS = re.compile(r"\s+")


def guides() -> list[Path]:
    """Every guide of the manual and of the corpus, found by its look."""
    folders = [folder for folder in (ROOT / "content", CORPUS) if folder.is_dir()]
    found = [path for folder in folders for path in sorted(folder.rglob("*.md"))]
    return [path for path in found if _STEP.search(path.read_text("utf-8"))] + ([SEED] if SEED.is_file() else [])


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator.check_schema(
        json.loads(files("builder.checklist").joinpath("results.schema.json").read_text("utf-8"))
    )


@pytest.mark.parametrize("path", [None, *guides()], ids=lambda path: "sample" if path is None else path.stem)
def test_valid_and_the_same_twice(path: Path | None) -> None:
    text = SAMPLE if path is None else path.read_text("utf-8").replace("\r\n", "\n")
    data = read(text).published()
    Draft202012Validator(SCHEMA).validate(data)
    assert json.dumps(data, sort_keys=True) == json.dumps(read(text).published(), sort_keys=True)


def test_the_schema_is_strict() -> None:
    data = read(SAMPLE).published()
    data["items"][0]["more"] = 1
    assert list(Draft202012Validator(SCHEMA).iter_errors(data))


def strict_objects(schema: Any) -> list[str]:
    """Objects of a schema that let anything through."""
    if isinstance(schema, list):
        return [name for part in schema for name in strict_objects(part)]
    if not isinstance(schema, dict):
        return []
    loose = [str(schema)] if "properties" in schema and schema.get("additionalProperties") is not False else []
    return loose + [name for part in schema.values() for name in strict_objects(part)]


def test_no_object_of_the_schema_is_open() -> None:
    assert strict_objects(SCHEMA) == []


@pytest.mark.parametrize("path", [None, *guides()], ids=lambda path: "sample" if path is None else path.stem)
def test_every_sentence_of_a_step_is_somewhere_once(path: Path | None) -> None:
    guide = read(SAMPLE if path is None else path.read_text("utf-8").replace("\r\n", "\n"))
    if guide.reason:
        pytest.skip("no guide")
    said = _all_said(guide)
    lost = [text for text in _step_sentences(guide) if said.count(text) < 1]
    assert lost == []
    places = [(i.origin.path, i.origin.via, i.origin.line, i.origin.column) for i in guide.draft.items]
    assert len(places) == len(set(places))


def _all_said(guide: Guide) -> str:
    items = [text for item in guide.draft.items for text in (item.text, *_options(item))]
    return "\n".join([*items, *(passed.text for passed in guide.draft.passed)])


def _options(item: Any) -> list[str]:
    return [f"{option.label} {option.text}" for option in item.options] + [option.text for option in item.options]


def _step_sentences(guide: Guide) -> list[str]:
    """The sentences of paragraphs and list items below numbered headings, choices' labels left out."""
    found: list[str] = []
    level = 99
    for node in guide.expanded.children:
        if node.type == "heading":
            title = words_of(node)
            depth = node.attributes["level"]
            if re.match(r"step \d", title.strip(), re.IGNORECASE):
                level = depth
            elif depth <= level:
                level = 99
        elif level != 99 and node.type in ("paragraph", "list"):
            for inline in (inner for inner in node.walk() if inner.type == "inline"):
                text = _BLANKS.sub(" ", _text(inline)).strip()
                found.extend(text[start:end] for start, end in sentences(text))
    return found


def _text(node: Any) -> str:
    if node.type in ("softbreak", "hardbreak"):
        return " "
    own = node.attributes.get("content") if node.type in ("text", "code") else None
    return (own if isinstance(own, str) else "") + "".join(_text(child) for child in node.children)
