"""Decides which addresses may be published, for every output.

A scheme is found as browsers find it (https://url.spec.whatwg.org/#concept-basic-url-parser): leading spaces and
control characters are skipped, tabs and line ends are removed, and letter case does not count.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from builder.caches import bounded_cache

NOWHERE = "#"
"""Published instead of an unsafe address."""

SAFE_SCHEMES = frozenset(
    ("http", "https", "mailto", "tel", "ftp", "ftps", "sms", "news", "irc", "ircs", "xmpp", "matrix", "geo")
)
"""Published by default; the project may add others."""

_RUN_CODE = ("javascript", "vbscript", "livescript", "mocha", "data", "blob", "filesystem", "about", "jar", "mhtml")
_REACH_INTO_THE_MACHINE = (
    *("file", "view-source", "chrome", "chrome-extension", "moz-extension", "resource", "res", "ms-its", "mk", "its"),
    *("search-ms", "ms-msdt", "ms-officecmd", "shell", "hcp", "content", "intent", "android-app", "wyciwyg"),
)

NEVER_SAFE = frozenset((*_RUN_CODE, *_REACH_INTO_THE_MACHINE))
"""Never published, not even if the project asks for them."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*(?=:)")
_BEFORE = "".join(map(chr, range(0x21)))
_REMOVED = re.compile(r"[\t\n\r]")


def scheme_of(address: str) -> str:
    """The scheme that a browser finds, in lower case; empty for an address in the site or ``//host``.

    >>> scheme_of(" java\\tscript:alert(1)"), scheme_of("/guide:1"), scheme_of("%6aavascript:x")
    ('javascript', '', '')
    """
    found = _SCHEME.match(_REMOVED.sub("", address.lstrip(_BEFORE)))
    return found[0].lower() if found is not None else ""


def is_publishable(address: str, schemes: Collection[str] = SAFE_SCHEMES) -> bool:
    """Whether the address has no scheme, or one of these."""
    if address.startswith(("https://", "http://")):
        return True
    scheme = scheme_of(address)
    return not scheme or (scheme in schemes and scheme not in NEVER_SAFE)


def publishable(address: str, schemes: Collection[str] = SAFE_SCHEMES) -> str:
    """The address, or ``#`` if it may not be published."""
    return address if is_publishable(address, schemes) else NOWHERE


@bounded_cache(1 << 17)
def is_in_site(address: str) -> bool:
    """Whether a path, as it is written into a page, stays in the site: ``//host`` and ``/\\host`` lead out of it."""
    plain = _REMOVED.sub("", address.lstrip(_BEFORE))
    return not scheme_of(plain) and not (plain[:1] in ("/", "\\") and plain[1:2] in ("/", "\\"))
