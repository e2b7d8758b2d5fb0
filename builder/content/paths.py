"""Paths as text: joined, normalised and written as URLs, without access to a file system, never out of their root."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, unquote

PAGE_SUFFIXES = (".md", ".mdoc", ".markdoc")
"""Suffixes of the files of pages."""

_NOT_IN_PATH = re.compile(r"[\x00-\x20\x7f\"#%()\[\]<>?\\^`{|}]+")
"""Characters that are special or not allowed in a URL: https://url.spec.whatwg.org/#path-percent-encode-set"""
_ESCAPED_LETTERS = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")


def composed(name: str) -> str:
    """A name in Unicode's composed form (NFC): macOS may store the letter ``ö`` as ``o`` and a mark."""
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def url_path(path: str) -> str:
    """A path as the path of a URL: ``c#/50% off`` → ``c%23/50%25%20off``.

    Letters of other scripts stay readable, and are encoded when the URL is published.
    """
    return _NOT_IN_PATH.sub(lambda found: quote(found[0], safe=""), path)


def readable(url: str) -> str:
    """A URL for people: letters of other scripts unencoded; ``%20`` and other ASCII stay encoded."""
    return _ESCAPED_LETTERS.sub(_letters, url) if "%" in url else url


def _letters(found: re.Match[str]) -> str:
    text = unquote(found[0], errors="replace")
    return text if text.isprintable() and "\ufffd" not in text else found[0]


def normalise(path: str) -> str | None:
    """``a/./b/../c`` → ``a/c``, composed, without slashes at the ends; ``None`` if it leaves its root."""
    parts: list[str] = []
    for part in composed(path).split("/"):
        if part in ("", "."):
            continue
        if part == "..":
            if not parts:
                return None
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def join(folder: str, path: str) -> str | None:
    """``path`` relative to ``folder``, normalised; ``None`` if it leaves the root."""
    return normalise(f"{folder}/{path}")


def parent(path: str) -> str:
    """The folder of ``path``: ``a/b.md`` → ``a``; empty for one at the root."""
    return path.rpartition("/")[0]
