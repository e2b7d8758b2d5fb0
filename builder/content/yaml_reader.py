"""The only reader of YAML: plain data with the place of each value, and the same limits for every file."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any

import yaml
from yaml.constructor import SafeConstructor
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from builder.content.yaml_document import KeyPath, YamlDocument, YamlProblem

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

DEEPEST = 40
MOST_NODES = 100_000
"""Number of values, with those repeated by aliases counted each time."""
LONGEST_NUMBER = 40
"""The most characters of a number; no number that fits into 64 bits is longer."""
LARGEST_NUMBER = 2**63 - 1

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that no text of a site may have: HTML and XML can't hold some, terminals obey others.
In a YAML file they can only be written as escapes: ``"\\0"``."""
_REPLACEMENT = "\ufffd"


class _TooLargeError(Exception):
    def __init__(self, node: Node) -> None:
        self.node = node


def read_yaml(text: str) -> YamlDocument:
    """The text as data: mappings with text keys, lists, texts, numbers, booleans, null; dates are texts."""
    forbidden = _FORBIDDEN.search(text)
    if forbidden is not None:
        message = f"the character U+{ord(forbidden[0]):04X} can't be in a YAML file; remove it"
        return _unread("invalid", message, *_place_in(text, forbidden.start()))
    deep = _too_deep(text)
    if deep is not None:
        return _unread("too-large", f"more than {DEEPEST} levels", *_place_in(text, deep))
    try:
        root = yaml.compose(text, Loader=Loader)
    except yaml.MarkedYAMLError as error:
        return YamlDocument(problems=(_syntax_problem(error, text),))
    except yaml.YAMLError as error:
        return _unread("invalid", str(error), 1, 1)
    except RecursionError:
        return _unread("too-large", f"more than {DEEPEST} levels", 1, 1)
    return _Reader().document(root) if root is not None else YamlDocument()


def _unread(kind: str, message: str, line: int, column: int) -> YamlDocument:
    return YamlDocument(problems=(YamlProblem(kind=kind, message=message, line=line, column=column),))


_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""https://yaml.org/spec/1.2.2/#51-character-set"""

_MOST_OPEN = 1000
"""Brackets, or marks of nested lists on one line: the parser is recursive for each."""


def _too_deep(text: str) -> int | None:
    """The offset where too many brackets are open, so that parsing would exhaust the stack; quotes are ignored."""
    opened = 0
    if text.count("[") + text.count("{") > _MOST_OPEN:
        for found in re.finditer(r"[\[{\]}]", text):
            opened = opened + 1 if found[0] in "[{" else max(opened - 1, 0)
            if opened > _MOST_OPEN:
                return found.start()
    nested = re.search(rf"^[ ]*(?:[-?:] +){{{_MOST_OPEN}}}", text, re.MULTILINE)
    return nested.start() if nested is not None else None


