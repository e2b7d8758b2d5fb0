"""One page meets few records and functions from its file to its published HTML, and CONTRIBUTING lists them."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOL = ROOT / "tools" / "trace_page.py"


@pytest.mark.skipif(not TOOL.is_file(), reason="the tools are not part of this distribution")
def test_a_page_meets_few_records_and_functions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(TOOL.parent))
    tool = import_module("trace_page")
    before = sys.getprofile()
    trace = tool.trace_of_a_page()
    assert sys.getprofile() is before
    assert {"Source", "Facts", "Content", "Output"} <= set(trace.records)
    assert len(trace.calls) <= tool.MOST_CALLS
    assert len(trace.records) <= tool.MOST_RECORDS
    listed = tool.CONTRIBUTING.read_text("utf-8")
    assert [name for name in trace.records if f"| `{name}` |" not in listed] == [], "tools/trace_page.py --write"
