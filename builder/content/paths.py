"""Paths as text: joined and normalised without asking any file system, never out of their root."""

from __future__ import annotations

PAGE_SUFFIXES = (".md", ".mdoc", ".markdoc")
"""What ends the name of a page's file."""


def without_page_suffix(path: str) -> str:
    """``security/azure.md`` → ``security/azure``; any other name unchanged."""
    for suffix in PAGE_SUFFIXES:
        if path.endswith(suffix):
            return path[: -len(suffix)]
    return path


def normalise(path: str) -> str | None:
    """``a/./b/../c`` → ``a/c``, without slashes at the ends; ``None`` if it climbs out of its root."""
    parts: list[str] = []
    for part in path.split("/"):
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
    """``path`` seen from ``folder``, normalised; ``None`` if it climbs out of the root."""
    return normalise(f"{folder}/{path}")


def parent(path: str) -> str:
    """The folder of ``path``: ``a/b.md`` → ``a``; empty for one at the root."""
    return path.rpartition("/")[0]
