"""The figures of a whole run, with their medians, and the ratios of each pair."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from bench.measure import Measured


@dataclass(frozen=True, slots=True)
class Row:
    """One program in one situation on one size of content."""

    contest: str
    """``build``, ``search``, ``check`` or ``serve``."""
    size: str
    """As :func:`bench.corpus.versions.read_size` takes it."""
    pages: int
    situation: str
    program: str
    timed: tuple[Measured, ...]
    """The runs whose times count, in their order: the n-th of each program of a table ran one after the other."""
    watched: Measured | None = None
    """The run whose memory was measured."""
    failure: str = ""
    """Why there are no figures."""

    @property
    def seconds(self) -> float:
        """The median of the runs."""
        return statistics.median(run.seconds for run in self.timed)

    @property
    def cpu(self) -> float:
        """The median of the runs, in seconds."""
        return statistics.median(run.cpu for run in self.timed)

    @property
    def written(self) -> float:
        """The median of the runs, in bytes."""
        return statistics.median(run.written for run in self.timed)

    @property
    def memory(self) -> int | None:
        """Bytes."""
        return self.watched.memory if self.watched else None


@dataclass(frozen=True, slots=True)
class Results:
    """Everything that a run of the bench found."""

    machine: Mapping[str, str]
    programs: Mapping[str, str]
    """Their versions."""
    rows: tuple[Row, ...] = field(default=())


def ratio(ours: Row, theirs: Row) -> float:
    """Our time by theirs: the median over the pairs of runs that followed each other."""
    return statistics.median(a.seconds / b.seconds for a, b in zip(ours.timed, theirs.timed, strict=False))


def cpu_ratio(ours: Row, theirs: Row) -> float:
    """The same of processor time, which other programs on the machine disturb less."""
    return statistics.median(a.cpu / b.cpu for a, b in zip(ours.timed, theirs.timed, strict=False))


def write_results(results: Results, path: Path) -> None:
    """As JSON."""
    path.write_bytes(msgspec.json.format(msgspec.json.encode(results), indent=1) + b"\n")


def read_results(path: Path) -> Results:
    """Of a file that :func:`write_results` wrote. Raises msgspec.ValidationError."""
    return msgspec.json.decode(path.read_bytes(), type=Results)


def joined(several: Sequence[Results]) -> Results:
    """As if they were of one run. The facts are the first's; a row that comes again takes the place of the former."""
    rows = {(row.contest, row.size, row.situation, row.program): row for one in several for row in one.rows}
    programs = {name: version for one in several for name, version in one.programs.items()}
    return Results(several[0].machine, programs, tuple(rows.values()))


def tables(rows: Sequence[Row]) -> Iterator[tuple[Row, ...]]:
    """The rows by contest, size and situation, in the order in which these first come."""
    groups: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows:
        groups.setdefault((row.contest, row.size, row.situation), []).append(row)
    yield from map(tuple, groups.values())
