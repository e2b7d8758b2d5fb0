"""``handrail fmt``: tidy white space in Markdoc source, without changing any other character."""

from __future__ import annotations

import os
import re
import stat
import sys
import tempfile
from collections.abc import Iterable, Iterator
from difflib import unified_diff
from functools import partial
from pathlib import Path

import click
import msgspec

from builder.config import FILE, load_config
from builder.content.inside import is_inside
from builder.content.parse_arguments import parse_arguments
from builder.content.paths import PAGE_SUFFIXES
from builder.exit_codes import USAGE
from builder.markdoc.format.source import LineRange, SourceStyle, format_source
from builder.progress import counted_items
from builder.publish.manifest import MANIFEST
from builder.reporting.progress_line import ProgressLine
from builder.reporting.terminal import console, write_out

BOM = b"\xef\xbb\xbf"
SKIPPED_FOLDERS = frozenset({"node_modules"})
"""Folders that are not searched, in addition to published sites and names that begin with a dot."""

STANDARD_INPUT = Path("-")


class FormatRequest(msgspec.Struct, frozen=True):
    """How to format each source."""

    check: bool = False
    diff: bool = False
    within: LineRange | None = None
    """The lines that may change; ``None`` for all."""


WRITE = FormatRequest()

_LINE_RANGE = re.compile(r"([0-9]{1,9}):([0-9]{1,9})")


def line_range(context: click.Context, parameter: click.Parameter, value: str | None) -> LineRange | None:
    """The first and the last line number of ``A:B``, counted from 1."""
    match = _LINE_RANGE.fullmatch(value) if value is not None else None
    if value is not None and (match is None or not 0 < int(match[1]) <= int(match[2])):
        raise click.BadParameter(f"'{value}' is not a range of lines such as 10:25.")
    return (int(match[1]), int(match[2])) if match is not None else None


@click.command("fmt")
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(exists=True, path_type=Path, allow_dash=True))
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if any file would change.")
@click.option("--diff", is_flag=True, help="Write nothing; print the changes as a diff.")
@click.option("--lines", metavar="A:B", callback=line_range, help="Change these lines of one file only.")
def command(paths: tuple[Path, ...], check: bool, diff: bool, lines: LineRange | None) -> int:
    """Tidy the white space of Markdoc source: the files given, and all pages below the folders given.

    The path "-" reads from standard input and writes to standard output.
    """
    if lines is not None and (len(paths) != 1 or paths[0].is_dir()):
        raise click.UsageError("--lines needs exactly one file, or '-' for standard input.")
    if STANDARD_INPUT in paths and len(paths) > 1:
        raise click.UsageError("'-' can't be combined with other paths.")
    return run(paths or (Path(),), FormatRequest(check, diff, lines))


def run(paths: Iterable[Path], request: FormatRequest = WRITE) -> int:
    """Format files. Returns 2 if a file can't be read, 1 if one would change with ``check`` or ``diff``, else 0."""
    styles, files = Styles(), list(page_files(paths))
    with ProgressLine() as line:
        shown = counted_items(files, len(files), partial(line.report, "Formatting files"))
        return max((0, *(_formatted(path, styles, request) for path in shown)))


def _formatted(path: Path, styles: Styles, request: FormatRequest) -> int:
    style = styles.of(path)
    if style is None:
        return USAGE
    try:
        if _leaves_project(path):
            raise OSError("it is behind a symbolic link that leaves the project")
        is_input = path == STANDARD_INPUT
        return _format_standard_input(style, request) if is_input else _format_file(path, style, request)
    except (OSError, UnicodeDecodeError) as error:
        console().print(f"{path} can't be formatted: {error}", style="bold red")
        return USAGE


class Styles:
    """The style of each source, from the ``handrail.yml`` nearest to it."""

    def __init__(self) -> None:
        self._known: dict[Path | None, SourceStyle | None] = {}

    def of(self, path: Path) -> SourceStyle | None:
        """The style; ``None`` if the configuration is invalid, which is reported."""
        project = _project_of(path)
        if project not in self._known:
            self._known[project] = SourceStyle() if project is None else _style(project)
        return self._known[project]


