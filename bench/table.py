"""The figures as tables for a terminal."""

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
        seconds_text(row.seconds),
        "" if other is None else f"{ratio(other, row):.2f}",
        seconds_text(row.cpu) if row.cpu else "",
        "" if other is None or not row.cpu else f"{cpu_ratio(other, row):.2f}",
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


def seconds_text(value: float) -> str:
    """With as many digits as mean something."""
    return f"{value:.3f}" if value < 0.1 else f"{value:.2f}" if value < 10 else f"{value:.1f}"


def _aligned(values: Sequence[str]) -> str:
    first, *others = values
    return f"  {first:<24}" + "".join(f"{value:>16}" for value in others)
