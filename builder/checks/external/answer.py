"""The answer of another site, as data."""

from __future__ import annotations

from typing import Literal

import msgspec

Failure = Literal["", "name", "tls", "timeout", "connection", "private", "loop"]
"""Why there is no status: the host has no address, its certificate is bad, nothing came in time, the connection
failed, it is an address of the own network, it sends on and on."""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """The last word of a site on one URL."""

    status: int = 0
    """The HTTP status; 0 if there was none."""
    failure: Failure = ""
    detail: str = ""
    """Of a failure, in the words of the library."""
    moved_to: str = ""
    """Where the URL leads for good; empty if it leads nowhere else, or for a while only."""
    sent_to: str = ""
    """Where it leads in the end, if any step on the way is for a while; empty if none is."""
    anchors: frozenset[str] | None = None
    """The ids and names of an HTML page; ``None`` if it was not asked for, or is none."""

    @property
    def is_success(self) -> bool:
        """Whether the page is there."""
        return 200 <= self.status < 300


class Asking(msgspec.Struct, frozen=True, kw_only=True):
    """How to ask."""

    timeout: float = 20.0
    """Seconds for one request, its body included."""
    retries: int = 2
    """How often it is tried again."""
    per_host: int = 2
    """Requests to one host at a time."""
    private: bool = False
    """Whether addresses of the own network are asked."""
    program: str = "Handrail"
    """How it introduces itself."""
