"""``--format github``: workflow commands, which GitHub shows next to the changed lines."""

from __future__ import annotations

from collections.abc import Mapping

from builder.diagnostics.diagnostic import Diagnostic, Severity
from builder.diagnostics.visible import visible
from builder.reporting.report import Report, in_one_line

_COMMANDS: Mapping[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}


def github_report(report: Report) -> str:
    """One command per problem; nothing for a clean project."""
    return "".join(_command(diagnostic, report.path(diagnostic.path)) + "\n" for diagnostic in report.diagnostics)


def _command(diagnostic: Diagnostic, path: str) -> str:
    properties = {"title": diagnostic.code}
    if path:
        properties["file"] = visible(path)
    if diagnostic.line:
        properties |= {"line": str(diagnostic.line), "col": str(max(diagnostic.column, 1))}
    if diagnostic.line and diagnostic.end_line >= diagnostic.line:
        properties["endLine"] = str(diagnostic.end_line)
        if diagnostic.end_line == diagnostic.line:
            properties["endColumn"] = str(max(diagnostic.end_column, diagnostic.column, 1))
    said = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{_COMMANDS[diagnostic.severity]} {said}::{_data(in_one_line(diagnostic))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
