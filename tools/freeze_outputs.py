"""Record everything that Handrail publishes and reports for a set of projects, to compare before and after a change.

``python tools/freeze_outputs.py DIR PROJECT…`` writes ``DIR/<name>.json`` for each project: the digest of every
published file and of the JSON report, after a cold build, a warm build, and a build after edits, with one and two
processes. ``--against DIR`` compares with an earlier record and exits with 1 where anything differs. The digest of the
program itself is held constant, because it is part of some outputs.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import importlib.util
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PROGRAM_DIGEST_MODULES = ("builder.engine.program_digest", "builder.engine.program_digest")
EDITED_PAGES = 7
"""Every n-th page gets a new paragraph."""


def run_handrail(arguments: Sequence[str]) -> None:
    """Run the command line of this checkout with a constant program digest; never returns normally."""
    sys.path.insert(0, str(ROOT))
    name = next(n for n in PROGRAM_DIGEST_MODULES if _exists(n))
    importlib.import_module(name).own_code_digest = lambda: "frozen"  # type: ignore[attr-defined]
    sys.argv = ["handrail", *arguments]
    importlib.import_module("builder.__main__").main()


def _exists(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:
        return False


def record(project: Path) -> dict[str, dict[str, str]]:
    """Digests by situation, then by path; the reports are under ``report:`` names."""
    situations: dict[str, dict[str, str]] = {}
    for jobs in ("1", "2"):
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "project"
            shutil.copytree(project, copy, ignore=shutil.ignore_patterns(".git", "site", ".venv", ".handrail", "build"))
            for situation in ("cold", "warm", "edited"):
                if situation == "edited":
                    _edit(copy)
                situations[f"{situation}, {jobs}"] = _published(copy, jobs)
    return situations


def _edit(project: Path) -> None:
    for path in sorted((project / "content").rglob("*.md"))[::EDITED_PAGES]:
        with path.open("a", encoding="utf-8") as file:
            file.write("\n\nA sentence that was added.\n")


def _published(project: Path, jobs: str) -> dict[str, str]:
    report = _run("check", str(project), "--format", "json", "--jobs", jobs)
    build = ("build", str(project), "--keep-going", "--base-url", "https://docs.example.com/", "--jobs", jobs)
    _run(*build)
    digests = dict(_digests(project / "site"))
    digests["report:check"] = hashlib.blake2b(report, digest_size=12).hexdigest()
    return digests


def _run(*arguments: str) -> bytes:
    command = [sys.executable, __file__, "--run", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{arguments} ended with {done.returncode}:\n{done.stderr.decode()}")
    return done.stdout


def _digests(site: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(site.rglob("*")):
        if path.is_file():
            yield str(path.relative_to(site)), hashlib.blake2b(path.read_bytes(), digest_size=12).hexdigest()


def differences(old: dict[str, dict[str, str]], new: dict[str, dict[str, str]]) -> Iterator[str]:
    """One line for each file that differs."""
    for situation in sorted({*old, *new}):
        before, after = old.get(situation, {}), new.get(situation, {})
        for path in sorted({*before, *after}):
            if before.get(path) != after.get(path):
                state = "only before" if path not in after else "only after" if path not in before else "changed"
                yield f"{situation}: {path}: {state}"


def main() -> int:
    """Write the records, and compare them where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("projects", type=Path, nargs="+")
    parser.add_argument("--against", type=Path, help="A folder with earlier records.")
    wanted = parser.parse_args()
    wanted.folder.mkdir(parents=True, exist_ok=True)
    found = 0
    for project in wanted.projects:
        name = f"{project.resolve().name}.json"
        taken = record(project)
        (wanted.folder / name).write_text(json.dumps(taken, indent=1, sort_keys=True), "utf-8")
        if wanted.against:
            lines = list(differences(json.loads((wanted.against / name).read_text("utf-8")), taken))
            found += len(lines)
            sys.stdout.write(f"{name}: {len(lines)} differences\n" + "".join(f"  {line}\n" for line in lines[:20]))
    return 1 if found else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        run_handrail(sys.argv[2:])
    else:
        sys.exit(main())
