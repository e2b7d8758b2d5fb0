"""Input: a project at a revision, read from the objects of its repository without a checkout.

Files that are the same in the work tree are linked from there; others are written from the repository.
"""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

from builder.config import FILE
from builder.content.git import git
from builder.content.listing import Listing
from builder.content.paths import PAGE_SUFFIXES
from builder.diagnostics.visible import visible
from builder.errors import UsageError
from builder.project.lfs_objects import LfsObjects, pointer_in
from builder.project.similar_site import LaidOut

FOLDER = ".handrail"
"""The folder in the project for the files of the revision, while they are read."""

DEFAULT_BRANCHES = ("origin/HEAD", "origin/main", "origin/master", "main", "master")
"""Likely names of the default branch, the most likely first."""

_NO_LFS = tuple(
    part for setting in ("clean=", "smudge=", "process=", "required=false") for part in ("-c", f"filter.lfs.{setting}")
)
"""Git runs no program of LFS: it compares pointers, and their content is found here."""
_TEXTS = (*PAGE_SUFFIXES, ".yml", ".yaml", ".html")
_LOG = logging.getLogger("handrail.base")
_LINK, _FILES = "120000", ("100644", "100755")
_LEAVING = frozenset({"", ".", "..", ".git"})
"""Names that no file in a repository has, unless somebody made its objects by hand."""


class Revision(msgspec.Struct, frozen=True, kw_only=True):
    """A commit of the project's repository."""

    name: str
    """The requested name with the commit: ``main (1a2b3c4)``."""
    commit: str
    prefix: str
    """The project's folder in the repository, with a ``/`` at its end; empty for the top."""
    tree: str
    """The id of the project's files at that commit: equal ids mean equal files. Empty if the project does not exist
    there.
    """
    top: Path
    """The top of the work tree."""


def revision_of(project: Path, name: str) -> Revision:
    """The revision with that name; without a name, the commit where the current branch left the default one.

    Raises UsageError with advice if the project is in no repository, or the repository lacks the revision.
    """
    inside = git(project, "rev-parse", "--show-prefix", "--show-toplevel")
    if not inside.succeeded:
        reason = _first_line(inside.error)
        raise UsageError(f"'{project}' is not in a git repository ({reason}). Name a folder with --base.")
    prefix, _, top = _line(inside.out).partition("\n")
    if name.startswith("-"):
        raise UsageError(f"'{name}' is not a valid name of a revision.")
    commit = _commit(project, name) if name else _merge_base(project)
    tree = _resolved(project, f"{commit}:{prefix.rstrip('/')}")
    shown = f"{name or 'merge base'} ({commit[:7]})"
    return Revision(name=shown, commit=commit, prefix=prefix, tree=tree, top=Path(top))


def _commit(project: Path, name: str) -> str:
    found = _resolved(project, f"{name}^{{commit}}")
    if found:
        return found
    hint = f" This clone is shallow: 'git fetch --depth=1 origin {name}' brings it." if _shallow(project) else ""
    raise UsageError(f"The repository has no revision '{name}'.{hint}")


def _merge_base(project: Path) -> str:
    names = [f"{name}^{{commit}}" for name in DEFAULT_BRANCHES]
    found = git(project, "cat-file", "--batch-check", given="".join(f"{name}\n" for name in names).encode()).out
    there = (b" commit " in line for line in found.splitlines())
    branch = next((name for name, is_there in zip(DEFAULT_BRANCHES, there, strict=False) if is_there), "")
    if not branch:
        raise UsageError(f"There is no default branch ({', '.join(DEFAULT_BRANCHES)}). Name the base: --base REVISION.")
    common = git(project, "merge-base", "HEAD", branch)
    if common.succeeded:
        return _line(common.out)
    if _shallow(project):
        raise UsageError(
            f"This clone is shallow: its history doesn't reach the point where the branch left '{branch}'. Fetch "
            "more of it, with 'git fetch --deepen=100' or, on GitHub, 'fetch-depth: 0' for actions/checkout."
        )
    raise UsageError(f"This branch and '{branch}' have no commit in common. Name the base: --base REVISION.")


def _resolved(project: Path, name: str) -> str:
    """The id of the object with that name; empty if there is none."""
    return _line(git(project, "rev-parse", "--verify", "--quiet", "--end-of-options", name).out)


def _shallow(project: Path) -> bool:
    return _line(git(project, "rev-parse", "--is-shallow-repository").out) == "true"


def _line(out: bytes) -> str:
    return os.fsdecode(out).rstrip("\n")


def _first_line(text: str) -> str:
    return text.partition("\n")[0] or "git failed"


class WorkTreeFiles(msgspec.Struct, frozen=True):
    """Files of the work tree whose content is known."""

    paths: frozenset[str]
    levels: int
    """The number of levels of folders that must exist in the project even if no file in them is written."""
    listing: Listing
    """Lists them."""


@contextmanager
def laid_out(project: Path, revision: Revision, known: WorkTreeFiles, roots: Iterable[str] = ()) -> Iterator[LaidOut]:
    """Provide the project's folder at the revision while it is read.

    Of the ``known`` files, those that are the same at the revision are left out. ``roots`` are folders outside the
    project, relative to it, that are provided too. Raises UsageError if the revision has no such project, and OSError
    if the disk is full.
    """
    folder = _temporary(project)
    try:
        top = folder / "files"
        top.mkdir()
        # This marks the files around a project as a repository; nothing reads it.
        (top / ".git").mkdir()
        prefixes = [revision.prefix, *_in_repository(revision.prefix, roots)]
        same = _lay_out(project, revision, prefixes, top, known)
        place = top / revision.prefix
        if not place.is_dir():
            raise UsageError(f"There is no folder '{revision.prefix}' at {revision.name}.")
        yield LaidOut(place, same, known.listing.elsewhere(os.fspath(project), same, os.fspath(place)))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _temporary(project: Path) -> Path:
    """A folder on the project's file system, where files can be linked; otherwise a temporary folder of the system."""
    with suppress(OSError):
        (project / FOLDER).mkdir(exist_ok=True)
        return Path(tempfile.mkdtemp(prefix="base-", dir=project / FOLDER))
    return Path(tempfile.mkdtemp(prefix="handrail-base-"))


