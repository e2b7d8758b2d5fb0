"""Size of the search index of a built site, and time and bytes of queries: ``python -m bench.search SITE [VERSION]``.

Queries are those of ``tests/browser/search_queries``. They run in node, one after another, as in a browser that keeps
what it fetched; the time includes reading and unpacking files, not the network.
"""

from __future__ import annotations

import gzip
import json
import statistics
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SCRIPT = ROOT / "theme" / "static" / "search-index.js"
QUERIES = ROOT / "tests" / "browser" / "search_queries"


@dataclass(frozen=True, slots=True)
class IndexSize:
    """The files of one index."""

    pages: int
    files: int
    size: int
    """In bytes."""
    packed: int
    """In bytes, each file compressed with gzip."""


def index_size(folder: Path) -> IndexSize:
    """The size of an index; ``folder`` is ``<version>/search`` of a site."""
    contents = [file.read_bytes() for file in sorted(folder.glob("*.json"))]
    pages = len(json.loads((folder / "index.json").read_bytes())["pages"])
    packed = sum(len(gzip.compress(data, mtime=0)) for data in contents)
    return IndexSize(pages, len(contents), sum(map(len, contents)), packed)


def queries() -> list[str]:
    """All queries of the tables."""
    lines = (line for file in sorted(QUERIES.glob("*.txt")) for line in file.read_text("utf-8").splitlines())
    return [line.partition(" | ")[0] for line in lines if " | " in line]


def query_runs(site: Path, version: str, asked: list[str]) -> list[tuple[float, int]]:
    """For each query the milliseconds, and the compressed bytes fetched for it."""
    command = ["node", str(ROOT / "bench" / "search_queries.js"), str(SCRIPT), str(site), version]
    done = subprocess.run(command, input="\n".join(asked), capture_output=True, text=True, check=True)
    return [(float(milliseconds), int(fetched)) for milliseconds, fetched in json.loads(done.stdout)]


def rows(site: Path, version: str) -> list[tuple[str, str]]:
    """The table."""
    size = index_size(site / version / "search")
    first, *others = query_runs(site, version, queries())
    times = [milliseconds for milliseconds, _ in others]
    return [
        ("pages", str(size.pages)),
        ("index, kB", f"{size.size / 1000:.0f} in {size.files} files"),
        ("index compressed, kB", f"{size.packed / 1000:.0f}"),
        ("first query", f"{first[0]:.0f} ms, {first[1] / 1000:.0f} kB fetched"),
        ("median query", f"{statistics.median(times):.0f} ms"),
        ("slowest of 20", f"{statistics.quantiles(times, n=20)[-1]:.0f} ms"),
        ("fetched for another", f"{statistics.mean(fetched for _, fetched in others) / 1000:.1f} kB, on average"),
    ]


def main(arguments: list[str]) -> int:
    """Print the table; 2 if no site is named."""
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    site = Path(arguments[0])
    version = arguments[1] if len(arguments) > 1 else next(site.glob("*/search/index.json")).parents[1].name
    for name, value in rows(site, version):
        print(f"{name:22} {value}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
