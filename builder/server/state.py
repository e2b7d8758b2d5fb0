"""The state of a session for open pages, and its events for the terminal."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from builder.diagnostics.diagnostic import Diagnostic
from builder.server.impact import NOTHING, Impact


class State(msgspec.Struct, frozen=True, kw_only=True):
    """The state of the site at one moment."""

    session: str = ""
    """Distinguishes this run of the server from others."""
    number: int = 0
    """The number of the state; it grows with each state."""
    site: int = 0
    """The number of the state in which a file of the site last changed."""
    pages: int = 0
    waiting: int = 0
    """The number of pages that still have to be composed; their problems are not known yet."""
    diagnostics: tuple[Diagnostic, ...] = ()
    impact: Impact = NOTHING
    """The impact of the last edit."""
    milliseconds: int = 0
    """Seconds from the last edit until its page was updated."""
    failure: str = ""
    """The reason why the site is still the one before the last edit."""
    urls: tuple[tuple[str, str], ...] = ()
    """URLs of the pages with problems, by path of the file."""


class UnusableProjectError(Exception):
    """The project can't be loaded in its current state; the last site is kept."""

    def __init__(self, message: str, diagnostics: tuple[Diagnostic, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.diagnostics = diagnostics


class SessionEvent(msgspec.Struct, frozen=True, kw_only=True):
    """An event of a session: how it handled a change."""

    changed: tuple[str, ...]
    """The changed files, sorted; none at the start."""
    fresh: Mapping[str, str]
    """The reasons why each page was rebuilt, by URL."""
    state: State
    shown: float
    """Seconds until the site was updated."""
    settled: float
    """Seconds until everything was composed and checked; 0 if it is not yet."""
    whole: bool
    """Whether the whole project was loaded again."""
