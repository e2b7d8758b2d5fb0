"""``handrail fmt``: Markdoc source in its canonical form, without changing what it renders to."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from difflib import unified_diff
from pathlib import Path

import click
import msgspec

from builder import markdoc
from builder.reporting.report import USAGE
from builder.reporting.terminal import console

BOM = b"\xef\xbb\xbf"
SKIPPED_FOLDERS = frozenset({"node_modules", "site"})
"""Not looked into, nor any whose name begins with a dot."""

OPTIONS = markdoc.FormatOptions(increment=True)
"""Ordered lists keep the numbers that their readers see."""


@click.command("fmt")
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if a file is not in canonical form.")
@click.option("--diff", is_flag=True, help="Write nothing; print what would change.")
def command(paths: tuple[Path, ...], check: bool, diff: bool) -> int:
    """Write Markdoc source in its canonical form: the files given, and all *.md below the folders given."""
    return run(paths or (Path(),), check=check, diff=diff)


def run(paths: Iterable[Path], *, check: bool = False, diff: bool = False) -> int:
    """Format files. Gives 2 if one can't be read; with ``check`` or ``diff`` 1 if one would change; else 0."""
    code = 0
    changed = 0
    for path in markdown_files(paths):
        try:
            text = _read(path)
            after = formatted(text.content)
            if after == text.content:
                continue
            changed += 1
            if diff:
                click.echo(_difference(path, text.content, after), nl=False)
            if check or diff:
                console().print(f"{path} is not in canonical form")
            else:
                _write(path, text, after)
                console().print(f"{path} formatted")
        except (OSError, UnicodeDecodeError) as error:
            console().print(f"{path} can't be formatted: {error}", style="bold red")
            code = USAGE
    return code or int(bool(changed) and (check or diff))


def formatted(content: str) -> str:
    """The canonical form of a source; front matter stays as it is, byte for byte."""
    return markdoc.format(markdoc.parse(content), OPTIONS)


def markdown_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files given, and the ``*.md`` below the folders given, each once; linked folders are not entered."""
    seen: set[Path] = set()
    for path in paths:
        for file in _below(path) if path.is_dir() else (path,):
            if file not in seen:
                seen.add(file)
                yield file


def _below(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in SKIPPED_FOLDERS)
        yield from (Path(root, name) for name in sorted(files) if name.endswith(".md"))


class _Text(msgspec.Struct, frozen=True):
    """A file's text, and how its bytes are made."""

    content: str
    """With ``\\n`` at the ends of its lines."""
    bom: bool
    newline: str


def _read(path: Path) -> _Text:
    data = path.read_bytes()
    bom = data.startswith(BOM)
    raw = data.removeprefix(BOM).decode("utf-8")
    newline = "\r\n" if "\r\n" in raw else "\n"
    return _Text(raw.replace("\r\n", "\n").replace("\r", "\n"), bom, newline)


def _write(path: Path, text: _Text, content: str) -> None:
    """Replace a file at one stroke, its permissions kept. A link stays one: what it leads to is replaced."""
    target = path.resolve()
    data = (BOM if text.bom else b"") + content.replace("\n", text.newline).encode("utf-8")
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(name, target.stat().st_mode)
        os.replace(name, target)
    except BaseException:
        os.unlink(name)
        raise


def _difference(path: Path, before: str, after: str) -> str:
    lines = unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), f"{path} (as it is)", f"{path} (formatted)"
    )
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
