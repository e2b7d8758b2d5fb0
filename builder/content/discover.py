"""Stage 1, input/output: lists the files of a project, each once.

Listing the folders gives every name in its true letter case on any file system, together with its size and time, so no
later stage has to ask again.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from builder.content.inside import is_inside
from builder.content.language_folders import LanguageOptions, SitePart, language_parts, parts_of
from builder.content.listing import Entry, FileStamp, Listing
from builder.content.page_names import PLAIN_NAMES, PageNames
from builder.content.paths import composed
from builder.content.project_files import PARTIALS_FOLDER
from builder.content.source import leaves_project
from builder.content.unread import outside_versions, printable, wrong_name
from builder.content.version_files import version_files
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.outcome import Outcome
from builder.diagnostics.place import diagnostic_at, in_file

VERSION_FOLDER = re.compile(r"v\d[\w.+-]*\Z")


DEEPEST = 100
"""Maximum depth of folders; addresses may be much less deep."""
MOST_SEPARATORS = 2 * DEEPEST
"""Maximum length of a folder's path, including the project's own path."""


class ContentLayout(msgspec.Struct, frozen=True, kw_only=True):
    """The folders with a project's content."""

    content: str = "content"
    """The content folder, relative to the project."""
    images: tuple[str, ...] = ("content/images", "public/images", "images")
    """Folders served at ``/images/``; if several have a file, the first one is used."""
    versions: tuple[str, ...] | None = None
    """The version folders; ``None`` means every folder named ``v<digit>…``."""
    shared: tuple[str, ...] = ()
    """Real paths of folders outside the project that links may point into."""
    names: PageNames = PLAIN_NAMES
    partials: str = ""
    """The folder of the partials, relative to the project; empty for the one in the content folder."""
    static: tuple[str, ...] = ()
    """Folders whose files are served at the top of the site; if several have a file, the first one is used."""
    languages: LanguageOptions = LanguageOptions()

    @property
    def partials_folder(self) -> str:
        """The folder of the partials, relative to the project."""
        return self.partials or f"{self.content}/{PARTIALS_FOLDER}"


class FileTree(msgspec.Struct, frozen=True, kw_only=True):
    """All files of a project that a build can read."""

    versions: tuple[str, ...] = ()
    """Names of the parts of the site, sorted; empty for an unversioned site in one language."""
    parts: tuple[SitePart, ...] = ()
    """The versions, in each language that they have."""
    pages: Mapping[str, tuple[FileStamp, ...]] = msgspec.field(default_factory=dict)
    """Keyed by version (``""`` in an unversioned site); the pages are sorted by path."""
    menus: Mapping[str, FileStamp] = msgspec.field(default_factory=dict)
    """Keyed by version."""
    folder_menus: Mapping[str, Mapping[str, FileStamp]] = msgspec.field(default_factory=dict)
    """``_menu.yml`` by version and folder, where the version has no menu."""
    partials: Mapping[str, FileStamp] = msgspec.field(default_factory=dict)
    """Keyed by the name in a partial tag, with a leading slash: ``/v1.7/note.md``."""
    images: Mapping[str, FileStamp] = msgspec.field(default_factory=dict)
    """Keyed by the path at which they are served: ``/images/v1.7/a.png``."""
    files: Mapping[tuple[str, str], FileStamp] = msgspec.field(default_factory=dict)
    """Files next to the pages, by version and path in the version's folder."""
    content: str = "content"
    """The content folder, relative to the project."""
    shared: tuple[str, ...] = ()
    """Real paths of folders outside the project that contain some of the files."""
    names: PageNames = PLAIN_NAMES
    """The rules for names of pages."""
    partials_folder: str = f"content/{PARTIALS_FOLDER}"
    """Relative to the project."""
    static: Mapping[str, FileStamp] = msgspec.field(default_factory=dict)
    """Files of static roots, by the path at which they are served: ``/img/a.png``."""
    left_out: Mapping[str, int] = msgspec.field(default_factory=dict)
    """The number of files that each pattern leaves out."""