def _leaves_project(path: Path) -> bool:
    """Whether a file is outside of a project that its name is in, behind a link to a folder.

    The folder behind the link may be a project of its own: its file is still outside of the one around it.
    """
    if path == STANDARD_INPUT:
        return False
    file = os.path.realpath(path)
    return not all(is_inside(file, (os.path.realpath(project),)) for project in _projects_around(path))


def _project_of(path: Path) -> Path | None:
    """The folder of the ``handrail.yml`` nearest to a file, by the file's name, wherever links lead."""
    return next(_projects_around(path), None)


def _projects_around(path: Path) -> Iterator[Path]:
    """All folders with a ``handrail.yml`` around a file, the nearest first."""
    folder = Path.cwd() if path == STANDARD_INPUT else path.absolute().parent
    return (each for each in (folder, *folder.parents) if (each / FILE).is_file())


def _style(project: Path) -> SourceStyle | None:
    config = load_config(project)
    for problem in config.diagnostics:
        place = f"{project / FILE}:{problem.line}:{problem.column}"
        console().print(f"{place}: {problem.message} Nothing is formatted.", style="bold red")
    return (
        None
        if config.diagnostics
        else SourceStyle(config.value.format.tag_width, parse_arguments(config.value.markdown))
    )


def _format_file(path: Path, style: SourceStyle, request: FormatRequest) -> int:
    text = _decoded(_read(path))
    after = format_source(text.content, style, request.within)
    if after == text.content:
        return 0
    if request.diff:
        write_out(_difference(str(path), text.content, after))
    if request.check or request.diff:
        console().print(f"{path} would be changed")
        return 1
    _write(path, _encoded(text, after))
    console().print(f"{path} formatted")
    return 0


def _format_standard_input(style: SourceStyle, request: FormatRequest) -> int:
    text = _decoded(sys.stdin.buffer.read())
    after = format_source(text.content, style, request.within)
    if request.diff:
        write_out(_difference("standard input", text.content, after))
    if request.check or request.diff:
        return int(after != text.content)
    sys.stdout.buffer.write(_encoded(text, after))
    return 0


def page_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The given files, and the pages below the given folders, each once. Linked folders are not entered."""
    seen: set[Path] = set()
    for path in paths:
        for file in _below(path) if path.is_dir() else (path,):
            if file not in seen:
                seen.add(file)
                yield file


def _below(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if _is_searched(Path(root, name)))
        for name in sorted(files):
            path = Path(root, name)
            if not name.endswith(PAGE_SUFFIXES):
                continue
            if path.is_symlink():
                console().print(f"{path} is a symbolic link and was not changed")
            elif path.is_file():
                yield path


def _is_searched(folder: Path) -> bool:
    name = folder.name
    return not (name.startswith(".") or name in SKIPPED_FOLDERS or (folder / MANIFEST).is_file())


class SourceBytes(msgspec.Struct, frozen=True):
    """A file's text and its encoding."""

    content: str
    """With ``\\n`` as line ends."""
    bom: bool
    newline: str


def _read(path: Path) -> bytes:
    """The bytes of a regular file. Links could point out of the project, and devices may have no end."""
    kind = path.lstat().st_mode
    if stat.S_ISLNK(kind):
        raise OSError("it is a symbolic link; format the file that it points to")
    if not stat.S_ISREG(kind):
        raise OSError("it is not a regular file")
    return path.read_bytes()


def _decoded(data: bytes) -> SourceBytes:
    raw = data.removeprefix(BOM).decode("utf-8")
    newline = "\r\n" if "\r\n" in raw else "\n"
    return SourceBytes(raw.replace("\r\n", "\n").replace("\r", "\n"), data.startswith(BOM), newline)


def _encoded(text: SourceBytes, content: str) -> bytes:
    return (BOM if text.bom else b"") + content.replace("\n", text.newline).encode("utf-8")


def _write(path: Path, data: bytes) -> None:
    """Replace a file in one step, and keep its permissions."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(name, stat.S_IMODE(path.stat().st_mode))
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise


def _difference(name: str, before: str, after: str) -> str:
    lines = unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), f"{name} (as it is)", f"{name} (formatted)"
    )
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
