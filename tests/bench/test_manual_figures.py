"""The benchmark's texts for the manual: tables, facts, charts."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from bench.chart import Scale, chart
from bench.manual import IMAGES, PARTIAL, contest_table, manual_text, write_manual
from bench.measure import Measured
from bench.results import Results, Row

SVG = "{http://www.w3.org/2000/svg}"


def row(program: str, situation: str, *seconds: float, size: str = "500", contest: str = "build") -> Row:
    runs = tuple(Measured(value, value * 2, 3_000_000, None) for value in seconds)
    watched = Measured(9.0, 9.0, 0, 150_000_000) if contest == "build" else None
    return Row(contest, size, 500, situation, program, runs, watched, "" if runs else "it ended with 1")


ROWS = (
    row("Handrail", "cold", 4, 4),
    row("Hugo", "cold", 2, 2),
    row("A <b> & B", "cold"),
    row("Handrail", "unchanged", 0.05, 0.05),
    row("Hugo", "unchanged", 2, 2),
)
RESULTS = Results({"processors": "2"}, {"Hugo": "0.168.0", "Not run": "1.0"}, ROWS)


def test_a_table_has_a_line_for_each_program_even_if_handrail_loses() -> None:
    assert contest_table(ROWS).splitlines() == [
        "| Program | cold | unchanged | processor s | memory MB | written MB |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
        "| Handrail | 4.00 | 0.050 | 8.00 | 150 | 3 |",
        "| Hugo | 2.00 (2.00) | 2.00 (0.03) | 4.00 | 150 | 3 |",
        "| A <b> & B | failed | – | – | – | – |",
    ]


def test_times_alone_need_no_other_columns() -> None:
    text = contest_table([row("Handrail", "from save to served", 0.1, contest="serve")])
    assert text.splitlines()[0] == "| Program | from save to served |"


def test_the_manual_names_the_sizes_and_only_the_programs_that_ran() -> None:
    rows = (*ROWS, row("Handrail", "cold", 9, size="10x50"), row("Handrail", "cold", 9, size="10x50-equal"))
    text = manual_text(Results(RESULTS.machine, RESULTS.programs, rows))
    headings = [line.partition(" {")[0] for line in text.splitlines() if line.startswith("## ")]
    assert headings == [
        "## 500 pages",
        "## 500 pages in 10 versions that differ",
        "## 500 pages in 10 equal versions",
        "## Machine and versions",
    ]
    assert "| Hugo | 0.168.0 |" in text
    assert "Not run" not in text


def test_the_chart_is_whole_and_says_what_it_shows() -> None:
    drawing = ET.fromstring(chart(ROWS))
    assert drawing.get("role") == "img"
    assert drawing.findtext(f"{SVG}title") == "Build times, 500 pages"
    words = drawing.findtext(f"{SVG}desc") or ""
    assert words == "Handrail: cold 4.00 s, unchanged 0.050 s. Hugo: cold 2.00 s, unchanged 2.00 s."
    assert "prefers-color-scheme: dark" in (drawing.findtext(f"{SVG}style") or "")
    names = [text.text for text in drawing.iter(f"{SVG}text") if "name" in (text.get("class") or "")]
    assert names == ["Handrail", "Hugo"]


def test_a_name_is_not_markup() -> None:
    drawing = ET.fromstring(chart([row("A <b> & B", "cold", 1)]))
    assert "A <b> & B" in {text.text for text in drawing.iter(f"{SVG}text")}


@pytest.mark.parametrize(("least", "most"), [(0.04, 60), (1, 1), (0, 0.002), (10, 1000)])
def test_every_time_has_a_place_on_the_scale(least: float, most: float) -> None:
    scale = Scale(least, most)
    ticks = [scale.place(seconds) for seconds in scale.ticks()]
    assert ticks == sorted(ticks)
    assert ticks[0] <= scale.place(least) <= scale.place(most) <= ticks[-1]


def test_partial_and_charts_are_written(tmp_path: Path) -> None:
    write_manual(RESULTS, tmp_path)
    assert (tmp_path / PARTIAL).read_text("utf-8") == manual_text(RESULTS)
    assert (tmp_path / IMAGES / "500.svg").read_text("utf-8") == chart(ROWS)
