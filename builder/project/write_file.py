"""Output: writes a file of the project completely or not at all, and never outside the project."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from builder.errors import FileAccessError


def write_text(project: Path, path: str, text: str) -> None:
    """Write ``text`` to ``path``, relative to the project, with its line ends unchanged.

    A link is followed if it stays in the project. Raises FileAccessError if it points out of it, or the file can't be
    written.
    """
    target = (project / path).resolve()
    if project.resolve() not in target.parents:
        raise FileAccessError(f"'{path}' is outside the project and was not written.")
    try:
        mode = target.stat().st_mode if target.exists() else None
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.write(text)
            os.chmod(name, mode & 0o7777 if mode is not None else 0o644)
            os.replace(name, target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise FileAccessError(f"'{path}' can't be written: {error.strerror}.") from None
