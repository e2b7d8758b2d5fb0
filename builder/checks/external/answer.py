"""The answer of another site, as data."""

from __future__ import annotations

from typing import Literal

import msgspec

Failure = Literal["", "name", "tls", "timeout", "connection", "private", "loop"]
"""Why there is no HTTP status: unknown host, bad certificate, timeout, failed connection, private address, endless
redirects.
"""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """The final answer of a site for one URL."""

    status: int = 0
    """The HTTP status; 0 without one."""
    failure: Failure = ""
    detail: str = ""
    """Details of a failure, in the words of the HTTP library."""
    moved_to: str = ""
    """The URL to which it permanently redirects; empty if it does not redirect, or only temporarily."""
    sent_to: str = ""
    """The final URL, if any redirect on the way is temporary; empty otherwise."""
    anchors: frozenset[str] | None = None
    """The ids and names of an HTML page; ``None`` if they were not needed, or the page is not HTML."""

    @property
    def is_success(self) -> bool:
        """Whether the page exists."""
        return 200 <= self.status < 300


class Asking(msgspec.Struct, frozen=True, kw_only=True):
    """Settings for sending requests."""

    timeout: float = 20.0
    """Seconds for one request, its body included."""
    retries: int = 2
    """How often a failed request is repeated."""
    per_host: int = 2
    """Number of simultaneous requests to one host."""
    private: bool = False
    """Whether addresses in the own network are requested."""
    program: str = "Handrail"
    """The User-Agent header."""
