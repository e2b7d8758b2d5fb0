"""The project's ``translations.lock.json``: the sections of its original that each translation was made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from builder.content.source import read_source_if_there
from builder.diagnostics.outcome import Outcome
from builder.diagnostics.place import diagnostic_at, in_file

LOCK_FILE = "translations.lock.json"
LOCK_VERSION = 1


class _LockFile(msgspec.Struct, frozen=True):
    version: int
    pages: dict[str, dict[str, str]]
    """The digests of the sections of each original, by path of the translation and anchor."""


TranslationLock = Mapping[str, Mapping[str, str]]


def read_translation_lock(project: Path, shared: Sequence[str] = ()) -> Outcome[TranslationLock]:
    """The lock file of a project; empty, with a diagnostic, if it can't be used."""
    read = read_source_if_there(project, LOCK_FILE, shared)
    if read.value is None:
        return Outcome({}, read.diagnostics)
    try:
        found = msgspec.json.decode(read.value.text, type=_LockFile)
    except msgspec.MsgspecError as error:
        message = f"'{LOCK_FILE}' can't be used: {error}."
        return Outcome({}, (diagnostic_at("translation-lock-invalid", in_file(LOCK_FILE), message, LOCK_FILE),))
    return Outcome(found.pages)
