"""``--format junit``: the report as test results, for CI servers: one suite per file, one case per problem."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from itertools import groupby

from builder.caches import bounded_cache
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.visible import visible
from builder.reporting.report import Report

_BLANKS = str.maketrans({"\n": "&#10;", "\t": "&#9;", "\r": "&#13;"})
"""White space that XML would turn into a space in an attribute."""


def junit_report(report: Report) -> str:
    """The report as JUnit XML. Problems that fail the check are failures; all others pass and are listed."""
    failures = sum(map(report.is_failure, report.diagnostics))
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="handrail check" tests="{max(len(report.diagnostics), 1)}" failures="{failures}">',
    ]
    for path, found in groupby(report.diagnostics, key=lambda diagnostic: diagnostic.path):
        lines.extend(_suite(report.path(path), list(found), report.is_failure))
    if not report.diagnostics:
        lines.append('  <testsuite name="handrail" tests="1" failures="0"><testcase name="clean"/></testsuite>')
    lines.append("</testsuites>")
    return "\n".join(lines) + "\n"


def _suite(path: str, found: list[Diagnostic], is_failure: Callable[[Diagnostic], bool]) -> list[str]:
    failures = sum(map(is_failure, found))
    path = visible(path)
    head = f'  <testsuite name={_quoted(path or "project")} tests="{len(found)}" failures="{failures}">'
    cases = (_case(diagnostic, path, fails=is_failure(diagnostic)) for diagnostic in found)
    return [head, *cases, "  </testsuite>"]


def _case(diagnostic: Diagnostic, path: str, *, fails: bool) -> str:
    name = f"{diagnostic.code} at {diagnostic.line}:{diagnostic.column}" if diagnostic.line else diagnostic.code
    attributes = f"name={_quoted(name)} classname={_quoted(path or 'project')}"
    if path:
        attributes += f" file={_quoted(path)}"
    if diagnostic.line:
        attributes += f' line="{diagnostic.line}"'
    place = f"{path}:{diagnostic.line}:{diagnostic.column}"
    message = visible(diagnostic.message)
    text = _written(f"{place}\n{message}\n{visible(diagnostic.help)}".strip())
    if not fails:
        return f"    <testcase {attributes}><system-out>{diagnostic.severity}: {text}</system-out></testcase>"
    failure = f"<failure type={_quoted(diagnostic.severity)} message={_quoted(message)}>{text}</failure>"
    return f"    <testcase {attributes}>{failure}</testcase>"


def _quoted(text: str) -> str:
    return f'"{_written(text).translate(_BLANKS)}"'


def _written(text: str) -> str:
    return escape(_not_xml().sub("\ufffd", text))


@bounded_cache(1)
def _not_xml() -> re.Pattern[str]:
    # Compiling it takes long, and few reports have this format.
    return re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
