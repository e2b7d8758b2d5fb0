"""YAML read safely, with the place of each value: no tags, few aliases, bounded depth, no key twice, no controls."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec
import yaml
from yaml.constructor import SafeConstructor
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

DEEPEST = 40
MOST_NODES = 100_000
"""Values, those that aliases repeat counted each time."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that no text of a site may have: HTML and XML can't hold some, terminals obey others.
In a YAML file they can only be written as escapes: ``"\\0"``."""
_REPLACEMENT = "\ufffd"

KeyPath = tuple[str | int, ...]


class YamlProblem(msgspec.Struct, frozen=True):
    """Something wrong in a YAML text."""

    kind: str
    """``invalid``, ``duplicate-key``, ``too-large``, ``control-character``."""
    message: str
    line: int
    """1-based, in the YAML text."""
    column: int
    subject: str = ""


class YamlDocument(msgspec.Struct):
    """A YAML text as plain data."""

    value: Any = None
    places: dict[KeyPath, tuple[int, int]] = msgspec.field(default_factory=dict)
    """Line and column of each value by the keys that lead to it; of a key under ``(*path, key, "")``."""
    problems: list[YamlProblem] = msgspec.field(default_factory=list)


class _TooLarge(Exception):
    def __init__(self, node: Node) -> None:
        self.node = node


def read_yaml(text: str) -> YamlDocument:
    """The text as data: mappings with text keys, lists, texts, numbers, booleans, null; dates are texts."""
    document = YamlDocument()
    try:
        root = yaml.compose(text, Loader=Loader)
    except yaml.MarkedYAMLError as error:
        document.problems.append(_syntax_problem(error))
        return document
    except yaml.YAMLError as error:
        document.problems.append(YamlProblem("invalid", str(error), 1, 1))
        return document
    except RecursionError:
        document.problems.append(YamlProblem("too-large", f"more than {DEEPEST} levels", 1, 1))
        return document
    if root is not None:
        reader = _Reader(document)
        try:
            document.value = reader.read(root, (), 0)
        except _TooLarge as error:
            line, column = _place(error.node)
            message = f"more than {DEEPEST} levels or {MOST_NODES} values"
            document.problems.append(YamlProblem("too-large", message, line, column))
    return document


class _Reader:
    """Turns composed nodes into data and notes their places."""

    def __init__(self, document: YamlDocument) -> None:
        self._document = document
        self._constructor = SafeConstructor()
        self._count = 0

    def read(self, node: Node, path: KeyPath, depth: int) -> Any:
        self._count += 1
        if depth > DEEPEST or self._count > MOST_NODES:
            raise _TooLarge(node)
        self._document.places[path] = _place(node)
        if isinstance(node, MappingNode):
            return dict(self._items(node, path, depth))
        if isinstance(node, SequenceNode):
            return [self.read(item, (*path, index), depth + 1) for index, item in enumerate(node.value)]
        return self._scalar(node)

    def _items(self, node: MappingNode, path: KeyPath, depth: int) -> Iterator[tuple[str, Any]]:
        seen: set[str] = set()
        for key_node, value_node in node.value:
            key = self._text(key_node, key_node.value) if isinstance(key_node, ScalarNode) else ""
            line, column = _place(key_node)
            if not isinstance(key_node, ScalarNode):
                self._problem("invalid", "a key must be a text", line, column, "")
            elif key in seen:
                self._problem("duplicate-key", f"The key '{key}' stands here a second time", line, column, key)
            seen.add(key)
            self._document.places[(*path, key, "")] = (line, column)
            yield key, self.read(value_node, (*path, key), depth + 1)

    def _scalar(self, node: Node) -> Any:
        if _CONTROL.search(node.value):
            return self._text(node, node.value)
        if node.tag == "tag:yaml.org,2002:timestamp" or node.tag not in _SCALARS:
            return node.value
        try:
            return self._constructor.construct_object(node)
        except (ValueError, OverflowError, yaml.YAMLError):
            return node.value

    def _text(self, node: Node, text: str) -> str:
        """A text without control characters; one that has any is reported."""
        found = _CONTROL.search(text)
        if found is None:
            return text
        line, column = _place(node)
        message = f"the control character U+{ord(found[0]):04X}"
        self._problem("control-character", message, line, column, f"U+{ord(found[0]):04X}")
        return _CONTROL.sub(_REPLACEMENT, text)

    def _problem(self, kind: str, message: str, line: int, column: int, subject: str) -> None:
        self._document.problems.append(YamlProblem(kind, message, line, column, subject))


_SCALARS = frozenset(f"tag:yaml.org,2002:{name}" for name in ("null", "bool", "int", "float", "str"))


def _place(node: Node) -> tuple[int, int]:
    mark = node.start_mark
    return mark.line + 1, mark.column + 1


def _syntax_problem(error: yaml.MarkedYAMLError) -> YamlProblem:
    at_the_end = error.problem is not None and "end of stream" in error.problem
    mark = (error.context_mark if at_the_end else None) or error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
    return YamlProblem("invalid", error.problem or "it can't be read", line, column)
