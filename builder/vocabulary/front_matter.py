"""The front matter of a tag file: YAML with positions, and the complaints about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Any, TypeVar

import yaml

from builder.diagnostics.diagnostic import Diagnostic

T = TypeVar("T")

_FENCE = "---"
# The C loader, where PyYAML was built with it, is some ten times faster.
_LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_HELP = "The manual's page on tags says what the front matter of a tag file may hold."


class FrontMatter:
    """One mapping of the front matter, read key by key; what is wrong is collected in one list."""

    def __init__(self, node: yaml.MappingNode, path: str, complaints: list[Diagnostic]) -> None:
        self._entries = {str(key.value): (key, value) for key, value in node.value}
        self.path = path
        self.complaints = complaints
        self._check_twice(node)

    def _check_twice(self, node: yaml.MappingNode) -> None:
        seen: set[str] = set()
        for key, _ in node.value:
            if str(key.value) in seen:
                self.complain(key, f"The key '{key.value}' is given twice.")
            seen.add(str(key.value))

    def complain(self, node: yaml.Node, message: str, suggestions: Sequence[str] = ()) -> None:
        """Note something wrong at ``node``."""
        mark = node.start_mark
        # The fence is the file's first line.
        line, column = mark.line + 2, mark.column + 1
        self.complaints.append(invalid_file(self.path, message, line, column, tuple(suggestions)))

    def check_keys(self, known: Sequence[str]) -> None:
        """Complain about each key that is none of ``known``."""
        for name, (key, _) in self._entries.items():
            if name not in known:
                self.complain(key, f"Unknown key '{name}'.", get_close_matches(name, known, 1))

    def node(self, key: str) -> yaml.Node | None:
        """The value's node, for its position."""
        entry = self._entries.get(key)
        return None if entry is None else entry[1]

    def value(self, key: str) -> Any:
        """The value as Python has it; ``None`` where there is none."""
        node = self.node(key)
        return None if node is None else _constructed(node)

    def text(self, key: str, default: str = "") -> str:
        """A string."""
        value = self.value(key)
        if isinstance(value, str):
            return value
        return self._refused(key, "a text", default)

    def flag(self, key: str) -> bool:
        """A boolean, false where there is none."""
        value = self.value(key)
        if isinstance(value, bool):
            return value
        return self._refused(key, "true or false", False)

    def _refused(self, key: str, wanted: str, default: T) -> T:
        node = self.node(key)
        if node is not None:
            self.complain(node, f"'{key}' must be {wanted}.")
        return default

    def one_of(self, key: str, allowed: Sequence[str], default: str) -> str:
        """One of the words ``allowed``."""
        value = self.text(key, default)
        node = self.node(key)
        if value in allowed or node is None:
            return value
        words = ", ".join(f"'{word}'" for word in allowed if word)
        self.complain(
            node,
            f"'{key}' must be one of {words}. Got '{value}' instead.",
            get_close_matches(value, allowed, 1),
        )
        return default

    def names(self, key: str) -> tuple[str, ...] | None:
        """A list of strings (a single string counts as one); ``None`` where there is none."""
        node = self.node(key)
        if node is None:
            return None
        value = _constructed(node)
        if isinstance(value, str):
            return (value,)
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        self.complain(node, f"'{key}' must be a list of names.")
        return None

    def mappings(self, key: str) -> Iterator[tuple[str, FrontMatter]]:
        """The entries of a mapping of mappings, in the order written."""
        node = self.node(key)
        if node is None:
            return
        if not isinstance(node, yaml.MappingNode):
            self.complain(node, f"'{key}' must be a mapping.")
            return
        for name, value in node.value:
            if isinstance(value, yaml.MappingNode):
                yield str(name.value), FrontMatter(value, self.path, self.complaints)
            else:
                self.complain(value, f"'{name.value}' must be a mapping, as {{type: String}}.")


def split(text: str) -> tuple[str, str, int] | None:
    """Front matter, template, and the 1-based line at which the template begins; ``None`` without a fence."""
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        return None
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == _FENCE:
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2
    return None


def compose(source: str, path: str, complaints: list[Diagnostic]) -> FrontMatter | None:
    """The front matter's top mapping; ``None``, and a complaint, where it is none."""
    try:
        node = yaml.compose(source, Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error)
        line, column = (mark.line + 2, mark.column + 1) if mark else (1, 1)
        complaints.append(invalid_file(path, f"The front matter is not YAML: {problem}.", line, column))
        return None
    if node is None:
        node = yaml.MappingNode("tag:yaml.org,2002:map", [])
    if not isinstance(node, yaml.MappingNode):
        complaints.append(invalid_file(path, "The front matter must be a mapping.", 2, 1))
        return None
    return FrontMatter(node, path, complaints)


def invalid_file(path: str, message: str, line: int, column: int, suggestions: tuple[str, ...] = ()) -> Diagnostic:
    """A tag file that does not say what it should."""
    return Diagnostic(
        "theme-file-invalid",
        "error",
        message,
        path,
        line,
        column,
        help=_HELP,
        suggestions=suggestions,
        subject=path,
    )


def _constructed(node: yaml.Node) -> Any:
    constructor = yaml.constructor.SafeConstructor()
    return constructor.construct_document(node)
