"""The manual, as ``serve`` sends it, by the checks of afdocs: no failure of high severity."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
AFDOCS = Path(__file__).parent / "afdocs" / "node_modules" / ".bin" / "afdocs"
MEDIUM = {
    "content-start-position",
    "tabbed-content-serialization",
    "markdown-code-fence-validity",
    "markdown-link-portability",
    "embedded-data-serialization",
    "llms-txt-coverage",
    "markdown-content-parity",
}
"""Checks that may fail: their severity is medium."""
NEEDED = {
    "llms-txt-exists",
    "llms-txt-directive-html",
    "markdown-url-support",
    "content-negotiation",
    "http-status-codes",
}
"""Checks that have to have run."""


@pytest.fixture
def address() -> Iterator[str]:
    command = [sys.executable, "-m", "builder", "serve", str(PROJECT), "--port", "0"]
    process = subprocess.Popen(command, cwd=PROJECT, stderr=subprocess.PIPE, text=True)
    try:
        lines = iter(process.stderr or ())
        yield next(found[0] for line in lines if (found := re.search(r"http://[\w.:]+", line)))
    finally:
        process.terminate()
        process.wait(timeout=20)
        if process.stderr is not None:
            process.stderr.close()


@pytest.mark.timeout(240)
def test_the_manual_has_no_failure_of_high_severity(address: str) -> None:
    if not AFDOCS.exists() or shutil.which("node") is None:
        pytest.skip("afdocs is not installed: make tests/server/afdocs/node_modules")
    sample = ["--max-links", "8", "--sampling", "deterministic", "--request-delay", "0", "--format", "json", "--quiet"]
    run = subprocess.run([str(AFDOCS), "check", f"{address}/", *sample], capture_output=True, text=True, check=False)
    results = {result["id"]: result for result in json.loads(run.stdout)["results"]}
    assert {name for name in NEEDED if results[name]["status"] in ("pass", "warn")} == NEEDED
    failed = {name: result["message"] for name, result in results.items() if result["status"] in ("fail", "error")}
    assert {name: message for name, message in failed.items() if name not in MEDIUM} == {}