class _Walk:
    """One walk through the project; collects folders that can't be listed."""

    def __init__(self, project: Path, listing: Listing, shared: tuple[str, ...], names: PageNames) -> None:
        self.project = project
        self._names = names
        self.roots = (os.path.realpath(project), *shared)
        self.diagnostics: list[Diagnostic] = []
        self._listing = listing
        self._entered: set[tuple[int, int]] = set()
        self._apart: frozenset[str] = frozenset()
        """Folders that are not entered."""

    def files(self, folder: str) -> list[FileStamp]:
        """Every file below ``folder``, depth first, sorted; hidden names are skipped."""
        found: list[FileStamp] = []
        if self._stays_inside(folder):
            self._collect(folder, os.fspath(self.project / folder), found)
        return found

    def outside(self, folder: str, apart: Sequence[str]) -> list[FileStamp]:
        """Every file below ``folder``, except in the folders ``apart``."""
        self._apart = frozenset(apart)
        found = self.files(folder)
        self._apart = frozenset()
        return found

    def _collect(self, folder: str, place: str, found: list[FileStamp]) -> None:
        """``place`` is the path of the folder."""
        try:
            entries = self._listing.entries(place)
        except OSError as error:
            self._report("file-unreadable", folder, f"The folder '{folder}' can't be listed: {error.strerror}.")
            return
        for entry in entries:
            if entry.name.startswith("."):
                continue
            path = f"{folder}/{entry.name}"
            if path in self._apart:
                continue
            wrong = wrong_name(entry.name)
            if wrong:
                name = printable(path)
                self._report("file-name-invalid", name, f"'{name}' can't be published: its name {wrong}.")
                continue
            is_link = entry.is_symlink()
            if is_link and not self._stays_inside(path):
                continue
            try:
                status = entry.stat()
            except OSError as error:
                if is_link:
                    wrong, advice = "is a link to a file that isn't there", "Correct the link, or remove it."
                else:
                    wrong, advice = f"can't be read: {error.strerror}", ""
                self._report("file-unreadable", path, f"'{path}' {wrong}.", advice)
                continue
            if entry.is_file():
                found.append(_stamp(path, status))
            elif entry.is_dir():
                self._enter(entry, status, path, found)
            else:
                message = f"'{path}' can't be read: it is not a regular file."
                self._report("file-unreadable", path, message, "Move it out of the content folder.")

    def _enter(self, entry: Entry, status: os.stat_result, path: str, found: list[FileStamp]) -> None:
        key = (status.st_dev, status.st_ino)
        # A link to a parent folder would never end.
        if entry.is_symlink() and key in self._entered:
            return
        self._entered.add(key)
        if path.count("/") > DEEPEST:
            message = f"'{path[:80]}…' is not read: it is more than {DEEPEST} folders deep."
            self._report("file-unreadable", path, message, "Move it to a folder further up.")
            return
        if self._names.is_page(entry.name):
            self._report("file-is-folder", path, f"'{path}' is a folder, but has the name of a page.")
        self._collect(path, entry.path, found)

    def _stays_inside(self, path: str) -> bool:
        if is_inside(os.path.realpath(self.project / path), self.roots):
            return True
        if all(known.path != path for known in self.diagnostics):
            self.diagnostics.append(leaves_project(path))
        return False

    def _report(self, code: str, path: str, message: str, help: str = "") -> None:
        self.diagnostics.append(diagnostic_at(code, in_file(path), message, subject=path, help=help))


