"""The front matter of a tag file, checked against its table of keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from builder.content.keys.reader import read_keys
from builder.content.yaml_document import KeyPath, KeyProblem, YamlDocument, YamlProblem
from builder.content.yaml_reader import read_yaml
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.place import diagnostic_at, in_file
from builder.vocabulary.tag_keys import TAG_FILE

_FENCE = "---"
_LINES_ABOVE = 1
"""The front matter begins on the file's first line."""
_HELP = "The manual's page on your own tags lists the keys of the front matter."


class TagFrontMatter(msgspec.Struct, frozen=True):
    """The keys of a tag file."""

    path: str
    values: dict[str, Any]
    """The values, of the kinds in the table; invalid values are left out."""
    document: YamlDocument
    diagnostics: tuple[Diagnostic, ...]

    def line(self, *keys: str) -> int:
        """The 1-based line of the file at which the value begins."""
        return self._place(keys)[0]

    def problem(self, message: str, *keys: str | int, near: tuple[str, ...] = ()) -> Diagnostic:
        """Report a problem at the value of ``keys``; with a last key ``""``, at the key itself."""
        return invalid_file(self.path, message, *self._place(keys), near)

    def _place(self, keys: KeyPath) -> tuple[int, int]:
        line, column = self.document.places.get(keys, (0, 1))
        return line + _LINES_ABOVE, column


def split(text: str) -> tuple[str, str, int] | None:
    """Front matter, template, and the 1-based line at which the template begins; ``None`` without front matter."""
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        return None
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == _FENCE:
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2
    return None


def read_front_matter(source: str, path: str) -> TagFrontMatter:
    """The keys of the front matter; none, with a problem, if it can't be read."""
    document = read_yaml(source)
    if document.problems:
        return TagFrontMatter(path, {}, document, tuple(_unreadable(document.problems, path)))
    if document.value is None:
        return TagFrontMatter(path, {}, document, ())
    reading = read_keys(document, TAG_FILE)
    found = tuple(_key_problem(problem, path) for problem in reading.key_problems)
    return TagFrontMatter(path, reading.value or {}, document, found)


def _unreadable(problems: Iterable[YamlProblem], path: str) -> Iterator[Diagnostic]:
    for problem in problems:
        is_control = problem.kind == "control-character"
        said = f"contains {problem.message}" if is_control else f"is not valid YAML: {problem.message}"
        yield invalid_file(path, f"The front matter {said}.", problem.line + _LINES_ABOVE, problem.column)


def _key_problem(problem: KeyProblem, path: str) -> Diagnostic:
    line = problem.line + _LINES_ABOVE
    if problem.kind == "unknown":
        message = f"Unknown key '{problem.path[-1]}'."
    elif not problem.path:
        message = "The front matter must be a list of 'key: value' lines."
    else:
        message = f"'{problem.name}' {problem.message}."
    return invalid_file(path, message, line, problem.column, problem.near, problem.help)


def invalid_file(
    path: str, message: str, line: int, column: int, suggestions: tuple[str, ...] = (), help: str = ""
) -> Diagnostic:
    """An invalid tag file."""
    place = in_file(path, line, column)
    return diagnostic_at("tag-file-invalid", place, message, subject=path, help=help or _HELP, suggestions=suggestions)
