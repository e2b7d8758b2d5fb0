"""How long a build takes: with nothing kept, with nothing changed, with one page changed.

The site is generated: two versions of 250 pages each, every second page equal in both. Medians of five builds, each in
a process of its own, so the program's start is part of the time, as it is for an author.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

RUNS = 5
PAGES = 250
VERSIONS = ("v1.0.x", "v1.1.x")

PAGE = """\
---
title: Page {number}
---

# Page {number}

What is said here belongs to {owner}; the [page before](/topic-{folder}/page-{before}) leads up to it, and
[its second part](#part-2) to what follows. Text has *emphasis*, **weight** and `code` in it.

{{% note noteType="Tip" %}}
A remark that stands apart from the text, with a [link](/topic-{folder}/page-{before}#part-1).
{{% /note %}}

## Part 1

1. Open the settings.
2. Choose `Connections`, then **New connection**.
3. Enter the address that was noted in the [page before](/topic-{folder}/page-{before}).

```yaml
connection:
  address: https://{number}.example.com
  retries: {folder}
```

## Part 2

| Key | Value | Meaning |
| --- | --- | --- |
| `address` | text | where the other end is |
| `retries` | number | how often it is tried again |

### Details

{filler}
"""

FILLER = "\n\n".join(["A paragraph is a handful of sentences. " * 6] * 4)


def generate(project: Path) -> None:
    """Write the project. Every page's text is its own, but for those that both versions share."""
    (project / "handrail.yml").write_text("title: Measured\n", "utf-8")
    for version in VERSIONS:
        for number in range(PAGES):
            owner = "every version" if number % 2 else version
            place = project / "content" / version / f"topic-{number // 25}" / f"page-{number}.md"
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(_page(number, owner), "utf-8")


def _page(number: int, owner: str) -> str:
    folder = number // 25
    before = max(number - 1, folder * 25)
    return PAGE.format(number=number, owner=owner, folder=folder, before=before, filler=FILLER)


def _nothing(project: Path, run: int) -> None:
    """Leave all as it is."""


def _forget(project: Path, run: int) -> None:
    shutil.rmtree(project / ".handrail", ignore_errors=True)
    shutil.rmtree(project / "site", ignore_errors=True)


def _change_one(project: Path, run: int) -> None:
    with (project / "content" / VERSIONS[0] / "topic-0" / "page-1.md").open("a", encoding="utf-8") as page:
        page.write(f"\nChanged, time {run}.\n")


SITUATIONS: tuple[tuple[str, Callable[[Path, int], None]], ...] = (
    ("nothing kept", _forget),
    ("nothing changed", _nothing),
    ("one page changed", _change_one),
)


def _build(project: Path) -> float:
    """Seconds that one build takes. Raises CalledProcessError if it fails."""
    started = time.perf_counter()
    subprocess.run([sys.executable, "-m", "builder", "build", str(project)], check=True, stderr=subprocess.DEVNULL)
    return time.perf_counter() - started


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        generate(project)
        size = f"{PAGES * len(VERSIONS)} pages in {len(VERSIONS)} versions"
        print(f"{size}, {os.cpu_count()} processors; median of {RUNS}", flush=True)
        for name, prepare in SITUATIONS:
            times = []
            for run in range(RUNS):
                prepare(project, run)
                times.append(_build(project))
            print(f"  {name:<18} {statistics.median(times):6.2f} s   ({min(times):.2f} to {max(times):.2f})")


if __name__ == "__main__":
    main()
