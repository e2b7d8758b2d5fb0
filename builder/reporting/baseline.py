"""A baseline: known problems, which don't fail a check; new ones do. Fixed ones are reported.

The file is ``{"version": 1, "findings": [{"fingerprint", "code", "path", "message"}, …]}``, committed with the project.
Problems are identified by fingerprint and file, so edits elsewhere change nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import msgspec

from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.known_problems import Identity, sort_problems

VERSION = 1


class BaselineError(ValueError):
    """The file is not a baseline."""


class Compared(msgspec.Struct, frozen=True):
    """The problems of a report, compared with a baseline."""

    new: tuple[Diagnostic, ...]
    known: int
    fixed: tuple[str, ...]
    """``path: message`` of each problem of the baseline that is fixed, in the file's order."""


def baseline_text(diagnostics: Iterable[Diagnostic]) -> str:
    """The baseline file for these problems, in their order."""
    problems = [
        {"fingerprint": d.fingerprint, "code": d.code, "path": d.path, "message": d.message} for d in diagnostics
    ]
    return json.dumps({"version": VERSION, "findings": problems}, indent=2, ensure_ascii=False) + "\n"


def compared(text: str, diagnostics: Iterable[Diagnostic]) -> Compared:
    """The new problems, and those that were fixed. Raises BaselineError."""
    problems = _problems(text)
    found = sort_problems(problems, _identity, diagnostics)
    fixed = tuple(f"{problem['path']}: {problem['message']}" for problem in found.gone)
    return Compared(found.new, found.known, fixed)


def _identity(problem: dict[str, str]) -> Identity:
    return problem["fingerprint"], problem["path"]


def _problems(text: str) -> list[dict[str, str]]:
    try:
        data: Any = json.loads(text)
    except ValueError as error:
        raise BaselineError("it is not JSON") from error
    if not isinstance(data, dict) or data.get("version") != VERSION or not isinstance(data.get("findings"), list):
        raise BaselineError('it has no "version": 1 and "findings"')
    fields = ("fingerprint", "path", "message")
    for problem in data["findings"]:
        if not isinstance(problem, dict) or not all(isinstance(problem.get(name), str) for name in fields):
            raise BaselineError("a problem in it lacks a fingerprint, a path or a message")
    return list(data["findings"])
