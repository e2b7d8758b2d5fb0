"""Places in files, and the only functions that make diagnostics at a place."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from builder.diagnostics.catalogue import RULES
from builder.diagnostics.diagnostic import Diagnostic, Via
from builder.diagnostics.span import LineIndex


class Place(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """A range of text in a file on disk."""

    line: int = 0
    """1-based; 0 for a file as a whole."""
    column: int = 0
    end_line: int = 0
    end_column: int = 0
    path: str = ""
    """Path of the file, relative to the project. Empty for the page itself, whose path is filled in last."""
    via: tuple[Via, ...] = ()
    """For text of a partial: the tags that include it. An empty path in it is the page's own."""

    @classmethod
    def between(cls, lines: LineIndex, start: int, end: int, path: str = "") -> Place:
        """The place of a range of offsets."""
        first, last = lines.position(start), lines.position(end)
        return cls(line=first.line, column=first.column, end_line=last.line, end_column=last.column, path=path)


def in_file(path: str, line: int = 0, column: int = 0) -> Place:
    """A file as a whole, or the place in it where something begins."""
    return Place(line=line, column=column, end_line=0, end_column=0, path=path)


def diagnostic_at(
    code: str,
    place: Place,
    message: str,
    subject: str = "",
    help: str = "",
    suggestions: tuple[str, ...] = (),
) -> Diagnostic:
    """The diagnostic of a code at a place, with the severity that the catalogue gives the code."""
    return Diagnostic(
        code=code,
        severity=RULES[code].severity,
        message=message,
        path=place.path,
        line=place.line,
        column=place.column,
        end_line=place.end_line,
        end_column=place.end_column,
        help=help,
        suggestions=suggestions,
        via=place.via,
        subject=subject,
    )


def milder(diagnostic: Diagnostic) -> Diagnostic:
    """The same diagnostic with the severity for less serious cases of its code."""
    severity = RULES[diagnostic.code].milder
    assert severity is not None, f"the catalogue has no milder severity for {diagnostic.code}"
    return replace(diagnostic, severity=severity)


def in_page(diagnostic: Diagnostic, path: str) -> Diagnostic:
    """The diagnostic of an article or a partial, with ``path`` in place of empty paths."""
    via = tuple(replace(step, path=step.path or path) for step in diagnostic.via)
    return replace(diagnostic, path=diagnostic.path or path, via=via)
