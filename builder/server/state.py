"""The state of a session for open pages, and its events for the terminal."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from builder.diagnostics.diagnostic import Diagnostic
from builder.server.impact import NOTHING, Impact


class State(msgspec.Struct, frozen=True, kw_only=True):
    """The site as it is now."""

    session: str = ""
    """Tells one run of the server from the next."""
    number: int = 0
    """Of the state; each is newer than those before it."""
    site: int = 0
    """Of the state in which a file of the site last changed."""
    pages: int = 0
    waiting: int = 0
    """Pages that still have to be composed; what is wrong in them is not known yet."""
    diagnostics: tuple[Diagnostic, ...] = ()
    impact: Impact = NOTHING
    """What the last edit touched."""
    milliseconds: int = 0
    """From the last edit to its page."""
    failure: str = ""
    """Why the site stands as it was before the last edit."""
    urls: tuple[tuple[str, str], ...] = ()
    """Of the pages that diagnostics are about: path of the file, address."""


class UnusableProjectError(Exception):
    """The project can't be looked at as it is; the last site stays."""

    def __init__(self, message: str, diagnostics: tuple[Diagnostic, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.diagnostics = diagnostics


class SessionEvent(msgspec.Struct, frozen=True, kw_only=True):
    """An event of a session: how it followed a change."""

    changed: tuple[str, ...]
    """The files, sorted; none at the start."""
    fresh: Mapping[str, str]
    """By address, why the page was composed anew."""
    state: State
    shown: float
    """Seconds until the site had changed."""
    settled: float
    """Seconds until all was composed and checked; 0 if it is not yet."""
    whole: bool
    """Whether the project was looked at as a whole."""
