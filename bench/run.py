"""The runs themselves: every program in every situation, in turns, so that a busy moment hits all of them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.corpus.page import Corpus
from bench.measure import CommandFailed, Measured, measure
from bench.peers.peer import Peer, Site
from bench.results import Row
from bench.situations import Situation, gone


@dataclass(frozen=True, slots=True)
class Course:
    """How the runs are to be done."""

    work: Path
    """The folder of the programs and of their sites."""
    runs: int
    """How many times count; one more before them is watched for memory, and warms the system's file cache."""
    notify: Callable[[str], None]
    """Called with a line for each step."""


def build_rows(
    contest: str, corpus: Corpus, peers: Sequence[Peer], situations: Sequence[Situation], course: Course
) -> Iterator[tuple[Row, ...]]:
    """Write the content for each program, then measure situation by situation: the rows of each."""
    sites = written(contest, corpus, peers, course)
    for situation in situations:
        entrants = [(peer, site) for peer, site in sites if situation.applies(site)]
        yield _situation_rows(contest, corpus, situation, entrants, course)
    for _, site in sites:
        shutil.rmtree(gone(site.folder), ignore_errors=True)


def written(contest: str, corpus: Corpus, peers: Sequence[Peer], course: Course) -> list[tuple[Peer, Site]]:
    """Each program with its newly written site."""
    sites = []
    for peer in peers:
        peer.install(course.work)
        folder = course.work / "sites" / contest / corpus.name / peer.name.lower().replace(" ", "-")
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        sites.append((peer, peer.write(corpus, folder, course.work)))
    return sites


def _situation_rows(
    contest: str, corpus: Corpus, situation: Situation, entrants: Sequence[tuple[Peer, Site]], course: Course
) -> tuple[Row, ...]:
    measured: dict[str, list[Measured]] = {peer.name: [] for peer, _ in entrants}
    failures: dict[str, str] = {}
    for run in range(course.runs + 1):
        for peer, site in entrants:
            if peer.name in failures or run > peer.runs:
                continue
            situation.prepare(site, run)
            try:
                measured[peer.name].append(ran(peer, site, course, memory=run == 0))
            except CommandFailed as failure:
                failures[peer.name] = str(failure)
                course.notify(f"  {peer.name}: {failure}")
    return tuple(
        Row(
            contest=contest,
            size=corpus.name,
            pages=corpus.page_count,
            situation=situation.name,
            program=name,
            timed=tuple(runs[1:]),
            watched=runs[0] if runs else None,
            failure=failures.get(name, ""),
        )
        for name, runs in measured.items()
    )


def ran(peer: Peer, site: Site, course: Course, *, memory: bool = False) -> Measured:
    """One build. Raises CommandFailed."""
    return measure(
        peer.command(site, course.work),
        site.folder,
        memory=memory,
        environment=peer.environment(course.work),
        accepted=peer.accepted,
    )
