"""How fast Markdoc is: ours, the reference in Node, and bare markdown-it-py, on the same pages in the same run.

    python -m bench.markdoc [FOLDER] [--most N]

FOLDER holds ``*.md`` files; by default ``../shared/corpus``, or the manual where that is not at hand. Every
figure is the best of three runs. Compare the ratios: the machine affects all figures alike.
"""

from __future__ import annotations

import argparse
import gc
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

from builder import markdoc

ROOT = Path(__file__).resolve().parents[1]
RUNS = 3
CHUNK = 40
"""Pages that a process gets at a time."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    name: str
    seconds: float


def main() -> int:
    """Measure, print the table; 1 if the layer costs more than the 60 % that it may."""
    arguments = _arguments()
    pages = sorted(arguments.folder.rglob("*.md"))[: arguments.most]
    texts = [page.read_text(encoding="utf-8") for page in pages]
    if not texts:
        sys.stderr.write(f"There are no pages below {arguments.folder}.\n")
        return 2
    bare = Row("markdown-it-py alone: HTML", _best(lambda: _bare(texts)))
    rows = [
        bare,
        Row("ours: parse, transform, HTML", _best(lambda: _whole(texts))),
        Row("ours: parse", _best(lambda: _parse(texts))),
        Row("ours: parse in two processes", _in_two(texts)),
        *_reference(pages),
    ]
    size = sum(map(len, texts)) / 1e6
    sys.stdout.write(f"{len(texts)} pages, {size:.1f} million characters, best of {RUNS}\n\n")
    sys.stdout.write(f"{'':34}{'seconds':>9}{'ms/page':>9}{'to markdown-it-py':>19}\n")
    for row in rows:
        ratio = row.seconds / bare.seconds
        sys.stdout.write(f"{row.name:34}{row.seconds:9.2f}{row.seconds / len(texts) * 1000:9.2f}{ratio:19.2f}\n")
    return int(rows[1].seconds > 1.6 * bare.seconds)


def _arguments() -> argparse.Namespace:
    corpus = ROOT / "../shared/corpus"
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=corpus if corpus.is_dir() else ROOT / "content")
    parser.add_argument("--most", type=int, default=None, help="The number of pages to use.")
    return parser.parse_args()


def _best(run: Callable[[], None]) -> float:
    times = []
    for _ in range(RUNS):
        gc.collect()
        started = time.perf_counter()
        run()
        times.append(time.perf_counter() - started)
    return min(times)


def _bare(texts: Sequence[str]) -> None:
    markdown = MarkdownIt("js-default", {"html": False}).disable(["lheading"])
    for text in texts:
        markdown.render(text)


def _whole(texts: Sequence[str]) -> None:
    for text in texts:
        markdoc.render_html(markdoc.transform(markdoc.parse(text)))


def _parse(texts: Sequence[str]) -> None:
    for text in texts:
        markdoc.parse(text)


def _in_two(texts: Sequence[str]) -> float:
    """The processes exist already, as in a build, and get their input sent."""
    chunks = [texts[start : start + CHUNK] for start in range(0, len(texts), CHUNK)]
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(_parse, [texts[:1]] * 4))
        return _best(lambda: list(pool.map(_parse, chunks)).clear())


def _reference(pages: Sequence[Path]) -> list[Row]:
    """The reference's rows; none where node or the package is missing."""
    package = ROOT / "tests/markdoc/reference/node_modules/@markdoc/markdoc"
    if shutil.which("node") is None or not package.is_dir():
        sys.stderr.write("The reference is not installed: run 'npm ci' in tests/markdoc/reference.\n")
        return []
    names = "\n".join(str(page) for page in pages)
    answers = []
    for _ in range(RUNS):
        command = ["node", str(Path(__file__).with_name("markdoc_reference.js"))]
        done = subprocess.run(command, input=names, capture_output=True, text=True, check=True)
        answers.append(json.loads(done.stdout))
    parse = min(answer["parse"] for answer in answers)
    whole = min(answer["parse"] + answer["render"] for answer in answers)
    return [Row("reference: parse, transform, HTML", whole), Row("reference: parse", parse)]


if __name__ == "__main__":
    sys.exit(main())
