"""A page's front matter: YAML between two lines of ``---``, with the place of each key."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from typing import Any

import msgspec

from builder.content.cut_values import cut_values
from builder.content.field_names import NO_FIELDS, with_own_names
from builder.content.keys.front_matter import FRONT_MATTER
from builder.content.keys.reader import read_keys
from builder.content.yaml_document import KeyPath, KeyProblem, YamlDocument, YamlProblem
from builder.content.yaml_reader import read_yaml
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.outcome import Outcome
from builder.diagnostics.place import Place, diagnostic_at, in_file

_UNQUOTED_COLON = re.compile(r"(\s*)([\w-]+):\s+([^\"'\[{|>&*#\n][^\n]*:\s.*|[^\"'\[{|>&*#\n][^\n]*:)\Z")

_LATE = re.compile(r"---[ \t]*\r?\n[A-Za-z_][\w-]*:(?:[ \t][^\n]*)?\n(?:[^\n]*\n){0,100}?---[ \t]*(?:\r?\n|\Z)")
"""Front matter, wherever it begins."""

_FRONT_LINE = re.compile(r"\s*\Z|[\s#-]|[\w-]+\s*:")
"""A line that may belong to front matter."""
_FIELD = re.compile(r"[A-Za-z_][\w-]{0,60}: +(?:[\w/.][^:#\"'\[\]{}]{0,200}|\"[^\"\\]{0,200}\"|'[^']{0,200}')\s*\Z")
"""A key and a value on one line."""
MOST_LINES = 200


class PageFrontMatter(msgspec.Struct, frozen=True):
    """The front matter of a page."""

    values: Mapping[str, Any] = msgspec.field(default_factory=dict)
    """Plain data: texts, numbers, booleans, null, lists, mappings; dates are texts."""
    places: Mapping[KeyPath, tuple[int, int]] = msgspec.field(default_factory=dict)
    """Line and column in the file, by the keys of a value."""

    def position(self, *keys: str | int) -> tuple[int, int]:
        """Line and column of a value in the file, or of the nearest existing value above it."""
        while keys and keys not in self.places:
            keys = keys[:-1]
        return self.places.get(keys, (1, 1))

    def value_places(self) -> dict[str, tuple[int, int]]:
        """Line and column of each key's value; those of a list's items by the key and a number: ``redirect_from.0``."""
        found = {key: self.position(key) for key in self.values}
        for key, value in self.values.items():
            if isinstance(value, list):
                found.update((f"{key}.{index}", self.position(key, index)) for index in range(len(value)))
        return found


def read_front_matter(
    raw: str | None, *, path: str, first_line: int = 2, text: str = "", fields: Mapping[str, str] = NO_FIELDS
) -> Outcome[PageFrontMatter]:
    """The front matter of a file.

    ``raw`` is the YAML, ``None`` if there is none; ``first_line`` is its first line in the file; ``text`` is the whole
    file, to distinguish unclosed front matter from none. ``fields`` are other names of fields.
    """
    if raw is None:
        problems = _unclosed(path, text)
        return Outcome(_readable_lines(text.partition("\n")[2], 1) if problems else PageFrontMatter(), problems)
    shift = first_line - 1 + _blank_lines_before(raw, text)
    document = read_yaml(raw)
    diagnostics = [
        *yaml_problems(document, raw, path, shift),
        *_indented_end(path, text),
        *cut_values(raw, path, shift),
    ]
    if document.value is None:
        return Outcome(_readable_lines(raw, shift) if document.problems else PageFrontMatter(), tuple(diagnostics))
    if not isinstance(document.value, dict):
        diagnostics.append(_not_a_mapping(document, path, shift))
        return Outcome(PageFrontMatter(), tuple(diagnostics))
    document = with_own_names(document, fields) if fields else document
    reading = read_keys(document, FRONT_MATTER)
    diagnostics += [_key_problem(problem, path, shift) for problem in reading.key_problems]
    places = {keys: (line + shift, column) for keys, (line, column) in document.places.items()}
    # A value of the wrong type stays unchanged, for checks and templates.
    return Outcome(PageFrontMatter({**document.value, **reading.value}, places), tuple(diagnostics))


def _readable_lines(raw: str, shift: int) -> PageFrontMatter:
    """The fields of unreadable front matter whose lines can be read by themselves.

    The front matter is an error. With these fields the page keeps its address, and a draft stays one.
    """
    lines = itertools.takewhile(_FRONT_LINE.match, raw.split("\n")[:MOST_LINES])
    document = read_yaml("\n".join(line if _FIELD.match(line) else "" for line in lines))
    if not isinstance(document.value, dict) or document.problems:
        return PageFrontMatter()
    values = read_keys(document, FRONT_MATTER).value
    places = {keys: (line + shift, column) for keys, (line, column) in document.places.items()}
    return PageFrontMatter({**document.value, **values}, places)


def _indented_end(path: str, text: str) -> tuple[Diagnostic, ...]:
    """Dashes inside a value also end the front matter, because the parser looks at nothing else."""
    lines = text.split("\n")
    end = next((number for number in range(1, len(lines)) if lines[number].strip() == "---"), 0)
    if not end or not lines[end][0].isspace():
        return ()
    return (
        diagnostic_at(
            "front-matter-indented-end",
            in_file(path, end + 1, len(lines[end]) - len(lines[end].lstrip()) + 1),
            "The front matter ends at this indented '---'; the lines after it are shown as text.",
            help="Write '***' or '- - -' inside the value; or, if the front matter ends here, don't indent the dashes.",
        ),
    )


def yaml_problems(document: YamlDocument, raw: str, path: str, shift: int) -> list[Diagnostic]:
    """Problems of the YAML itself; ``shift`` is the number of lines before it in the file."""
    return [_diagnostic(problem, raw, path, shift) for problem in document.problems]


def _key_problem(problem: KeyProblem, path: str, shift: int) -> Diagnostic:
    changed = problem.kind == "changed"
    return diagnostic_at(
        "front-matter-number-changed" if changed else "front-matter-wrong-type",
        in_file(path, problem.line + shift, problem.column),
        f"The field '{problem.name}' {problem.message}.",
        subject=problem.name,
        help=problem.help,
        suggestions=problem.near,
    )


def _blank_lines_before(raw: str, text: str) -> int:
    """The parser returns the YAML trimmed, but the blank lines before it count."""
    start = text.find("\n") + 1
    if not start or text[start : start + len(raw)] == raw:
        return 0
    found = text.find(raw, start)
    return text.count("\n", start, found) if found > start else 0


def _late_line(text: str) -> int:
    """The line of front matter that begins below the first; 0 without such."""
    start = text.lstrip("\ufeff \t\r\n")
    line = text.count("\n", 0, len(text) - len(start)) + 1
    return line if line > 1 and _LATE.match(start) else 0


def _unclosed(path: str, text: str) -> tuple[Diagnostic, ...]:
    first, _, rest = text.partition("\n")
    late = _late_line(text)
    if late:
        message = "The front matter must begin on the first line of the file."
        hint = "Remove the lines before it."
        return (diagnostic_at("front-matter-invalid", in_file(path, late, 1), message, help=hint),)
    if first.strip() != "---" or ":" not in rest.split("\n", 1)[0]:
        return ()
    return (
        diagnostic_at(
            "front-matter-unclosed",
            Place(line=1, column=1, end_line=1, end_column=4, path=path),
            "The front matter that begins here is never closed.",
            help="End it with a line of three dashes: ---",
        ),
    )


def _diagnostic(problem: YamlProblem, raw: str, path: str, shift: int) -> Diagnostic:
    code, line, column = "front-matter-invalid", problem.line + shift, problem.column
    if problem.kind == "duplicate-key":
        message, hint = f"{problem.message}; only the last one is used.", "Remove one of the two."
        code = "front-matter-duplicate-key"
    elif problem.kind == "too-large":
        message, hint = (
            f"The front matter holds {problem.message}.",
            "Shorten it: front matter only describes the page.",
        )
    elif problem.kind == "control-character":
        message, hint = (
            f"The front matter contains {problem.message}.",
            "Remove the escape, such as \\0, that writes it.",
        )
    else:
        message, hint = f"The front matter is not valid YAML: {problem.message}.", ""
        hint = _quoting_hint(raw, problem.line) or "Fix the YAML, or remove it."
    return diagnostic_at(code, in_file(path, line, column), message, subject=problem.subject, help=hint)


def _quoting_hint(raw: str, line: int) -> str:
    """A value with an unquoted colon is the most frequent mistake."""
    lines = raw.split("\n")
    for number in (line - 1, line - 2):
        match = _UNQUOTED_COLON.match(lines[number]) if 0 <= number < len(lines) else None
        if match is not None:
            value = match[3].strip().replace('"', '\\"')
            return f'Put the value in quotes: {match[2]}: "{value}"'
    return ""


def _not_a_mapping(document: YamlDocument, path: str, shift: int) -> Diagnostic:
    line, column = document.places[()]
    return diagnostic_at(
        "front-matter-not-mapping",
        in_file(path, line + shift, column),
        "The front matter must be a list of 'key: value' lines.",
        help="Write, for example: title: Install",
    )
