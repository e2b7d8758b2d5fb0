"""Detects malformed URLs in links, and suggests a correction."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from builder.diagnostics.suggest import nearest

_WEB_WITHOUT_COLON = re.compile(r"(https?)(?:;?//|:/(?!/)|:(?=[\w.-]+\.\w))", re.IGNORECASE)
_DOUBLED = re.compile(r"https?://(?=https?:?//)", re.IGNORECASE)
_HOST_ALONE = re.compile(r"www\.[\w-]+\.\w", re.IGNORECASE)
_SCHEME = re.compile(r"([a-z]{2,10}):/{1,2}(?=[\w.-]+)", re.IGNORECASE)
_NO_HOST = re.compile(r"(?:https?:)?//(?:(?=[/?#]|\Z)|[^/?#]*\.\.)", re.IGNORECASE)
_HAS_HOST = re.compile(r"(?:https?:)?//[^/?#]*[\[\]:]", re.IGNORECASE)
"""A URL with a port, or an address in brackets: only these can be invalid in a way that breaks URL parsers."""
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+\Z")
_KNOWN = ("http", "https")


def proper_form(target: str) -> str | None:
    """The proper form of ``target``; empty if it is not known, ``None`` if the target is valid.

    >>> proper_form("http//example.com"), proper_form("mailto:"), proper_form("/guide")
    ('http://example.com', '', None)
    """
    if not target:
        return ""
    if target != target.strip():
        return target.strip()
    web = _web_form(target)
    if web is not None:
        return web
    if target.startswith("mailto:"):
        return None if "@" in target else ""
    if _MAIL.match(target):
        return f"mailto:{target}"
    if "\\" in target or "%5C" in target:
        return target.replace("\\", "/").replace("%5C", "/")
    return None


def has_good_host(url: str) -> bool:
    """Whether host and port of a URL can be read: those of ``http://[::1`` and ``http://host:port`` can't."""
    try:
        _ = urlsplit(url).port
    except ValueError:
        return False
    return True


def _web_form(target: str) -> str | None:
    doubled = _DOUBLED.match(target)
    if doubled is not None:
        inner = target[doubled.end() :]
        return proper_form(inner) or inner
    if _NO_HOST.match(target) or (_HAS_HOST.match(target) and not has_good_host(target)):
        return ""
    if target.startswith("://"):
        return f"https{target}"
    broken = _WEB_WITHOUT_COLON.match(target)
    if broken is not None:
        return f"{broken[1].lower()}://{target[broken.end() :].lstrip('/')}"
    if _HOST_ALONE.match(target):
        return f"https://{target}"
    scheme = _SCHEME.match(target)
    if scheme is not None and scheme[1].lower() not in _KNOWN and nearest(scheme[1], _KNOWN, 1, 0.75):
        return f"{'http' if scheme[1].lower() == 'htp' else 'https'}://{target[scheme.end() :]}"
    return None