def _place_in(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


class _Reader:
    """Converts composed nodes into data and records their places."""

    def __init__(self) -> None:
        self._constructor = SafeConstructor()
        self._count = 0
        self._places: dict[KeyPath, tuple[int, int]] = {}
        self._problems: list[YamlProblem] = []
        self._written: dict[KeyPath, str] = {}
        self._unclear: dict[KeyPath, str] = {}

    def document(self, root: Node) -> YamlDocument:
        value = None
        try:
            value = self.read(root, (), 0)
        except _TooLargeError as error:
            self._problem("too-large", f"more than {DEEPEST} levels or {MOST_NODES} values", *_place(error.node), "")
        return YamlDocument(
            value=value,
            places=self._places,
            problems=tuple(self._problems),
            written=self._written,
            unclear=self._unclear,
        )

    def read(self, node: Node, path: KeyPath, depth: int) -> Any:
        self._count += 1
        if depth > DEEPEST or self._count > MOST_NODES:
            raise _TooLargeError(node)
        self._places[path] = _place(node)
        if node.tag not in _TAGS:
            self._problem("invalid", f"the tag '{node.tag[:40]}' can't be used here; remove it", *_place(node), "")
        if isinstance(node, MappingNode):
            return dict(self._items(node, path, depth))
        if isinstance(node, SequenceNode):
            return [self.read(item, (*path, index), depth + 1) for index, item in enumerate(node.value)]
        return self._scalar(node, path) if isinstance(node, ScalarNode) else None

    def _items(self, node: MappingNode, path: KeyPath, depth: int) -> Iterator[tuple[str, Any]]:
        seen: set[str] = set()
        for key_node, value_node in node.value:
            key = self._text(key_node, key_node.value) if isinstance(key_node, ScalarNode) else ""
            line, column = _place(key_node)
            if not isinstance(key_node, ScalarNode):
                self._problem("invalid", "a key must be text", line, column, "")
            elif key in seen:
                self._problem("duplicate-key", f"The key '{key}' is set a second time here", line, column, key)
            seen.add(key)
            self._places[(*path, key, "")] = (line, column)
            yield key, self.read(value_node, (*path, key), depth + 1)

    def _scalar(self, node: ScalarNode, path: KeyPath) -> Any:
        written: str = node.value
        if _CONTROL.search(written):
            return self._text(node, written)
        if node.tag not in _CONSTRUCTED:
            return written
        if node.style not in _QUOTED:
            self._written[path] = written
        if node.tag in _NUMBERS and len(written) > LONGEST_NUMBER:
            self._unclear[path] = f"a number of {len(written)} characters is too long to be kept exactly"
            return written
        try:
            value = self._constructor.construct_object(node)
        except (ValueError, LookupError, ArithmeticError, yaml.YAMLError):
            kind = node.tag.rpartition(":")[2]
            self._unclear[path] = f"'{written[:40]}' can't be read as '!!{kind}'"
            return written
        if isinstance(value, float) and not math.isfinite(value):
            self._unclear[path] = f"'{written}' is not a finite number"
            return written
        if isinstance(value, (int, float)) and abs(value) > LARGEST_NUMBER:
            self._unclear[path] = f"the number {written} is too large to be kept exactly"
            return written
        return value

    def _text(self, node: Node, text: str) -> str:
        """A text without control characters; a text with control characters is reported."""
        found = _CONTROL.search(text)
        if found is None:
            return text
        line, column = _place(node)
        message = f"the control character U+{ord(found[0]):04X}"
        self._problem("control-character", message, line, column, f"U+{ord(found[0]):04X}")
        return _CONTROL.sub(_REPLACEMENT, text)

    def _problem(self, kind: str, message: str, line: int, column: int, subject: str) -> None:
        self._problems.append(YamlProblem(kind=kind, message=message, line=line, column=column, subject=subject))


def _core(*names: str) -> frozenset[str]:
    return frozenset(f"tag:yaml.org,2002:{name}" for name in names)


_CONSTRUCTED = _core("null", "bool", "int", "float")
_NUMBERS = _core("int", "float")
_QUOTED = frozenset("'\"|>")
_TAGS = _CONSTRUCTED | _core("str", "map", "seq", "timestamp", "merge", "value")
"""The tags of plain YAML; the last two are ``<<`` and ``=``, which are text here."""


def _place(node: Node) -> tuple[int, int]:
    mark = node.start_mark
    return mark.line + 1, mark.column + 1


_PLAIN = (
    ("mapping values are not allowed", "a colon in a value begins another value; such a value needs quotes"),
    ("could not find expected ':'", "a line has no colon after its key"),
    ("did not find expected key", "a line is not indented as the lines around it are"),
    ("did not find expected '-' indicator", "a line among the items of a list doesn't begin with a dash"),
    ("did not find expected ',' or ']'", "a list in brackets has no comma or no closing bracket"),
    ("did not find expected ',' or '}'", "a mapping in braces has no comma or no closing brace"),
    ("did not find expected node content", "a value is missing, or a bracket is never closed"),
    ("block sequence entries are not allowed", "an item of a list can't begin here"),
    ("end of stream", "a quote is never closed"),
    ("unknown escape character", "a backslash in double quotes is followed by a letter that it can't escape"),
    ("cannot start any token", "a value can't begin with this character; such a value needs quotes"),
    ("second occurrence", "an anchor, '&' with a name, is set twice; such a value needs quotes"),
    ("mapping keys are not allowed", "a value can't begin with '?'; such a value needs quotes"),
    ("found another document", "a line '---' begins a second document, which is not read"),
    ("found a tab character", "a line is indented with a tab; YAML takes spaces only"),
    ("found character '\\t'", "a line is indented with a tab; YAML takes spaces only"),
    ("undefined alias", "a value can't begin with '*'; such a value needs quotes"),
)
"""Problems in the parser's words, and in an author's."""


def _plain(problem: str, text: str, line: int) -> str:
    written = text.split("\n")[line - 1 : line]
    if "cannot start any token" in problem and written and "\t" in written[0]:
        return "a line is indented with a tab; YAML takes spaces only"
    return next((plain for said, plain in _PLAIN if said in problem), problem)


def _syntax_problem(error: yaml.MarkedYAMLError, text: str) -> YamlProblem:
    at_the_end = error.problem is not None and "end of stream" in error.problem
    mark = (error.context_mark if at_the_end else None) or error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
    return YamlProblem(
        kind="invalid", message=_plain(error.problem or "it can't be read", text, line), line=line, column=column
    )
