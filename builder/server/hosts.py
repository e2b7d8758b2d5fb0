"""Decides which hosts a request may name. Pure.

A website that a reader visits could have its own name lead to this machine and then read the drafts here (DNS
rebinding), so names are refused unless they are this machine's or the author's choice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from ipaddress import ip_address
from urllib.parse import urlsplit

EVERYWHERE = ("0.0.0.0", "::", "")
"""Addresses to serve on that mean the whole network."""
OWN_NAMES = ("localhost", "127.0.0.1", "::1")

_NAME = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?\.?")


class AllowedHosts:
    """The hosts that requests may name."""

    def __init__(self, served: str, names: Iterable[str] = ()) -> None:
        """``served`` is the address to serve on, ``names`` are others that the author allows."""
        self._names = frozenset(map(_plain, (served, *OWN_NAMES, *names)))
        self._everywhere = served in EVERYWHERE

    def allow(self, host: str) -> bool:
        """Whether a ``Host`` header is allowed.

        If the whole network is served, any numeric address is allowed, because no name can imitate it.
        """
        try:
            name = _plain(urlsplit(f"//{host}").hostname or "")
        except ValueError:
            return False
        return bool(name) and (name in self._names or (self._everywhere and _is_address(name)))


def is_host_name(text: str) -> bool:
    """Whether a text is the name or the address of a host, without a port."""
    return bool(_NAME.fullmatch(text)) or _is_address(text.strip("[]"))


def _plain(name: str) -> str:
    """In small letters; the dot at the end of a complete name means nothing here."""
    return name.strip("[]").lower().removesuffix(".")


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
