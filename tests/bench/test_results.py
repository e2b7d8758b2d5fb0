"""Medians, ratios and tables."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bench.measure import CommandFailed, Measured, measure
from bench.results import Results, Row, cpu_ratio, joined, ratio, read_results, tables, write_results
from bench.table import terminal_tables


def row(program: str, *seconds: float, situation: str = "cold", memory: int | None = 2_000_000) -> Row:
    runs = tuple(Measured(value, value * 2, 3_000_000, None) for value in seconds)
    watched = Measured(9.0, 9.0, 0, memory)
    return Row("build", "500", 500, situation, program, runs, watched, "" if runs else "it ended with 1")


def test_a_ratio_is_of_runs_that_followed_each_other() -> None:
    """The medians alone would say 1: 2 by 2. The machine was slower in the second half, for both."""
    assert ratio(row("Handrail", 1, 2, 10), row("Other", 2, 4, 1)) == 0.5
    assert cpu_ratio(row("Handrail", 1, 2, 10), row("Other", 2, 4, 1)) == 0.5


def test_rows_are_grouped_by_size_and_situation() -> None:
    rows = [row("Handrail", 1), row("Handrail", 1, situation="unchanged"), row("Other", 2)]
    assert [[r.program for r in group] for group in tables(rows)] == [["Handrail", "Other"], ["Handrail"]]


def test_results_are_read_as_they_were_written(tmp_path: Path) -> None:
    results = Results({"processors": "2"}, {"Other": "1.0"}, (row("Handrail", 1, 2), row("Broken")))
    write_results(results, tmp_path / "results.json")
    assert read_results(tmp_path / "results.json") == results


def test_a_row_that_was_measured_again_counts_once() -> None:
    old = Results({"date": "1"}, {"Other": "1.0"}, (row("Handrail", 1), row("Other", 3)))
    new = Results({"date": "2"}, {"More": "2.0"}, (row("Other", 2), row("Other", 4, situation="unchanged")))
    both = joined([old, new])
    assert both.rows == (row("Handrail", 1), row("Other", 2), row("Other", 4, situation="unchanged"))
    assert both.programs == {"Other": "1.0", "More": "2.0"}
    assert both.machine == {"date": "1"}


def test_memory_that_was_not_measured_is_not_shown_as_zero() -> None:
    (block,) = terminal_tables([row("Handrail", 12.34, memory=None)])
    assert "12.3 " in block
    assert block.splitlines()[0] == "500 pages (500), build, cold"
    assert block.split()[-2:] == ["24.7", "3.0"]


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from Linux's /proc")
def test_memory_is_that_of_all_processes(tmp_path: Path) -> None:
    child = "x = bytearray(40_000_000); import time; time.sleep(0.4)"
    program = f"import subprocess, sys; [p.wait() for p in [subprocess.Popen([sys.executable, '-c', {child!r}])] * 1]"
    measured = measure([sys.executable, "-c", program], tmp_path, memory=True)
    assert measured.memory is not None
    assert measured.memory > 40_000_000
    assert measured.seconds > 0.4
    assert measure([sys.executable, "-c", "pass"], tmp_path).memory is None


def test_a_command_that_fails_reports_why(tmp_path: Path) -> None:
    with pytest.raises(CommandFailed, match="no such luck"):
        measure([sys.executable, "-c", "raise SystemExit('no such luck')"], tmp_path)
