"""A quick test of speed for CI: fails if a cold build has become slower.

    python -m bench.smoke [--record]

It builds a small project of fixed pages, with one process and without a cache, and renders the same pages with
markdown-it-py alone. Compared is the ratio of the two processor times: the machine affects both. More than 15 % above
the ratio in ``smoke.json`` fails; ``--record`` writes that file, for a change that is worth its time.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from markdown_it import MarkdownIt

from bench.measure import measure

RECORD = Path(__file__).with_name("smoke.json")
PAGES = 150
RUNS = 5
ALLOWED = 1.15
TIMES = 5
"""How often markdown-it-py renders all pages in one run: once would be too short to measure."""

TOPICS = ("storage", "network", "billing", "search", "export", "backup", "access", "report", "queue", "session")
VERBS = ("Open", "Select", "Create", "Copy", "Enter", "Restart")


def page(number: int) -> str:
    """The text of a page, whose words no other page has."""
    topic, other = TOPICS[number % 10], TOPICS[(number // 10 + 3) % 10]
    return "\n".join(_lines(number, f"{topic} {number}", other))


def _lines(number: int, topic: str, other: str) -> Iterator[str]:
    yield f"---\ntitle: Set up {topic}\ndescription: How {topic} works.\n---\n\n# Set up {topic}\n"
    yield f"The **{topic}** service reads from `{other}-{number}` and writes to [the next](page-{number % PAGES}).\n"
    yield f"{{% note %}}\nYou need an account of {topic}. Tokens for {other} last {number} days.\n{{% /note %}}\n"
    for part in range(4):
        verb = VERBS[(number + part) % len(VERBS)]
        yield f"## Part {part + 1} of {topic}\n\n1. {verb} the {topic} page of part {part}, and wait for *{other}*.\n"
        yield f"2. Choose **Settings {number}-{part}**, then *Save* the {topic}.\n   - It is kept for {part} hours.\n"
        yield f'```yaml\n{other}:\n  name: "{topic}"\n  size: {number * part}\n  steps: [{part}, {number}]\n```\n'
        yield f"| Key | Meaning |\n| --- | --- |\n| `{other}_{part}` | The size of {topic} |\n| `limit` | {number} |\n"
        yield f"When {topic} is full, {other} waits. It tries again {part + 2} times, and then reports {number}.\n"


def ours(texts: Sequence[str], folder: Path) -> float:
    """Processor seconds of a cold build."""
    content = folder / "content"
    content.mkdir(exist_ok=True)
    for number, text in enumerate(texts):
        (content / f"page-{number}.md").write_text(text, "utf-8")
    options = ("--no-cache", "--keep-going", "--jobs", "1", "--output", str(folder / "site"))
    return measure((sys.executable, "-m", "builder", "build", str(folder), *options), folder, accepted=(0, 1)).cpu


def alone(texts: Sequence[str]) -> float:
    """Processor seconds of markdown-it-py for the same pages, rendered several times."""
    markdown = MarkdownIt("js-default", {"html": False})
    started = time.process_time()
    for _ in range(TIMES):
        for text in texts:
            markdown.render(text)
    return (time.process_time() - started) / TIMES


def ratio() -> float:
    """The best of several runs, in turns."""
    texts = [page(number) for number in range(PAGES)]
    with tempfile.TemporaryDirectory() as folder:
        runs = [(ours(texts, Path(folder)), alone(texts)) for _ in range(RUNS)]
    return min(built for built, _ in runs) / min(rendered for _, rendered in runs)


def main() -> int:
    """Measure and compare; 1 if a build has become slower."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--record", action="store_true", help="Write the ratio down, to compare with from now on.")
    measured = ratio()
    if parser.parse_args().record:
        RECORD.write_text(json.dumps({"pages": PAGES, "ratio": round(measured, 2)}) + "\n", "utf-8")
        return 0
    recorded = json.loads(RECORD.read_text("utf-8"))["ratio"]
    change = (measured / recorded - 1) * 100
    sys.stdout.write(
        f"A cold build takes {measured:.2f} times markdown-it-py; recorded {recorded:.2f}: {change:+.0f} %.\n"
    )
    return int(measured > recorded * ALLOWED)


if __name__ == "__main__":
    sys.exit(main())
