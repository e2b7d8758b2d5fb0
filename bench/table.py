"""The figures as tables: for a terminal and for the manual."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bench.results import Row, cpu_ratio, ratio, tables

HEADS = ("", "seconds", "ours to it", "processor s", "ours to it", "memory MB", "written MB")


def cells(row: Row, ours: Row) -> tuple[str, ...]:
    """A row's cells, in the order of :data:`HEADS`."""
    if not row.timed:
        return (row.program, "failed", *[""] * (len(HEADS) - 2))
    other = None if ours is row or not ours.timed else ours
    return (
        row.program,
        _seconds(row.seconds),
        "" if other is None else f"{ratio(other, row):.2f}",
        _seconds(row.cpu),
        "" if other is None else f"{cpu_ratio(other, row):.2f}",
        "" if row.memory is None else f"{row.memory / 1e6:.0f}",
        f"{row.written / 1e6:.1f}",
    )


def terminal_tables(rows: Sequence[Row]) -> Iterator[str]:
    """One block of lines for each size and situation."""
    for group in tables(rows):
        ours = group[0]
        lines = [f"{group[0].pages} pages ({group[0].size}), {group[0].contest}, {group[0].situation}"]
        lines += [_aligned(HEADS), *(_aligned(cells(row, ours)) for row in group)]
        yield "\n".join(lines)


def markdown_table(group: Sequence[Row]) -> str:
    """A table of one size and situation, ours first."""
    ours = group[0]
    lines = [_piped(("Program", *HEADS[1:])), _piped(("---", *["---:"] * (len(HEADS) - 1)))]
    return "\n".join([*lines, *(_piped(cells(row, ours)) for row in group)])


def _seconds(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:.1f}"


def _aligned(values: Sequence[str]) -> str:
    first, *others = values
    return f"  {first:<24}" + "".join(f"{value:>16}" for value in others)


def _piped(values: Sequence[str]) -> str:
    return f"| {' | '.join(values)} |"
