"""Output: writes the files of the new project. A repeated import replaces only files that an import wrote."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from builder.content.paths import normalise
from builder.digests import bytes_digest
from builder.importing.records import ImportedFile, ImportResult
from builder.importing.report import DATA, TEXT, report_data, report_text
from builder.importing.source_files import SourceFiles


class ImportTargetError(Exception):
    """The project can't be written; the message says why."""


class Written(msgspec.Struct, frozen=True):
    """The written files."""

    written: int
    removed: int


def obstacle_to(source: Path, target: Path) -> str:
    """The reason why the project can't be written to ``target``; empty if it can."""
    from_place, to_place = os.path.realpath(source), os.path.realpath(target)
    if to_place == from_place or to_place.startswith(from_place + os.sep):
        return f"'{target}' is inside '{source}'. An import never writes into its source: name a folder outside."
    if from_place.startswith(to_place + os.sep):
        return f"'{source}' is inside '{target}'. Name a folder that does not contain the source."
    if target.exists() and not target.is_dir():
        return f"'{target}' is not a folder."
    if target.is_dir() and any(target.iterdir()) and not (target / DATA).is_file():
        return f"'{target}' has files that no import wrote. Name a new or an empty folder."
    return ""


def write_project(result: ImportResult, files: SourceFiles, target: Path, *, force: bool) -> Written:
    """Write every file. Raises ImportTargetError for a file that was edited since the last import, and OSError."""
    contents = {file.path: _content(file, files) for file in result.files}
    for path in contents:
        if normalise(path) != path:
            raise ImportTargetError(f"'{path}' is not a path below the project.")
    contents[TEXT] = report_text(result).encode()
    digests = {path: _digest(content) for path, content in contents.items()}
    before = _before(target)
    changed = [] if force else _changed(target, before, digests)
    if changed:
        names = ", ".join(f"'{name}'" for name in changed[:5])
        raise ImportTargetError(f"{names} changed since the last import. Use --force to replace what was changed.")
    written = sum(_write(target, path, content) for path, content in contents.items())
    removed = sum(_remove(target, path) for path in before if path not in contents)
    _write(target, DATA, report_data(result, digests).encode())
    return Written(written, removed)


def _content(file: ImportedFile, files: SourceFiles) -> bytes:
    if file.copy_of:
        return files.place(file.copy_of).read_bytes()
    return file.data or file.text.encode("utf-8", "replace")


def _digest(content: bytes) -> str:
    return bytes_digest(content, 12)


def _before(target: Path) -> Mapping[str, str]:
    """The files that the last import wrote, with their digests."""
    try:
        data = msgspec.json.decode((target / DATA).read_bytes())
    except (OSError, msgspec.DecodeError):
        return {}
    found = data.get("files") if isinstance(data, dict) else None
    if not isinstance(found, dict):
        return {}
    return {path: digest for path, digest in found.items() if isinstance(digest, str) and normalise(path) == path}


def _changed(target: Path, before: Mapping[str, str], digests: Mapping[str, str]) -> list[str]:
    """Files that would be replaced or removed although they were edited since the last import."""
    found = []
    for path in sorted({*before, *digests}):
        place = target / path
        if not place.is_file():
            continue
        now = _digest(place.read_bytes())
        if now not in (before.get(path), digests.get(path)):
            found.append(path)
    return found


def _write(target: Path, path: str, content: bytes) -> int:
    place = target / path
    place.parent.mkdir(parents=True, exist_ok=True)
    if not os.path.realpath(place).startswith(os.path.realpath(target) + os.sep):
        raise ImportTargetError(f"'{path}' is a link that leaves the project.")
    if place.is_file() and place.read_bytes() == content:
        return 0
    place.write_bytes(content)
    return 1


def _remove(target: Path, path: str) -> int:
    place = target / path
    if not place.is_file():
        return 0
    place.unlink()
    return 1
