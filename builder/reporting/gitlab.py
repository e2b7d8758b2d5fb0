"""``--format gitlab``: a code quality report, which GitLab shows in merge requests."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping

from builder.diagnostics.diagnostic import Diagnostic, Severity
from builder.digests import text_digest
from builder.reporting.report import Report, in_one_line

_SEVERITIES: Mapping[Severity, str] = {"error": "major", "warning": "minor", "info": "info"}


def gitlab_report(report: Report) -> str:
    """A list with an entry for each problem that has a file; GitLab shows no others."""
    seen: Counter[str] = Counter()
    entries = []
    for diagnostic in report.diagnostics:
        if not diagnostic.path:
            continue
        name = text_digest(f"{diagnostic.fingerprint}\0{diagnostic.path}")
        # A report with one fingerprint twice is shown in part only.
        seen[name] += 1
        fingerprint = name if seen[name] == 1 else text_digest(f"{name}\0{seen[name]}")
        entries.append(_entry(diagnostic, report.path(diagnostic.path), fingerprint))
    return json.dumps(entries, indent=2, ensure_ascii=False) + "\n"


def _entry(diagnostic: Diagnostic, path: str, fingerprint: str) -> dict[str, object]:
    return {
        "description": in_one_line(diagnostic),
        "check_name": diagnostic.code,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[diagnostic.severity],
        "location": {"path": path, "lines": {"begin": max(diagnostic.line, 1)}},
    }
