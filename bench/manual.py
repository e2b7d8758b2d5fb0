"""The figures for the manual: tables and facts as a partial, and a chart for each size of content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.chart import chart
from bench.results import Results, Row, ratio
from bench.table import seconds_text

PARTIAL = Path("content/partials/v0.2/benchmark.md")
IMAGES = Path("content/images/v0.2/benchmark")
TITLES = {
    "build": "Building",
    "search": "Building with full-text search",
    "check": "Checking",
    "serve": "Serving",
}


def write_manual(results: Results, project: Path) -> None:
    """Write the partial and the charts below the project."""
    put(project / PARTIAL, manual_text(results))
    for size in _sizes(results.rows):
        rows = [row for row in results.rows if row.size == size and row.contest == "build"]
        if rows:
            put(project / IMAGES / f"{size}.svg", chart(rows))


def put(path: Path, text: str) -> None:
    """Write a file, and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def manual_text(results: Results) -> str:
    """Markdown: for each size its chart, and a table for each contest; then the machine and the versions."""
    parts: list[str] = []
    for size in _sizes(results.rows):
        rows = [row for row in results.rows if row.size == size]
        parts.append(f"## {_size_title(rows[0])} {{% #size-{size} %}}")
        if any(row.contest == "build" for row in rows):
            words = f"Seconds that each program takes for {_size_title(rows[0])}, on a scale by powers of ten"
            parts.append(f'{{% image src="/{IMAGES.relative_to("content").as_posix()}/{size}.svg" alt="{words}" /%}}')
        for name, title in TITLES.items():
            group = [row for row in rows if row.contest == name]
            if group:
                parts += [f"### {title} {{% #{name}-{size} %}}", contest_table(group)]
    return "\n\n".join([*parts, _facts(results)]) + "\n"


def contest_table(rows: Sequence[Row]) -> str:
    """A program a line, a situation a column: seconds, and in brackets ours by theirs; then costs of the first one."""
    situations = list(dict.fromkeys(row.situation for row in rows))
    programs = list(dict.fromkeys(row.program for row in rows))
    found = {(row.program, row.situation): row for row in rows}
    first = situations[0]
    more = any(row.watched for row in rows)
    heads = ["Program", *situations, *(["processor s", "memory MB", "written MB"] if more else [])]
    lines = [heads, ["---", *["---:"] * (len(heads) - 1)]]
    for program in programs:
        cells = [_cell(found.get((program, s)), found.get((programs[0], s))) for s in situations]
        lines.append([program, *cells, *(_costs(found.get((program, first))) if more else [])])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(row: Row | None, ours: Row | None) -> str:
    if row is None:
        return "–"
    if not row.timed:
        return "failed"
    if ours is None or ours is row or not ours.timed:
        return seconds_text(row.seconds)
    return f"{seconds_text(row.seconds)} ({ratio(ours, row):.2f})"


def _costs(row: Row | None) -> list[str]:
    """Of the first situation."""
    if row is None or not row.timed:
        return ["–"] * 3
    memory = "–" if row.memory is None else f"{row.memory / 1e6:.0f}"
    return [seconds_text(row.cpu), memory, f"{row.written / 1e6:.0f}"]


def _sizes(rows: Sequence[Row]) -> list[str]:
    return list(dict.fromkeys(row.size for row in rows))


def _size_title(row: Row) -> str:
    versions = row.size.partition("x")[0] if "x" in row.size else "1"
    if versions == "1":
        return f"{row.pages:,} pages"
    kind = "equal versions" if row.size.endswith("-equal") else "versions that differ"
    return f"{row.pages:,} pages in {versions} {kind}"


def _facts(results: Results) -> str:
    return "\n\n".join(["## Machine and versions {% #machine %}", "\n".join(_fact_lines(results))])


def _fact_lines(results: Results) -> Iterator[str]:
    shown = {row.program for row in results.rows}
    yield "| | |"
    yield "| --- | --- |"
    for name, value in results.machine.items():
        yield f"| {name} | {value} |"
    for name, version in results.programs.items():
        if name in shown:
            yield f"| {name} | {version} |"
