"""The ledger of URLs, as a file of the project."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from builder.checks.ledger import ledger_text, published_urls, urls_of
from builder.config import ProjectConfig
from builder.content.source import read_whole
from builder.errors import FileAccessError
from builder.project.write_file import write_text
from builder.regular_file import is_there
from builder.structure.site import Site


def ledger_of(project: Path, config: ProjectConfig) -> str:
    """The project's ledger; empty where it has none. Raises FileAccessError if it can't be read."""
    try:
        return read_whole(project, config.ledger).decode("utf-8")
    except FileNotFoundError as error:
        if is_there(project / config.ledger):
            raise FileAccessError(f"The ledger '{config.ledger}' can't be read: {error.strerror}.") from None
        return ""
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise FileAccessError(f"The ledger '{config.ledger}' can't be read: {reason}.") from None


def update_ledger(project: Path, config: ProjectConfig, sites: Iterable[Site]) -> None:
    """Add every URL of the sites to the ledger; none is removed. Raises FileAccessError if it can't be written."""
    known = ledger_of(project, config)
    urls = {*urls_of(known), *(url for site in sites for url in published_urls(site))}
    text = ledger_text(urls)
    if text != known:
        write_text(project, config.ledger, text)
