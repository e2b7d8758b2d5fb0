"""Stage 2, input/output: reads the text of a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from builder.content.inside import OutsideError, open_inside
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.outcome import Outcome
from builder.diagnostics.place import diagnostic_at, in_file
from builder.digests import text_digest
from builder.regular_file import is_there

BOM = "\ufeff"
NUL = "\0"


class Source(msgspec.Struct, frozen=True):
    """A text, as all later stages use it."""

    path: str
    """Relative to the project."""
    text: str
    """Without a byte order mark; every line ends in ``\\n``."""
    digest: str
    """Digest of the text, in hexadecimal."""


def read_whole(project: Path, path: str, shared: Sequence[str] = ()) -> bytes:
    """The bytes of a file of the project, or of a shared folder. Raises OSError."""
    with open_inside(project, path, shared) as file:
        return file.readall()


def read_source(project: Path, path: str, shared: Sequence[str] = ()) -> Outcome[Source | None]:
    """Read one text file; a file that can't be read or isn't UTF-8 gives ``None`` and a diagnostic."""
    try:
        data = read_whole(project, path, shared)
    except OutsideError:
        return Outcome(None, (leaves_project(path),))
    except OSError as error:
        message = f"'{path}' can't be read: {error.strerror}."
        return Outcome(None, (diagnostic_at("file-unreadable", in_file(path), message, subject=path),))
    return decode_source(path, data)


def read_source_if_there(project: Path, path: str, shared: Sequence[str] = ()) -> Outcome[Source | None]:
    """The same, but a missing file is not a problem."""
    return read_source(project, path, shared) if is_there(project / path) else Outcome(None)


def leaves_project(path: str) -> Diagnostic:
    """The diagnostic of a symbolic link that leads out of the project."""
    message = f"'{path}' is a symbolic link that leaves the project; it is not followed."
    hint = "Copy the file into the project, or name the folder that contains it: shared_folders in handrail.yml."
    return diagnostic_at("path-escapes-root", in_file(path), message, help=hint, subject=path)


def decode_source(path: str, data: bytes) -> Outcome[Source | None]:
    """The text of a file's bytes.

    A NUL character is refused: texts don't have one, and HTML can't contain one.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return Outcome(None, (_not_utf8(path, data, error),))
    if text.startswith(BOM):
        text = text[1:]
    if NUL in text:
        return Outcome(None, (_nul(path, text),))
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Outcome(Source(path, text, text_digest(text)))


def _nul(path: str, text: str) -> Diagnostic:
    before = text[: text.index(NUL)]
    line = before.count("\n") + 1
    column = len(before) - before.rfind("\n")
    message = "The file contains a NUL character (U+0000), so it is not a text file."
    hint = "Remove the character, or save the file as UTF-8 if it is UTF-16."
    return diagnostic_at("file-nul-character", in_file(path, line, column), message, subject=path, help=hint)


def _not_utf8(path: str, data: bytes, error: UnicodeDecodeError) -> Diagnostic:
    before = data[: error.start]
    line_start = before.rfind(b"\n") + 1
    return diagnostic_at(
        "file-not-utf8",
        in_file(path, before.count(b"\n") + 1, len(before[line_start:].decode("utf-8")) + 1),
        f"The file is not UTF-8: byte 0x{data[error.start]:02x} at offset {error.start} is invalid there.",
        subject=f"0x{data[error.start]:02x}",
        help="Save the file as UTF-8.",
    )
