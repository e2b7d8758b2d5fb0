"""The project's glossary: ``term: definition``, one per line."""

from __future__ import annotations

import re

from builder.content.source import Source
from builder.content.yaml_reader import read_yaml
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.outcome import Outcome
from builder.diagnostics.place import diagnostic_at, in_file

CODE = "glossary-invalid"

_TERM = re.compile(r"\w")


def read_glossary(source: Source) -> Outcome[dict[str, str]]:
    """The definitions of one file by term; invalid lines are left out and reported."""
    document = read_yaml(source.text)
    found: dict[str, str] = {}
    diagnostics = [
        _invalid(source, f"The glossary is not valid YAML: {problem.message}.", (problem.line, problem.column), "")
        for problem in document.problems
    ]
    value = document.value
    if value is not None and not isinstance(value, dict):
        diagnostics.append(_invalid(source, "The glossary must be a list of 'term: definition' lines.", (1, 1), ""))
    for term, definition in value.items() if isinstance(value, dict) else ():
        if not _TERM.match(term):
            message = f"The term '{term}' must begin with a letter or a digit."
            diagnostics.append(_invalid(source, message, document.places[(term, "")], term))
        elif not isinstance(definition, str) or not definition.strip():
            message = f"The definition of '{term}' must be text."
            diagnostics.append(_invalid(source, message, document.places[(term,)], term))
        else:
            found[" ".join(term.split())] = " ".join(definition.split())
    return Outcome(found, tuple(diagnostics))


def _invalid(source: Source, message: str, place: tuple[int, int], term: str) -> Diagnostic:
    return diagnostic_at(CODE, in_file(source.path, *place), message, subject=term)
