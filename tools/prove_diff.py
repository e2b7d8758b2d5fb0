"""Prove ``handrail diff``: its reports on many commits equal what two builds, compared file by file, say.

``python tools/prove_diff.py PROJECT OLD NEW [--commits N] [--pages N]`` makes a history of a project in a temporary
repository. It starts with the version folder OLD; each commit gives some of its pages (and partials) the text that
they have in NEW, adds those that only NEW has, and removes those that it lacks. For each commit it compares pages,
titles, texts, anchors and the words of every checklist item, one by one. Exits with 1 at a difference.

``python tools/prove_diff.py REPOSITORY --folder FOLDER [--commits N] [--config FILE]`` does the same for the last
commits of a repository that changed files in one of its folders; ``FILE`` is the ``handrail.yml`` to read them with.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TO_IGNORE = ".handrail/\nsite/\n"
NAMES = {f"GIT_{who}_{what}": "proof@example.com" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


@dataclass(frozen=True, slots=True)
class BuiltPage:
    """One page as a build has published it."""

    text: str
    anchors: frozenset[str]
    items: Mapping[str, str]
    """The words of its checklist's items, by id."""


@dataclass(slots=True)
class Proof:
    """The comparisons, and their failures."""

    pages: int = 0
    items: int = 0
    anchors: int = 0
    wrong: list[str] | None = None

    def expect(self, what: str, expected: object, found: object) -> None:
        if expected != found:
            self.wrong = [*(self.wrong or []), f"{what}: expected {expected!r}, found {found!r}"]


