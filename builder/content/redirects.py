"""The project's redirects file as written: ``/old/address: /new/address``, one per line."""

from __future__ import annotations

from typing import Literal

import msgspec

from builder.content.keys.kinds import MapOf, TextKind
from builder.content.keys.reader import read_keys
from builder.content.source import Source
from builder.content.yaml_document import KeyProblem, YamlProblem
from builder.content.yaml_reader import read_yaml
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.outcome import Outcome
from builder.diagnostics.place import diagnostic_at, in_file


class Redirect(msgspec.Struct, frozen=True, kw_only=True):
    """A line: an old address and its target."""

    source: str
    """As written: ``/old/page``, ``/v1.6.x/old/page``, ``/page#old-anchor``."""
    target: str
    """As written: an address of the site, or an ``https://`` URL."""
    path: str
    """The file that contains it, relative to the project."""
    line: int
    """Place of ``source``."""
    column: int
    target_line: int
    target_column: int
    below: Literal["", "same", "rest"] = ""
    """Whether every address below redirects as well: to the same target, or to the same address below the target."""


def _is_address(text: str) -> bool:
    return bool(text.strip())


REDIRECTS = MapOf(TextKind(_is_address, "one address"), TextKind(_is_address, "an address"))
"""The new address by old address."""


def read_redirects(source: Source) -> Outcome[tuple[Redirect, ...]]:
    """The redirects of one file; invalid lines are left out and reported."""
    document = read_yaml(source.text)
    diagnostics = [_problem(source.path, problem) for problem in document.problems]
    if document.value is None:
        return Outcome((), tuple(diagnostics))
    reading = read_keys(document, REDIRECTS)
    diagnostics += [_key_problem(source.path, problem) for problem in reading.key_problems]
    found: list[Redirect] = []
    for old, new in (reading.value or {}).items():
        line, column = document.places[(old, "")]
        target_line, target_column = document.places[(old,)]
        found.append(
            Redirect(
                source=old,
                target=new.strip(),
                path=source.path,
                line=line,
                column=column,
                target_line=target_line,
                target_column=target_column,
            )
        )
    return Outcome(tuple(found), tuple(diagnostics))


def _key_problem(path: str, problem: KeyProblem) -> Diagnostic:
    if not problem.path:
        message = "The redirects file must be a list of '/old: /new' lines."
        return _invalid(path, "redirect-invalid", message, 1, 1, "")
    old = str(problem.path[0])
    message = f"The redirect from '{old}' must lead to one address."
    return _invalid(path, "redirect-invalid", message, problem.line, problem.column, old)


def _problem(path: str, problem: YamlProblem) -> Diagnostic:
    if problem.kind == "duplicate-key":
        code, message = "redirect-duplicate", f"{problem.message}."
    elif problem.kind == "control-character":
        code, message = "redirect-invalid", f"The redirects file contains {problem.message}."
    else:
        code, message = "redirect-invalid", f"The redirects file is not valid YAML: {problem.message}."
    return _invalid(path, code, message, problem.line, problem.column, problem.subject)


def _invalid(path: str, code: str, message: str, line: int, column: int, subject: str) -> Diagnostic:
    return diagnostic_at(code, in_file(path, line, column), message, subject=subject)
