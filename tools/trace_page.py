"""Follow one page from its file to its published HTML: the functions that hand it on, and the records that hold it.

``python tools/trace_page.py`` builds two pages from nothing in this process and watches the first. A record belongs to
the page if it holds the page's path or text and nothing of the other page; a function counts if it returns such a
record. ``--write`` puts the list into CONTRIBUTING.md; ``--check`` fails if there are more than the bounds.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import msgspec

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from builder import pipeline  # noqa: E402
from builder.project.open_project import Options, open_project  # noqa: E402

WATCHED, OTHER = "watched", "another"
MOST_CALLS = 60
MOST_RECORDS = 16
CONTRIBUTING = ROOT / "CONTRIBUTING.md"
BEGIN, END = "<!-- written by tools/trace_page.py -->", "<!-- end -->"


class Trace:
    """The functions that hand the page on and the types of its records, in order."""

    def __init__(self) -> None:
        self.calls: dict[str, None] = {}
        self.records: dict[str, str] = {}
        """By name, the first line of its docstring."""
        self._package = str(ROOT / "builder") + "/"

    def __call__(self, frame: FrameType, event: str, value: Any) -> None:
        path = frame.f_code.co_filename
        if event != "return" or not isinstance(value, msgspec.Struct) or not path.startswith(self._package):
            return
        text = repr(value)
        if WATCHED in text and OTHER not in text:
            name = getattr(frame.f_code, "co_qualname", frame.f_code.co_name)
            self.calls.setdefault(f"{path[len(self._package) : -3].replace('/', '.')}.{name}")
            self.records.setdefault(type(value).__name__, (type(value).__doc__ or "").partition("\n")[0])


def traced(project: Path) -> Trace:
    """A cold build of the project: read, compose, assemble, check, render, publish."""
    trace = Trace()
    with open_project(Options(project=project, jobs=1, cache=False)) as opened:
        sys.setprofile(trace)
        try:
            site = pipeline.load(opened.project, opened.engine)
            theme = pipeline.theme_of(opened.project, site)
            checked = pipeline.check(opened.project, site, theme.diagnostics)
            context = pipeline.render_context(opened.project, opened.engine, site, theme, checked.results)
            pipeline.publish(opened.project, opened.engine, site, context, project / "site")
        finally:
            sys.setprofile(None)
    return trace


def trace_of_a_page() -> Trace:
    """The trace of a page of a small project."""
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder) / "content"
        content.mkdir()
        for name in (WATCHED, OTHER):
            (content / f"{name}.md").write_text(f"---\ntitle: {name}\n---\n\n# {name}\n\nSome {name} words.\n", "utf-8")
        return traced(Path(folder))


def main() -> int:
    """Print the counts and the names; 1 if there are too many and ``--check`` was given."""
    trace = trace_of_a_page()
    sys.stdout.writelines(_lines(trace))
    if "--write" in sys.argv:
        head, _, rest = CONTRIBUTING.read_text("utf-8").partition(BEGIN)
        CONTRIBUTING.write_text(f"{head}{BEGIN}\n{_table(trace)}{END}{rest.partition(END)[2]}", "utf-8")
    too_many = len(trace.calls) > MOST_CALLS or len(trace.records) > MOST_RECORDS
    return int("--check" in sys.argv and too_many)


def _lines(trace: Trace) -> Iterator[str]:
    yield f"{len(trace.calls)} functions, {len(trace.records)} record types\n"
    yield from (f"  {name}\n" for name in trace.calls)
    yield f"record types: {', '.join(trace.records)}\n"


def _table(trace: Trace) -> str:
    """The record types in the order in which a page meets them, and the functions."""
    rows = "".join(f"| `{name}` | {about} |\n" for name, about in trace.records.items())
    calls = "".join(f"{name}\n" for name in trace.calls)
    return (
        f"\n{len(trace.records)} records, in the order in which a page meets them:\n\n"
        f"| Record | |\n| --- | --- |\n{rows}"
        f"\n{len(trace.calls)} functions that hand it on:\n\n```text\n{calls}```\n\n"
    )


if __name__ == "__main__":
    sys.exit(main())
