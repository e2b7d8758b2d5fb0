"""Heading ids as other systems make them, so that existing links to anchors keep working."""

from __future__ import annotations

import re
import unicodedata

from builder.article.render.id_styles import github_id

__all__ = ["github_id", "plain_text", "python_id", "slugified", "valid_id"]

_PYTHON = re.compile(r"[^\w\s-]")
_BLANKS = re.compile(r"[-\s]+")
_MARKS = re.compile(
    r"!\[([^\]]*)\]\([^)]*\)|\[([^\]]*)\]\([^)]*\)|\[([^\]]*)\]\[[^\]]*\]|[*`]|\{%.*?%\}|<[^>]*>|(?<!\w)_|_(?!\w)"
)


def plain_text(markdown: str) -> str:
    """The words of a line of Markdown."""
    return _MARKS.sub(lambda found: found[1] or found[2] or found[3] or "", markdown).replace("\\", "").strip()


def python_id(text: str) -> str:
    """As Python-Markdown makes it."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return _BLANKS.sub("-", _PYTHON.sub("", ascii_text).strip().lower())


def slugified(text: str) -> str:
    """A name for a file or a folder."""
    return re.sub(r"[^\w.-]+", "-", text.strip().lower(), flags=re.ASCII).strip("-.") or "page"


def valid_id(text: str) -> str:
    """The text as an id that Markdoc allows: letters, digits, hyphens, a letter first."""
    clean = re.sub(r"[^\w-]", "-", text, flags=re.ASCII)
    return clean if clean[:1].isalpha() else f"id-{clean}"
