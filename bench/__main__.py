"""Compare Handrail with other programs: ``python -m bench --help``."""

from __future__ import annotations

import argparse
import dataclasses
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.contests import CONTESTS, SERVE, Contest
from bench.corpus.page import Corpus
from bench.corpus.sources import Sources, read_sources
from bench.corpus.versions import make_corpus, read_size
from bench.machine import facts
from bench.manual import write_manual
from bench.peers.peer import Peer
from bench.results import Results, Row, joined, read_results, write_results
from bench.run import Course, build_rows
from bench.serving import serving_rows
from bench.table import terminal_tables

ROOT = Path(__file__).resolve().parents[1]
RESULTS = "results.json"
CORPUS = ROOT / "../shared/corpus/openmetadata"


def main() -> int:
    """Install, write, measure, show; 1 if a program failed."""
    wanted = _arguments()
    course = Course(wanted.work, wanted.runs, _print_summary)
    wanted.work.mkdir(parents=True, exist_ok=True)
    if wanted.manual:
        write_manual(joined([read_results(path) for path in wanted.manual]), ROOT)
        return 0
    sources = _sources(wanted.corpus)
    results = Results(facts(), {peer.name: peer.version for contest in CONTESTS for peer in contest.peers}, ())
    for size in map(read_size, wanted.sizes):
        corpus = make_corpus(sources, size)
        for contest in (contest for contest in CONTESTS if contest.name in wanted.contests):
            for rows in _rows(contest, corpus, wanted.programs, course):
                print(*terminal_tables(rows), sep="\n\n", end="\n\n", flush=True)
                results = dataclasses.replace(results, rows=(*results.rows, *rows))
                write_results(results, course.work / RESULTS)
    return int(any(row.failure for row in results.rows))


def _rows(contest: Contest, corpus: Corpus, programs: list[str], course: Course) -> Iterator[tuple[Row, ...]]:
    peers = _peers(contest, programs, corpus.page_count)
    if contest is SERVE:
        return serving_rows(contest.name, corpus, peers, course)
    return build_rows(contest.name, corpus, peers, contest.situations, course)


def _arguments() -> argparse.Namespace:
    names = [contest.name for contest in CONTESTS]
    parser = argparse.ArgumentParser(prog="bench", description="Compare Handrail with other programs.")
    parser.add_argument("--contests", nargs="+", default=names, choices=names, help="The contests; all by default.")
    parser.add_argument("--sizes", nargs="+", default=["500"], metavar="SIZE", help="500, 10x500, 10x500-equal, …")
    parser.add_argument("--programs", nargs="+", default=[], metavar="NAME", help="Only these programs, and Handrail.")
    parser.add_argument("--runs", type=int, default=5, help="The number of runs for the medians (5).")
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="The project whose pages the content is made from.")
    parser.add_argument(
        "--work",
        type=Path,
        default=Path(os.environ.get("HANDRAIL_BENCH", ROOT / "build/bench")),
        help="The folder for programs and sites; the variable HANDRAIL_BENCH names it too.",
    )
    parser.add_argument(
        "--manual",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="Don't measure: write the manual's tables and charts from these results.",
    )
    wanted = parser.parse_args()
    wanted.work = wanted.work.resolve()
    return wanted


def _sources(folder: Path) -> Sources:
    """The pages to make content of: those of the folder, else the manual's."""
    sources = read_sources(folder)
    return sources if sources.pages else read_sources(ROOT)


def _peers(contest: Contest, names: list[str], pages: int) -> list[Peer]:
    """The programs that were requested, or else those that are fast enough for this many pages; always Handrail."""
    first, *others = contest.peers
    asked = {name.lower() for name in names}
    return [first, *(p for p in others if (p.name.lower() in asked if names else pages <= p.largest))]


def _print_summary(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