def discover(project: Path, layout: ContentLayout, listing: Listing | None = None) -> Outcome[FileTree]:
    """List the project's pages, menus, partials and images; ``listing`` knows folders that were listed before.

    A project without its content folder, or without any page, gives a diagnostic and an empty tree.
    """
    walk = _Walk(project, listing or Listing(), layout.shared, layout.names)
    images = _images(walk, layout.images, "/images")
    static = _images(walk, layout.static, "")
    content = layout.content
    if not os.path.isdir(project / content):
        return Outcome(FileTree(images=images, content=content, static=static), (_no_folder(content),))
    parts = _parts(project / content, layout)
    versions = [part.name for part in parts] if len(parts) > 1 or parts[0].name else []
    image_folders = tuple(f"{folder}/" for folder in (*layout.images, *layout.static))
    partials_folder, names = layout.partials_folder, layout.names
    partials = _partials(walk, partials_folder)
    pages: dict[str, tuple[FileStamp, ...]] = {}
    menus: dict[str, FileStamp] = {}
    folder_menus: dict[str, Mapping[str, FileStamp]] = {}
    files: dict[tuple[str, str], FileStamp] = {}
    empty: set[str] = set()
    left_out: Counter[str] = Counter()
    for part in parts:
        version, base = part.name, f"{content}/{part.folder}" if part.folder else content
        # Pages are read even if an image folder contains them.
        others = (f"{content}/{folder}/" for folder in part.apart)
        skip = (f"{partials_folder}/", *others, *(f for f in image_folders if not f"{base}/".startswith(f)))
        stamps = [stamp for stamp in walk.files(base) if not stamp.path.startswith(skip)]
        found = version_files(base, stamps, names)
        if found.menu is not None:
            menus[version] = found.menu
        folder_menus[version] = found.folder_menus
        pages[version] = found.pages
        files.update(((version, path), stamp) for path, stamp in found.others.items())
        left_out.update(found.left_out)
        if not found.pages and (stamps or layout.versions is not None):
            empty.add(version)  # Version control leaves folders without files behind.
        walk.diagnostics += found.diagnostics
    if not any(pages.values()):
        walk.diagnostics.append(_no_pages(content))
    elif all(part.folder for part in parts):
        walk.diagnostics += _outside(walk, layout, parts)
        walk.diagnostics += (_empty_version(content, version) for version in versions if version in empty)
    tree = FileTree(
        versions=tuple(versions),
        parts=parts,
        pages=pages,
        menus=menus,
        folder_menus=folder_menus,
        partials=partials,
        images=images,
        files=files,
        content=content,
        shared=layout.shared,
        names=names,
        partials_folder=partials_folder,
        static=static,
        left_out=left_out,
    )
    return Outcome(tree, tuple(walk.diagnostics))


def _no_folder(content: str) -> Diagnostic:
    return diagnostic_at(
        "content-missing",
        in_file(content),
        f"There is no folder '{content}' in the project.",
        subject=content,
        help="Create it, or name the folder with your pages in handrail.yml: content: docs.",
    )


def _no_pages(content: str) -> Diagnostic:
    return diagnostic_at(
        "content-empty",
        in_file(content),
        f"There are no pages in '{content}'.",
        subject=content,
        help="Add a Markdown file with 'title' in its front matter, or start with 'handrail init'.",
    )


def version_folders(content: Path, named: Sequence[str] | None, languages: Sequence[str] = ()) -> list[str]:
    """The names of the version folders in a content folder and in those of languages, or those ``named``.

    They are sorted. Raises OSError.
    """
    if languages:
        own = (content, *(content / name for name in languages if (content / name).is_dir()))
        return list(dict.fromkeys(name for folder in own for name in version_folders(folder, named)))
    with os.scandir(content) as entries:
        folders = {entry.name for entry in entries if entry.is_dir()}
    if named is not None:
        return [name for name in named if name in folders]
    return sorted(name for name in folders if VERSION_FOLDER.match(name))


def _outside(walk: _Walk, layout: ContentLayout, parts: Sequence[SitePart]) -> Iterator[Diagnostic]:
    content = layout.content
    own = (f"{content}/{part.folder}" for part in parts)
    apart = (layout.partials_folder, *layout.images, *layout.static, *own)
    yield from outside_versions(content, (stamp.path for stamp in walk.outside(content, apart)))


