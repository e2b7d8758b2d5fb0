"""The rendering of each shipped tag: case files of a call, its HTML, its Markdown.

``HANDRAIL_REWRITE_CASES=1 pytest tests/vocabulary`` writes the present rendering; read the difference.
"""

from __future__ import annotations

import os
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from markupsafe import Markup
from msgspec import structs
from tag_cases import Case, read_cases, write_cases

from builder.theme.location import shipped_theme
from builder.vocabulary import (
    ChildTag,
    TagAddress,
    TagCall,
    TagDefinition,
    html_renderer,
    load_vocabulary,
    markdown_renderer,
)

FILES = sorted(Path(__file__).with_name("rendering").glob("*.md"))
CASES = [case for file in FILES for case in read_cases(file, 3)]
VOCABULARY = load_vocabulary([shipped_theme()]).value
TAGS = sorted(VOCABULARY.tags.values(), key=lambda tag: tag.name)
HTML = html_renderer(VOCABULARY)
MARKDOWN = markdown_renderer(VOCABULARY)


def address_of(value: Any) -> Any:
    """Case files write an address as ``ADDRESS-3``, and its dimensions as ``SIZE-3``."""
    if isinstance(value, str) and value.startswith("ADDRESS-"):
        return TagAddress.of(value, Markup(value.replace("ADDRESS", " SIZE")))
    return value


def call_of(source: str) -> TagCall:
    fields: dict[str, Any] = yaml.safe_load(source)
    name, attributes = next(iter(fields.items()))
    children = [
        ChildTag(child["name"], child["attributes"], child.get("content", ""), child.get("html", ""))
        for child in fields.get("children", [])
    ]
    attributes = {key: address_of(value) for key, value in attributes.items()}
    return TagCall(
        name=name,
        attributes=attributes,
        content=fields.get("content", ""),
        children=children,
        number=fields.get("number", 1),
        parent=fields.get("parent"),
    )


def rendered(case: Case) -> Case:
    call = call_of(case.parts[0])
    return replace(case, parts=(case.parts[0], HTML(call), MARKDOWN(call)))


@pytest.mark.parametrize("case", CASES, ids=str)
def test_tag_is_rendered_as_its_case_says(case: Case) -> None:
    if os.environ.get("HANDRAIL_REWRITE_CASES"):
        write_cases(case.file, [rendered(other) for other in CASES if other.file == case.file])
        return
    assert rendered(case).parts == case.parts, f"{case.file.name}, line {case.line}: {case.title}"


def test_each_shipped_tag_has_a_case() -> None:
    assert {next(iter(yaml.safe_load(case.parts[0]))) for case in CASES} == set(VOCABULARY.tags)


class Structure(HTMLParser):
    """The elements and attribute names of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(name for name, _ in attrs)))


HOSTILE_TEXT = """"><script>alert(1)</script><b onclick='x' a=" ' onload=x {{ 7 * 7 }} \x00"""


def benign(tag: TagDefinition, text: str) -> dict[str, Any]:
    """A value for every attribute; ``text`` in every place for a text."""
    values: dict[str, Any] = {"id": text}
    for name, attribute in tag.schema.attributes.items():
        if attribute.matches is None:
            values[name] = {"Number": 3, "Boolean": True, "Array": [text, text]}.get(str(attribute.type), text)
    return values


@pytest.mark.parametrize("tag", TAGS, ids=lambda tag: tag.name)
def test_text_of_an_attribute_never_becomes_markup(tag: TagDefinition) -> None:
    children = (ChildTag("tab", {"title": HOSTILE_TEXT}, "", ""), ChildTag("fence", {"language": HOSTILE_TEXT}, "", ""))
    plain_children = tuple(structs.replace(child, attributes={"title": "x", "language": "x"}) for child in children)
    expected = Structure(
        HTML(TagCall(name=tag.name, attributes=benign(tag, "x"), content="", children=plain_children))
    ).elements
    html = HTML(TagCall(name=tag.name, attributes=benign(tag, HOSTILE_TEXT), content="", children=children))
    assert Structure(html).elements == expected
    assert "49" not in html


@pytest.mark.parametrize("tag", TAGS, ids=lambda tag: tag.name)
@pytest.mark.parametrize("value", ["", "text", 3, -1.5, True, None, [], ["a", {"b": 1}], {"a": [1]}], ids=repr)
def test_value_of_the_wrong_type_does_no_harm(tag: TagDefinition, value: object) -> None:
    attributes = {name: value for name in tag.schema.attributes if name not in tag.roles}
    html = HTML(TagCall(name=tag.name, attributes={**attributes, "id": value}, content="<p>Text</p>"))
    MARKDOWN(TagCall(name=tag.name, attributes={**attributes, "id": value}, content="Text"))
    assert "<bound method" not in html
    assert "None" not in html


@pytest.mark.parametrize("tag", TAGS, ids=lambda tag: tag.name)
def test_phrasing_tags_hold_no_blocks(tag: TagDefinition) -> None:
    """A tag that may be used in a paragraph renders nothing that ends one."""
    if tag.phrasing:
        html = HTML(TagCall(name=tag.name, attributes=benign(tag, "x")))
        assert {name for name, _ in Structure(html).elements} <= {"span", "svg", "path", "circle", "rect", "ellipse"}
