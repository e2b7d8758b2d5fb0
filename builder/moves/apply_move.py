"""Output: carries out a plan of a move, all of it or nothing."""

from __future__ import annotations

import os
from pathlib import Path

from builder.content.source import read_whole
from builder.errors import FileAccessError
from builder.moves.plan import MovePlan
from builder.project.write_file import write_text


def text_if_there(project: Path, path: str) -> str | None:
    """A file's text with its line ends as they are; ``None`` if it isn't there or is not UTF-8."""
    try:
        return read_whole(project, path).decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def apply_move(project: Path, plan: MovePlan) -> None:
    """Rename and write the files. Raises FileAccessError, with everything as it was, if one can't be changed."""
    renamed: list[tuple[str, str]] = []
    written: list[tuple[str, str]] = []
    try:
        for old, new in plan.renames.items():
            _rename(project, old, new)
            renamed.append((old, new))
        for path, (before, after) in plan.texts.items():
            place = plan.renames.get(path, path)
            write_text(project, place, after)
            written.append((place, before))
    except BaseException:
        for place, before in reversed(written):
            write_text(project, place, before)
        for old, new in reversed(renamed):
            _rename(project, new, old)
        raise


def _rename(project: Path, old: str, new: str) -> None:
    source, target = project / old, project / new
    if target.exists() and not target.samefile(source):
        raise FileAccessError(f"'{new}' already exists; nothing was moved.")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if project.resolve() not in target.parent.resolve().parents:
            raise FileAccessError(f"'{new}' is outside the project; nothing was moved.")
        os.rename(source, target)
        _remove_empty(project, source.parent)
    except OSError as error:
        raise FileAccessError(f"'{old}' can't be moved to '{new}': {error.strerror}.") from None


def _remove_empty(project: Path, folder: Path) -> None:
    """Remove a folder that holds nothing any more, and those above it."""
    while folder != project and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
