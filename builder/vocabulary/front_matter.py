"""The front matter of a tag file, read key by key; what is wrong with it is collected with its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from builder.content.yaml_reader import KeyPath, YamlDocument, YamlProblem, read_yaml
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.place import diagnostic_at, in_file
from builder.diagnostics.suggest import nearest

T = TypeVar("T")

_FENCE = "---"
_LINES_ABOVE = 1
"""The fence is the file's first line."""
_HELP = "The manual's page on tags says what the front matter of a tag file may hold."


class TagFrontMatter:
    """One mapping of the front matter."""

    def __init__(self, path: str, document: YamlDocument, values: dict[str, Any], at: KeyPath = ()) -> None:
        self.path = path
        self.complaints: list[Diagnostic] = []
        self._document = document
        self._values = values
        self._at = at

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def line(self, key: str) -> int:
        """The 1-based line of the file at which the key's value begins."""
        return self._place((key,))[0]

    def complain(self, message: str, *keys: str | int, near: Sequence[str] = ()) -> None:
        """Note something wrong at the value that ``keys`` lead to; with a last key ``""``, at the key itself."""
        line, column = self._place(keys)
        self.complaints.append(invalid_file(self.path, message, line, column, tuple(near)))

    def _place(self, keys: KeyPath) -> tuple[int, int]:
        line, column = self._document.places.get((*self._at, *keys), (0, 1))
        return line + _LINES_ABOVE, column

    def check_keys(self, known: Sequence[str]) -> None:
        """Complain about each key that is none of ``known``."""
        for key in self._values:
            if key not in known:
                self.complain(f"Unknown key '{key}'.", key, "", near=nearest(key, known, 1))

    def value(self, key: str) -> Any:
        """The value as it was written; ``None`` where there is none."""
        return self._values.get(key)

    def text(self, key: str, default: str = "") -> str:
        """A string."""
        value = self._values.get(key)
        return value if isinstance(value, str) else self._refused(key, "a text", default)

    def flag(self, key: str) -> bool:
        """A boolean, false where there is none."""
        value = self._values.get(key)
        return value if isinstance(value, bool) else self._refused(key, "true or false", False)

    def _refused(self, key: str, wanted: str, default: T) -> T:
        if key in self._values:
            self.complain(f"'{key}' must be {wanted}.", key)
        return default

    def one_of(self, key: str, allowed: Sequence[str], default: str) -> str:
        """One of the words ``allowed``."""
        value = self.text(key, default)
        if value in allowed or key not in self._values:
            return value
        words = ", ".join(f"'{word}'" for word in allowed if word)
        self.complain(f"'{key}' must be one of {words}. Got '{value}' instead.", key, near=nearest(value, allowed, 1))
        return default

    def names(self, key: str) -> tuple[str, ...] | None:
        """A list of strings (a single string counts as one); ``None`` where there is none."""
        value = self._values.get(key)
        if isinstance(value, str):
            return (value,)
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        return self._refused(key, "a list of names", None)

    def mappings(self, key: str) -> Iterator[tuple[str, TagFrontMatter]]:
        """The entries of a mapping of mappings, in the order written."""
        entries = self._values.get(key)
        if not isinstance(entries, dict):
            self._refused(key, "a mapping", None)
            return
        for name, entry in entries.items():
            if isinstance(entry, dict):
                below = TagFrontMatter(self.path, self._document, entry, (*self._at, key, name))
                below.complaints = self.complaints
                yield name, below
            else:
                self.complain(f"'{name}' must be a mapping, as {{type: String}}.", key, name)


def split(text: str) -> tuple[str, str, int] | None:
    """Front matter, template, and the 1-based line at which the template begins; ``None`` without a fence."""
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        return None
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == _FENCE:
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2
    return None


def read_front_matter(source: str, path: str) -> TagFrontMatter:
    """The front matter's top mapping; an empty one, and a complaint, where it can't be read."""
    document = read_yaml(source)
    values = {} if document.value is None else document.value
    fields = TagFrontMatter(path, document, values if isinstance(values, dict) else {})
    for problem in document.problems:
        message = f"The front matter {_failure(problem)}."
        place = (problem.line + _LINES_ABOVE, problem.column)
        fields.complaints.append(invalid_file(path, message, *place))
    if not isinstance(values, dict):
        fields.complain("The front matter must be a mapping.")
    return fields


def _failure(problem: YamlProblem) -> str:
    return (
        f"contains {problem.message}"
        if problem.kind == "control-character"
        else f"is not valid YAML: {problem.message}"
    )


def invalid_file(path: str, message: str, line: int, column: int, suggestions: tuple[str, ...] = ()) -> Diagnostic:
    """A tag file that does not say what it should."""
    return diagnostic_at(
        "tag-file-invalid", in_file(path, line, column), message, subject=path, help=_HELP, suggestions=suggestions
    )