class MadeHistory:
    """A project in a repository, and the commits to make."""

    def __init__(self, project: Path, versions: tuple[str, str], top: Path, sizes: tuple[int, int]) -> None:
        old, new = versions
        commits, pages = sizes
        self.top, self._old = top, old
        content = project / "content"
        self._changes = [*_changes(content / old, content / new, pages), *_partials(content / "partials", old, new)]
        self._commits = commits
        for path, _ in _files(content / old, pages):
            _put(top / "content" / old / path, (content / old / path).read_bytes())
        for file in (project / "content/partials" / old).rglob("*"):
            if file.is_file():
                _put(top / "content/partials" / old / file.relative_to(content / "partials" / old), file.read_bytes())
        for name in ("content/images", "images"):
            if (project / name).is_dir():
                shutil.copytree(project / name, top / name)
        _put(top / ".gitignore", TO_IGNORE.encode())
        _put(top / "handrail.yml", b"title: Proof\n")
        self.git("init", "-q", "-b", "main")
        self._commit("Begin")

    def git(self, *arguments: str) -> None:
        subprocess.run(["git", *arguments], cwd=self.top, env={**os.environ, **NAMES}, check=True, capture_output=True)

    def commits(self) -> Iterator[str]:
        """Make the commits one after the other; gives their names."""
        count = len(self._changes)
        for number in range(1, self._commits + 1):
            for path, data in self._changes[count * (number - 1) // self._commits : count * number // self._commits]:
                place = self.top / "content" / path
                if data is None:
                    place.unlink(missing_ok=True)
                else:
                    _put(place, data)
            self._commit(f"Change {number}")
            yield str(number)

    def _commit(self, subject: str) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", subject)


class RealHistory:
    """The last commits of a repository that changed files in a folder; each is copied with its real subject."""

    def __init__(self, repository: Path, folder: str, top: Path, count: int, config: bytes) -> None:
        self.top = top
        self._repository, self._folder = repository, folder
        top.mkdir(parents=True)
        listed = self._read("log", "--first-parent", f"-{count + 1}", "--format=%H %s", "--", folder).decode()
        self._commits = [line.partition(" ")[::2] for line in reversed(listed.splitlines())]
        self._git("init", "-q", "-b", "main")
        self._config = config
        self._copy(*self._commits[0])

    def _read(self, *arguments: str) -> bytes:
        return subprocess.run(
            ["git", *arguments], cwd=self._repository, env={**os.environ, **NAMES}, check=True, capture_output=True
        ).stdout

    def _git(self, *arguments: str) -> None:
        subprocess.run(["git", *arguments], cwd=self.top, env={**os.environ, **NAMES}, check=True, capture_output=True)

    def commits(self) -> Iterator[str]:
        """Make the commits one after the other; gives their names."""
        for commit, subject in self._commits[1:]:
            self._copy(commit, subject)
            yield f"{commit[:9]} {subject}"

    def _copy(self, commit: str, subject: str) -> None:
        content = self.top / "content"
        shutil.rmtree(content, ignore_errors=True)
        content.mkdir()
        packed = self._read("archive", f"{commit}:{self._folder}")
        subprocess.run(["tar", "-x", "-C", str(content)], input=packed, check=True)
        _put(self.top / ".gitignore", TO_IGNORE.encode())
        _put(self.top / "handrail.yml", self._config)
        self._git("add", "-A")
        self._git("commit", "-q", "--allow-empty", "-m", subject)


def _changes(old: Path, new: Path, most: int) -> list[tuple[str, bytes | None]]:
    """The pages that differ, with their new bytes; ``None`` for those that are removed."""
    before, after = dict(_files(old, most)), dict(_files(new, most))
    changed = [path for path in sorted({*before, *after}) if before.get(path) != after.get(path)]
    return [(f"{old.name}/{path}", after.get(path)) for path in changed]


def _partials(folder: Path, old: str, new: str) -> list[tuple[str, bytes | None]]:
    if not (folder / old).is_dir() or not (folder / new).is_dir():
        return []
    return [(f"partials/{path}", data) for path, data in _changes(folder / old, folder / new, sys.maxsize)]


def _files(folder: Path, most: int) -> Iterator[tuple[str, bytes]]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    for path in paths[:: max(1, len(paths) // most)]:
        yield path.relative_to(folder).as_posix(), path.read_bytes()


def _put(place: Path, data: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)


def handrail(*arguments: str) -> str:
    """The standard output of the program, which may report problems."""
    done = subprocess.run([sys.executable, "-m", "builder", *arguments], capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr)
    return done.stdout


def built(project: Path, work: Path) -> dict[str, BuiltPage]:
    """Every page of the project, by its address, as a build with a cache of its own publishes it."""
    site = work / "site"
    cache = ("--cache-dir", str(work / "cache"))
    handrail("build", str(project), "-o", str(site), "--keep-going", "--no-search", "--jobs", "1", *cache)
    found: dict[str, BuiltPage] = {}
    for inventory in (*site.glob("inventory.json"), *site.glob("*/inventory.json")):
        for page in json.loads(inventory.read_text("utf-8"))["pages"]:
            place = site / page["url"].strip("/")
            # At the top, there is the report of the site.
            checklist = (place if page["url"] != "/" else place / "index") / "checklist.json"
            items = json.loads(checklist.read_text("utf-8"))["items"] if checklist.is_file() else []
            found[page["url"]] = BuiltPage(
                text=(place / "index.md").read_text("utf-8"),
                anchors=frozenset(page["anchors"]),
                items={item["id"]: item["text"] for item in items},
            )
    return found


def compare(before: Mapping[str, BuiltPage], after: Mapping[str, BuiltPage], found: dict[str, Any]) -> Proof:
    """Differences between the report and the two builds, in both directions."""
    proof = Proof()
    listed = {page["url"]: page for page in found["pages"]}
    moved = {page["oldUrl"]: page["url"] for page in found["pages"] if page["oldUrl"]}
    added = {url for url, page in listed.items() if page["change"] in ("added", "moved")}
    removed = {url for url, page in listed.items() if page["change"] == "removed"} | moved.keys()
    proof.expect("added pages", after.keys() - before.keys(), added)
    proof.expect("removed pages", before.keys() - after.keys(), removed)
    for url, page in after.items():
        old = before.get(url) or before.get({new: was for was, new in moved.items()}.get(url, ""))
        change = listed.get(url, {"items": [], "parts": []})
        if old is not None:
            differs = old.text != page.text
            # A text may differ in form only, and images may differ under their names.
            if differs or not {*change["parts"]} <= {"images", "description", "text"}:
                proof.expect(f"{url} is listed", differs, url in listed)
        proof.pages += 1
        _compare_items(proof, url, old.items if old is not None else {}, page.items, change["items"])
    for url in before.keys() - after.keys() - moved.keys():
        _compare_items(proof, url, before[url].items, {}, listed.get(url, {"items": []})["items"])
    _compare_anchors(proof, before, after, found)
    return proof


def _compare_items(
    proof: Proof, url: str, old: Mapping[str, str], new: Mapping[str, str], changes: list[dict[str, Any]]
) -> None:
    """The old items with the reported changes are the new ones, word for word, and each change is of an item."""
    words = Counter(old.values())
    gone = Counter(each["before"] for each in changes if each["change"] in ("removed", "changed"))
    come = Counter(each["after"] for each in changes if each["change"] in ("added", "changed"))
    proof.expect(f"{url}: items that were there", gone, gone & words)
    proof.expect(f"{url}: items", Counter(new.values()), words - gone + come)
    for each in changes:
        proof.items += 1
        if each["change"] == "removed":
            proof.expect(f"{url}: the words of {each['id']}", old.get(each["id"]), each["before"])
            continue
        proof.expect(f"{url}: the words of {each['id']}", new.get(each["id"]), each["after"])
        if each["change"] != "added":
            proof.expect(f"{url}: the old words of {each['id']}", old.get(each["oldId"] or each["id"]), each["before"])
    both = Counter(each["after"] for each in changes if each["change"] == "added")
    both &= Counter(each["before"] for each in changes if each["change"] == "removed")
    proof.expect(f"{url}: items that are new and gone", Counter(), both)


def _compare_anchors(
    proof: Proof, before: Mapping[str, BuiltPage], after: Mapping[str, BuiltPage], found: dict[str, Any]
) -> None:
    said = {each["url"] for each in found["vanished"]}
    gone = {url for url in before if url not in after}
    gone |= {
        f"{url}#{anchor}"
        for url, page in before.items()
        if url in after
        for anchor in page.anchors - after[url].anchors
    }
    proof.anchors = len(gone)
    proof.expect("addresses and anchors that are gone", gone, said)


def main() -> int:
    """Make the history, and compare each commit."""
    parser = argparse.ArgumentParser(description="Prove 'handrail diff' on a history, made or real.")
    parser.add_argument("project", type=Path, help="A project with two versions, or a repository.")
    parser.add_argument("versions", nargs="*", help="The names of two versions to make a history of.")
    parser.add_argument("--commits", type=int, default=50)
    parser.add_argument("--pages", type=int, default=sys.maxsize, help="The number of pages to take of each version.")
    parser.add_argument("--folder", default="", help="The folder of a repository whose real history is used.")
    parser.add_argument("--config", type=Path, help="With --folder: the handrail.yml to use.")
    wanted = parser.parse_args()
    if not wanted.folder and len(wanted.versions) != 2:
        parser.error("name two versions, or a folder of the repository")
    with tempfile.TemporaryDirectory() as work:
        top = Path(work) / "project"
        if wanted.folder:
            config = wanted.config.read_bytes() if wanted.config else b"title: Proof\n"
            real = RealHistory(wanted.project, wanted.folder, top, wanted.commits, config)
            return prove(real, Path(work))
        old, new = wanted.versions
        return prove(MadeHistory(wanted.project, (old, new), top, (wanted.commits, wanted.pages)), Path(work))


def prove(history: MadeHistory | RealHistory, work: Path) -> int:
    """Compare each commit of a history; 1 if a report was wrong."""
    before = built(history.top, work)
    total, failed = Proof(), False
    for name in history.commits():
        after = built(history.top, work)
        found = json.loads(
            handrail("diff", str(history.top), "--base", "HEAD~1", "--format", "json", "--jobs", "1", "--max", "0")
        )
        proof = compare(before, after, found)
        total = Proof(total.pages + proof.pages, total.items + proof.items, total.anchors + proof.anchors)
        listed = len(found["pages"])
        sys.stdout.write(f"commit {name}: {listed} pages, {proof.items} items, {len(proof.wrong or [])} wrong\n")
        for line in proof.wrong or []:
            failed = True
            sys.stdout.write(f"    {line[:600]}\n")
        sys.stdout.flush()
        before = after
    sys.stdout.write(f"{total.pages} pages, {total.items} items and {total.anchors} anchors compared\n")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
