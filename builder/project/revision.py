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

from builder.content.git import git
from builder.content.paths import PAGE_SUFFIXES
from builder.diagnostics.visible import visible
from builder.errors import UsageError
from builder.project.lfs_objects import LfsObjects, pointer_in

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
    top_tree: str
    """The same for the whole repository."""


def revision_of(project: Path, name: str) -> Revision:
    """The revision with that name; without a name, the commit where the current branch left the default one.

    Raises UsageError with advice if the project is in no repository, or the repository lacks the revision.
    """
    inside = git(project, "rev-parse", "--show-prefix")
    if not inside.succeeded:
        raise UsageError(f"'{project}' is in no git repository ({_first_line(inside.error)}). Name a folder as base.")
    prefix = _line(inside.out)
    if name.startswith("-"):
        raise UsageError(f"'{name}' is not a valid name of a revision.")
    commit = _commit(project, name) if name else _merge_base(project)
    top = _resolved(project, f"{commit}^{{tree}}")
    tree = _resolved(project, f"{commit}:{prefix.rstrip('/')}")
    shown = f"{name or 'merge base'} ({commit[:7]})"
    return Revision(name=shown, commit=commit, prefix=prefix, tree=tree, top_tree=top)


def _commit(project: Path, name: str) -> str:
    found = _resolved(project, f"{name}^{{commit}}")
    if found:
        return found
    hint = " This clone is shallow: 'git fetch --depth=1 origin NAME' brings it." if _shallow(project) else ""
    raise UsageError(f"The repository has no revision '{name}'.{hint}")


def _merge_base(project: Path) -> str:
    branch = next((name for name in DEFAULT_BRANCHES if _resolved(project, f"{name}^{{commit}}")), "")
    if not branch:
        raise UsageError(f"There is no default branch ({', '.join(DEFAULT_BRANCHES)}). Name the base: --base REVISION.")
    found = git(project, "merge-base", "HEAD", branch)
    if found.succeeded:
        return _line(found.out)
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


@contextmanager
def laid_out(project: Path, revision: Revision, roots: Iterable[str] = ()) -> Iterator[Path]:
    """Provide the project's folder at the revision while it is read.

    ``roots`` are folders outside the project, relative to it, that are provided too. Raises UsageError if the revision
    has no such project, and OSError if the disk is full.
    """
    folder = _temporary(project)
    try:
        top = folder / "files"
        top.mkdir()
        # This marks the files around a project as a repository; nothing reads it.
        (top / ".git").mkdir()
        _lay_out(project, revision, [revision.prefix, *_in_repository(revision.prefix, roots)], top)
        place = top / revision.prefix
        if not place.is_dir():
            raise UsageError(f"There is no folder '{revision.prefix}' at {revision.name}.")
        yield place
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


def _lay_out(project: Path, revision: Revision, prefixes: list[str], top: Path) -> None:
    work_tree = Path(_line(git(project, "rev-parse", "--show-toplevel").out))
    changed = _changed(project, revision)
    written: list[_Entry] = []
    folders: set[str] = set()
    for entry in _entries(project, revision, prefixes):
        place = os.path.join(top, entry.path)
        parent = os.path.dirname(place)
        if parent not in folders:
            os.makedirs(parent, exist_ok=True)
            folders.add(parent)
        if entry.mode == _LINK or entry.path in changed or not _linked(work_tree, entry.path, place):
            written.append(entry)
    missing = _write(project, (work_tree, top), written)
    if missing:
        _say_missing(revision, missing)


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
    """Paths whose files in the work tree differ from the revision."""
    return frozenset(os.fsdecode(compared_with(project, revision, "--name-only")).split("\0"))


def compared_with(project: Path, revision: Revision, form: str) -> bytes:
    """How the work tree differs from the revision, as ``git diff`` prints it in that form. Raises UsageError."""
    plain = (form, "--no-renames", "--no-ext-diff", "--no-textconv", "--ignore-submodules", "-z")
    answer = git(project, *_NO_LFS, "diff", *plain, revision.commit, "--", ":/")
    if not answer.succeeded:
        raise UsageError(f"git can't compare the work tree with {revision.name}: {_first_line(answer.error)}.")
    return answer.out


def contents(project: Path, revision: Revision, paths: Iterable[str]) -> Iterator[tuple[str, bytes | None]]:
    """The bytes of files at the revision, by path in the project; ``None`` for one that the repository lacks."""
    asked = list(paths)
    names = [f"{revision.commit}:{revision.prefix}{path}" for path in asked]
    if any("\n" in name for name in names):
        names, asked = [], []
    yield from zip(asked, _objects(project, names), strict=True)


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
        if (mode == _LINK or mode in _FILES) and not _LEAVING.intersection(path.split("/")):
            yield _Entry(mode, rest.partition(" ")[2], path)


def _say_missing(revision: Revision, paths: list[str]) -> None:
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
