"""The language, case by case: documents with their trees under a plain configuration, and their errors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from builder import markdoc
from builder.markdoc import Tag

FOLDER = Path(__file__).parent / "markdoc" / "language"


@dataclass(frozen=True)
class Case:
    """One document with the expected result."""

    title: str
    text: str
    tree: list[Any]
    """The children of the article; a text is itself, an element ``[name, {attributes}, child, …]``."""
    config: Mapping[str, Any] = field(default_factory=dict)
    """In the reference's plain form; partials are texts."""
    options: Mapping[str, Any] = field(default_factory=dict)
    """Of the parser, by the reference's names."""
    errors: tuple[str, ...] = ()
    """Every sentence of validation, in order."""


def cases() -> Iterator[Case]:
    """All cases, file by file."""
    for path in sorted(FOLDER.glob("*.yml")):
        if path.stem != "syntax_errors":
            for given in yaml.safe_load(path.read_text(encoding="utf-8")):
                yield Case(**{**given, "title": f"{path.stem}: {given['title']}"})


def syntax_errors() -> list[tuple[str, str]]:
    """The text between the delimiters of a tag, and the expected errors."""
    text = (FOLDER / "syntax_errors.yml").read_text(encoding="utf-8")
    return [(content, sentence) for content, sentence in yaml.safe_load(text)]


def compact(tree: Any) -> Any:
    """A renderable tree as the cases write it."""
    if isinstance(tree, Tag):
        attributes = {name: compact(value) for name, value in tree.attributes.items()}
        return [tree.name, *([attributes] if attributes else []), *map(compact, tree.children)]
    if isinstance(tree, list):
        return [compact(item) for item in tree]
    return None if tree is markdoc.UNDEFINED else tree
