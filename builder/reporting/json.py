"""``--format json``: the report for programs."""

from __future__ import annotations

import json
from typing import Any

from builder.diagnostics.diagnostic import Diagnostic
from builder.reporting.report import Report

VERSION = 1


def json_report(report: Report) -> str:
    """The report as JSON: ``{"version": 1, "summary": …, "diagnostics": […]}``, keys sorted, with a line end."""
    baseline = {} if report.known is None else {"known": report.known, "mended": len(report.fixed)}
    data = {
        "version": VERSION,
        "summary": {**report.counts, "pages": report.pages, **baseline},
        "diagnostics": [plain(diagnostic) for diagnostic in report.diagnostics],
    }
    return json.dumps(data, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def plain(diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        "path": diagnostic.path,
        "line": diagnostic.line,
        "column": diagnostic.column,
        "end_line": diagnostic.end_line,
        "end_column": diagnostic.end_column,
        "help": diagnostic.help,
        "suggestions": list(diagnostic.suggestions),
        "via": [{"path": step.path, "line": step.line, "column": step.column} for step in diagnostic.via],
        "fingerprint": diagnostic.fingerprint,
    }
