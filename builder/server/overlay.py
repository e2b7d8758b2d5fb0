"""The overlay of open pages, as data: the state of the site, its problems, and the impact of the last edit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from builder.diagnostics.diagnostic import SEVERITIES, Diagnostic
from builder.server.state import State

MOST_SHOWN = 20
"""The number of problems shown in full."""

MOST_TOUCHED = 40
"""The number of pages, items and anchors that are listed."""

AROUND = 2
"""The number of lines shown before and after the line of a problem."""

Lines = Mapping[str, Sequence[str]]


def overlay(state: State, href: Callable[[str], str], lines: Callable[[Sequence[Diagnostic]], Lines]) -> dict[str, Any]:
    """The message of a state. ``href`` puts a site-absolute URL below the base path, ``lines`` reads files."""
    ordered = sorted(state.diagnostics, key=lambda found: (SEVERITIES.index(found.severity), found.sort_key))
    shown = ordered[:MOST_SHOWN]
    texts = lines(shown)
    urls = dict(state.urls)
    return {
        "session": state.session,
        "number": state.number,
        "site": state.site,
        "pages": state.pages,
        "waiting": state.waiting,
        "milliseconds": state.milliseconds,
        "fault": state.failure,
        "counts": {level: sum(d.severity == level for d in ordered) for level in SEVERITIES},
        "findings": [_problem(found, texts, href(urls[found.path]) if found.path in urls else "") for found in shown],
        "impact": _impact(state, href),
    }


def _problem(found: Diagnostic, texts: Lines, url: str) -> dict[str, Any]:
    return {
        "severity": found.severity,
        "code": found.code,
        "message": found.message,
        "help": found.help,
        "path": found.path,
        "line": found.line,
        "column": found.column,
        "url": url,
        "via": [f"{step.path}:{step.line}" for step in found.via],
        "excerpt": _excerpt(found, texts.get(found.path, ())),
    }


def _excerpt(found: Diagnostic, lines: Sequence[str]) -> list[dict[str, Any]]:
    if not 0 < found.line <= len(lines):
        return []
    first, last = max(1, found.line - AROUND), min(len(lines), found.line + AROUND)
    return [
        {"line": number, "text": lines[number - 1][:400], "meant": number == found.line}
        for number in range(first, last + 1)
    ]


def _impact(state: State, href: Callable[[str], str]) -> dict[str, Any]:
    touched = state.impact
    return {
        "pages": [{**asdict(page), "url": href(page.url)} for page in touched.pages[:MOST_TOUCHED]],
        "items": [{**asdict(item), "url": href(item.url)} for item in touched.items[:MOST_TOUCHED]],
        "anchors": [href(url) for url in touched.anchors[:MOST_TOUCHED]],
        "versions": list(touched.versions),
        "counts": {"pages": len(touched.pages), "items": len(touched.items), "anchors": len(touched.anchors)},
    }
