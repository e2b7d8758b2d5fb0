"""Forms of text values: dates, addresses, folders, patterns, language tags."""

from __future__ import annotations

import datetime
import re
from urllib.parse import urlsplit

_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[Tt ].*)?\Z")
_LANGUAGE = re.compile(r"(?:[A-Za-z]{2,3}|[ix](?=-))(?:-[A-Za-z0-9]{1,8})*\Z")
"""The first part has two or three letters, so that ``german`` does not match."""
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?\Z|\[[0-9A-Fa-f:.]+\]\Z")
_URL_CHARACTERS = re.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+\Z")
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_VARIABLE = re.compile(r"[A-Za-z_][\w-]*\Z", re.ASCII)


def is_date(text: str) -> bool:
    """Whether the text begins with a date that exists: ``2026-01-31``, ``2026-01-31T08:00:00Z``."""
    found = _DATE.match(text)
    if found is None:
        return False
    try:
        datetime.date.fromisoformat(found[1])
    except ValueError:
        return False
    return True


def is_language(text: str) -> bool:
    """Whether the text has the form of a BCP 47 tag: ``de``, ``pt-BR``."""
    return _LANGUAGE.match(text) is not None


def is_web_url(text: str) -> bool:
    """Whether the text is an ``http(s)`` URL with a host and without characters that need escaping."""
    if _URL_CHARACTERS.match(text) is None or _BAD_ESCAPE.search(text):
        return False
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018 - read, because a port that is not a number raises
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and _HOST.match(_host(parts.netloc)) is not None


def _host(netloc: str) -> str:
    host = netloc.rpartition("@")[2]
    return host[: host.index("]") + 1] if host.startswith("[") and "]" in host else host.partition(":")[0]


def is_site_url(text: str) -> bool:
    """Whether a site can be published at the URL: no query, no fragment, no user name; or empty."""
    if not text:
        return True
    if not is_web_url(text) or set("?#@") & set(text):
        return False
    host, *path = text.partition("://")[2].rstrip("/").split("/")
    return ".." not in path and "" not in path and ".." not in host


def is_folder(text: str) -> bool:
    """Whether the text is a path below the project."""
    clean = text.strip().strip("/")
    return bool(clean) and not text.startswith("/") and ".." not in clean.split("/") and "\0" not in text


def is_pattern(text: str) -> bool:
    """Whether the text is a regular expression."""
    try:
        re.compile(text)
    except (re.error, RecursionError, OverflowError):
        return False
    return True


def is_pattern_with_group(text: str) -> bool:
    """Whether the text is a regular expression with a group."""
    return is_pattern(text) and re.compile(text).groups > 0


def is_variable(text: str) -> bool:
    """Whether a page can write the name as ``{% $name %}``."""
    return _VARIABLE.match(text) is not None


def is_edition(text: str) -> bool:
    """Whether the text can name an edition."""
    return re.fullmatch(r"\w[\w-]{0,60}", text) is not None
