"""Compare Handrail with other programs: ``python -m bench --help``."""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import sys
from pathlib import Path

from bench.corpus.sources import Sources, read_sources
from bench.corpus.versions import make_corpus, read_size
from bench.machine import facts
from bench.peers import PEERS
from bench.peers.peer import Peer
from bench.results import Results, Row
from bench.run import Course, build_rows
from bench.table import terminal_tables

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "../shared/corpus/openmetadata"


def main() -> int:
    """Install, write, measure, show; 1 if a program failed."""
    wanted = _arguments()
    course = Course(wanted.work, wanted.runs, _tell)
    wanted.work.mkdir(parents=True, exist_ok=True)
    sources = _sources(wanted.corpus)
    machine = facts()
    rows: list[Row] = []
    for size in map(read_size, wanted.sizes):
        corpus = make_corpus(sources, size)
        peers = _peers(wanted.programs, corpus.page_count)
        for peer in peers:
            peer.install(course.work)
        for row in build_rows(corpus, peers, course):
            rows.append(row)
        for block in terminal_tables([row for row in rows if row.size == size.name]):
            print(block, end="\n\n", flush=True)
    results = Results(machine, {peer.name: peer.version for peer in PEERS}, tuple(rows))
    (course.work / "results.json").write_text(json.dumps(dataclasses.asdict(results), indent=1) + "\n", "utf-8")
    return int(any(row.failure for row in rows))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description="Compare Handrail with other programs.")
    parser.add_argument("--sizes", nargs="+", default=["500"], metavar="SIZE", help="500, 10x500, 10x500-equal, …")
    parser.add_argument("--programs", nargs="+", default=[], metavar="NAME", help="Only these, and Handrail.")
    parser.add_argument("--runs", type=int, default=5, help="How many runs the medians are of (5).")
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="The project with the pages to make content of.")
    parser.add_argument(
        "--work",
        type=Path,
        default=Path(os.environ.get("HANDRAIL_BENCH", ROOT / "build/bench")),
        help="Where programs and sites are put; the variable HANDRAIL_BENCH says it too.",
    )
    wanted = parser.parse_args()
    wanted.work = wanted.work.resolve()
    return wanted


def _sources(folder: Path) -> Sources:
    """The pages to make content of: those of the folder, else the manual's."""
    sources = read_sources(folder)
    return sources if sources.pages else read_sources(ROOT)


def _peers(names: list[str], pages: int) -> list[Peer]:
    """Those that were asked for, else those that can do so many pages in a bearable time."""
    if names:
        asked = {name.lower() for name in [*names, PEERS[0].name]}
        return [peer for peer in PEERS if peer.name.lower() in asked]
    return [peer for peer in PEERS if pages <= peer.largest]


def _tell(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