def _parts(content: Path, layout: ContentLayout) -> tuple[SitePart, ...]:
    if not layout.languages.others:
        return parts_of(version_folders(content, layout.versions), layout.languages)
    found = language_parts(
        lambda folder: version_folders(content / folder, layout.versions),
        lambda folder: _folders(content / folder),
        layout.languages,
    )
    return found or parts_of((), layout.languages)


def _folders(folder: Path) -> tuple[str, ...]:
    if not folder.is_dir():
        return ()
    with os.scandir(folder) as entries:
        return tuple(sorted(entry.name for entry in entries if entry.is_dir()))


def _empty_version(content: str, version: str) -> Diagnostic:
    path = f"{content}/{version}"
    message = f"The version '{version}' has no pages, so it is left out."
    return diagnostic_at("version-empty", in_file(path), message, subject=path)


def _partials(walk: _Walk, folder: str) -> dict[str, FileStamp]:
    if not os.path.isdir(walk.project / folder):
        return {}
    return {composed(stamp.path[len(folder) :]): stamp for stamp in walk.files(folder)}


def _images(walk: _Walk, roots: Sequence[str], at: str) -> dict[str, FileStamp]:
    """The files below these folders, by the path at which they are served, below ``at``."""
    found: dict[str, FileStamp] = {}
    for root in roots:
        if os.path.isdir(walk.project / root):
            for stamp in walk.files(root):
                served = composed(at + stamp.path[len(root) :])
                first = found.setdefault(served, stamp)
                if first is not stamp and first.path.startswith(root + "/"):
                    walk.diagnostics.append(_same_name(first.path, stamp.path))
    return found


def _same_name(first: str, second: str) -> Diagnostic:
    message = f"The names '{first}' and this one differ only in the Unicode form of their letters."
    return diagnostic_at("output-collision", in_file(second), message, subject=second, help="Rename one of the two.")


def all_stamps(files: Iterable[Path], roots: Iterable[Path], listing: Listing) -> Iterator[FileStamp]:
    """These files, and every file below the roots, including hidden ones.

    A file that can't be read has a size of -1, and its error number instead of its time.
    """
    for file in files:
        try:
            yield _stamp(os.fspath(file), os.stat(file))
        except OSError as error:
            yield _unknown(os.fspath(file), error)
    entered: set[tuple[int, int]] = set()
    for root in roots:
        try:
            found: list[FileStamp] = []
            _all_below(found, (os.fspath(root), os.stat(root)), entered, listing)
            yield from found
        except OSError as error:
            yield _unknown(os.fspath(root), error)


def _all_below(
    found: list[FileStamp], place_of: tuple[str, os.stat_result], entered: set[tuple[int, int]], listing: Listing
) -> None:
    """Add every file below a folder; one that was entered before, through a link or as another root, is skipped."""
    folder, status = place_of
    place = (status.st_dev, status.st_ino)
    if place in entered or folder.count(os.sep) > MOST_SEPARATORS:
        return
    entered.add(place)
    try:
        entries = listing.entries(folder)
    except OSError as error:
        found.append(_unknown(folder, error))
        return
    for entry in entries:
        try:
            below = entry.stat()
        except OSError as error:
            found.append(_unknown(entry.path, error))
            continue
        if entry.is_dir():
            _all_below(found, (entry.path, below), entered, listing)
        else:
            found.append(_stamp(entry.path, below))


def _stamp(path: str, status: os.stat_result) -> FileStamp:
    return FileStamp(
        path=path, size=status.st_size, mtime_ns=status.st_mtime_ns, ctime_ns=status.st_ctime_ns, inode=status.st_ino
    )


def _unknown(path: str, error: OSError) -> FileStamp:
    return FileStamp(path=path, size=-1, mtime_ns=0, ctime_ns=0, inode=error.errno or 0)
