"""``--format sarif``: SARIF 2.1.0 of OASIS, as code hosts read it.

Places count code points (``columnKind``), paths are URIs relative to the folder that the program runs in, the top of
the repository on a code host.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from builder.diagnostics.diagnostic import Diagnostic, Severity
from builder.reporting.report import Report, RuleText, in_one_line

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "handrail/v1"
ROOT = "SRCROOT"
_LEVELS: Mapping[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}


def sarif_report(report: Report) -> str:
    """One run: the rules with problems, with their help, and every problem."""
    broken = sorted({d.code for d in report.diagnostics})
    index = {code: number for number, code in enumerate(broken)}
    run = {
        "tool": {
            "driver": {
                "name": "Handrail",
                "version": report.program,
                "rules": [_rule(code, report.rules.get(code)) for code in broken],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": "The top of the repository."}}},
        "results": [_result(report, d, index[d.code]) for d in report.diagnostics],
    }
    data = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _rule(code: str, text: RuleText | None) -> dict[str, Any]:
    if text is None:
        return {"id": code}
    return {
        "id": code,
        "shortDescription": {"text": text.title},
        "fullDescription": {"text": text.explanation},
        "help": {"text": text.help},
    }


def _result(report: Report, diagnostic: Diagnostic, rule: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": rule,
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": in_one_line(diagnostic)},
        "partialFingerprints": {FINGERPRINT: diagnostic.fingerprint},
    }
    if diagnostic.path:
        result["locations"] = [_location(report.path(diagnostic.path), _region(diagnostic))]
    if diagnostic.via:
        result["relatedLocations"] = [
            {
                **_location(report.path(step.path), _place(step.line, step.column)),
                "id": number,
                "message": {"text": "Included here."},
            }
            for number, step in enumerate(diagnostic.via)
        ]
    return result


def _location(path: str, region: dict[str, int]) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(path), "uriBaseId": ROOT}}
    if region:
        place["region"] = region
    return {"physicalLocation": place}


def _region(diagnostic: Diagnostic) -> dict[str, int]:
    region = _place(diagnostic.line, diagnostic.column)
    if region and diagnostic.end_line >= diagnostic.line and diagnostic.end_column > 0:
        region |= {"endLine": diagnostic.end_line, "endColumn": diagnostic.end_column}
    return region


def _place(line: int, column: int) -> dict[str, int]:
    return {"startLine": line, "startColumn": max(column, 1)} if line > 0 else {}
