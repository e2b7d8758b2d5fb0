"""The baseline that the configuration names, as a file of the project."""

from __future__ import annotations

from pathlib import Path

from builder.config import ProjectConfig
from builder.content.source import read_whole
from builder.errors import FileAccessError


def baseline_of(project: Path, config: ProjectConfig) -> str | None:
    """The text of the project's baseline; ``None`` where it has none. Raises FileAccessError if it can't be read."""
    if not config.baseline:
        return None
    try:
        return read_whole(project, config.baseline).decode("utf-8")
    except FileNotFoundError:
        fix = "'handrail check --update-baseline' writes it"
        raise FileAccessError(f"There is no baseline '{config.baseline}'; {fix}.") from None
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise FileAccessError(f"The baseline '{config.baseline}' can't be read: {reason}.") from None