def _in_repository(prefix: str, roots: Iterable[str]) -> Iterator[str]:
    for root in roots:
        path = os.path.normpath(os.path.join("/" + prefix, root)).lstrip("/")
        if path:
            yield f"{path}/"


class _Entry(msgspec.Struct, frozen=True):
    mode: str
    object: str
    path: str


def _lay_out(project: Path, revision: Revision, prefixes: list[str], top: Path, known: WorkTreeFiles) -> frozenset[str]:
    """Write the files at the revision below ``top``; returns the known ones, which are left out."""
    changed = _changed(project, revision)
    # Another configuration may look for other folders.
    levels = known.levels + revision.prefix.count("/") if revision.prefix + FILE not in changed else None
    written: list[_Entry] = []
    needed: set[str] = set()
    same: set[str] = set()
    for entry in _entries(project, revision, prefixes):
        path = entry.path
        own = path[len(revision.prefix) :] if path.startswith(revision.prefix) else ""
        is_changed = path in changed or entry.mode == _LINK
        folder = path.rpartition("/")[0]
        if own in known.paths and not is_changed:
            same.add(own)
            needed.add("/".join(folder.split("/")[:levels]))
        elif not _LEAVING.intersection(path.split("/")):
            os.makedirs(top / folder, exist_ok=True)
            if is_changed or not _linked(revision.top, path, os.path.join(top, path)):
                written.append(entry)
    for folder in needed:
        os.makedirs(top / folder, exist_ok=True)
    missing = _write(project, (revision.top, top), written)
    if missing:
        _report_missing(revision, missing)
    return frozenset(same)


def _linked(work_tree: Path, path: str, place: str) -> bool:
    source = os.path.join(work_tree, path)
    try:
        if os.path.islink(source):
            return False
        os.link(source, place)
    except OSError:
        return False
    return True


def _changed(project: Path, revision: Revision) -> frozenset[str]:
    """Paths whose files in the work tree differ from the revision. Raises UsageError."""
    plain = ("--name-only", "--no-renames", "--no-ext-diff", "--no-textconv", "--ignore-submodules", "-z")
    answer = git(project, *_NO_LFS, "diff", *plain, revision.commit, "--", ":/")
    if not answer.succeeded:
        raise UsageError(f"git can't compare the work tree with {revision.name}: {_first_line(answer.error)}.")
    return frozenset(os.fsdecode(answer.out).split("\0"))


def _objects(project: Path, names: list[str]) -> Iterator[bytes | None]:
    """The bytes of each object, in one call of git."""
    if not names:
        return
    answer = git(project, "cat-file", "--batch", given=os.fsencode("".join(f"{name}\n" for name in names))).out
    at = 0
    for _ in names:
        end = answer.find(b"\n", at)
        words = answer[at:end].split(b" ")
        at = end + 1
        if len(words) != 3 or not words[2].isdigit():
            yield None  # An object that a partial clone lacks.
            continue
        size = int(words[2])
        yield answer[at : at + size]
        at += size + 1


def _entries(project: Path, revision: Revision, prefixes: list[str]) -> Iterator[_Entry]:
    """The files of some folders of the repository; all of it if one of them is its top."""
    below = ["--", *prefixes] if all(prefixes) else []
    listing = git(project, "--literal-pathspecs", "ls-tree", "-r", "-z", "--full-tree", revision.commit, *below)
    for line in os.fsdecode(listing.out).split("\0"):
        head, _, path = line.partition("\t")
        mode, _, rest = head.partition(" ")
        if mode == _LINK or mode in _FILES:
            yield _Entry(mode, rest.partition(" ")[2], path)


def _report_missing(revision: Revision, paths: list[str]) -> None:
    """Name the files in git LFS that this clone lacks. Raises UsageError if one is a text, which would be compared."""
    advice = f"'git lfs fetch origin {revision.commit[:12]}' brings them."
    texts = [path for path in paths if path.lower().endswith(_TEXTS)]
    if texts:
        raise UsageError(f"At {revision.name}, '{texts[0]}' is in git LFS, and this clone doesn't have it: {advice}")
    number = "1 file" if len(paths) == 1 else f"{len(paths)} files"
    _LOG.warning(
        "At %s, %s in git LFS can't be read, such as '%s': sizes and formats are not compared. %s",
        *(revision.name, number, visible(paths[0]), advice),
    )


def _write(project: Path, tops: tuple[Path, Path], entries: list[_Entry]) -> list[str]:
    """Write files from the objects of the repository, in one call of git.

    ``tops`` are the top of the work tree and that of the files to write. Returns the paths of files in git LFS whose
    content is not there.
    """
    missing: list[str] = []
    work_tree, top = tops
    large = LfsObjects(project)
    for entry, data in zip(entries, _objects(project, [entry.object for entry in entries]), strict=True):
        if data is None:
            continue
        place = top / entry.path
        if entry.mode == _LINK:
            with suppress(OSError):
                place.symlink_to(os.fsdecode(data))
            continue
        pointer = pointer_in(data)
        if pointer is None or not large.provide(pointer, work_tree / entry.path, place):
            place.write_bytes(data)
            if pointer is not None:
                missing.append(entry.path)
    return missing
