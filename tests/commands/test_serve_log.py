"""The lines that ``serve`` prints on the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.diagnostics.diagnostic import Diagnostic
from builder.server.serve_log import ServeLog, event_lines
from builder.server.state import SessionEvent, State

PAGE = "content/v1/a.md"
WHY = {f"/v1/{name}/": "partial /all.md" for name in "abcd"}


def found(message: str, line: int = 3, severity: str = "error") -> Diagnostic:
    return Diagnostic(code="link-unresolved", severity=severity, message=message, path=PAGE, line=line, column=1)  # type: ignore[arg-type]


def event_of(*diagnostics: Diagnostic, failure: str = "", changed: tuple[str, ...] = (PAGE,)) -> SessionEvent:
    return SessionEvent(
        changed=changed,
        fresh={"/v1/a/": "its text"},
        state=State(pages=9, diagnostics=diagnostics, failure=failure),
        shown=0.014,
        settled=0.06,
        whole=False,
    )


def test_a_rebuild_prints_its_pages_reasons_and_times() -> None:
    assert event_lines(event_of(found("A"), found("B", severity="info"), found("C"))) == [
        f"{PAGE}: 1 rebuilt: /v1/a/ (its text); shown after 14 ms, checked after 60 ms, 2 errors, 1 info."
    ]
    many = SessionEvent(
        changed=("x", "y", "z", "u"), fresh=WHY, state=State(pages=9), shown=0.001, settled=0.002, whole=True
    )
    assert event_lines(many) == [
        "x, y, z and 1 more: 4 rebuilt: /v1/a/ (partial /all.md), /v1/b/ (partial /all.md), "
        "/v1/c/ (partial /all.md) and 1 more; shown after 1 ms, checked after 2 ms."
    ]
    assert event_lines(event_of(changed=())) == ["9 pages, checked after 60 ms."]


def test_reported_problems_are_not_reported_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reporter = ServeLog(tmp_path)

    def said(reported: SessionEvent) -> list[str]:
        reporter(reported)
        text = capsys.readouterr().err
        return [name for name in ("First.", "Second.", "Nothing wrong") if name in text]

    assert said(event_of(found("First."))) == ["First."]
    assert said(event_of(found("First.", 7), found("Second."))) == ["Second."]
    assert said(event_of(found("First."), found("Second."), found("Second."))) == ["Second."]
    assert said(event_of(found("First."), failure="No page is left.")) == []
    assert said(event_of(found("First."), found("Second."))) == []
    assert said(event_of()) == []
    assert said(event_of(found("First."))) == ["First."]
