"""Digests: names for content. File names and times never decide whether something changed; content does.

This is the only module that computes them. Digests are published, in checklists and baselines among others, so none of
them may change.
"""

from __future__ import annotations

from hashlib import blake2b, sha256, sha384
from pathlib import PurePath
from typing import Protocol

SIZE = 16
"""Bytes of a digest: with 128 bits, two different contents with the same digest are not to be expected."""


class RunningDigest(Protocol):
    """A digest of data that comes in parts."""

    def update(self, data: bytes, /) -> None:
        """Add data."""

    def hexdigest(self) -> str:
        """The digest of all data so far."""


def bytes_digest(data: bytes, size: int = SIZE) -> str:
    """The digest of bytes: BLAKE2b, in hexadecimal."""
    return blake2b(data, digest_size=size).hexdigest()


def text_digest(text: str, size: int = SIZE) -> str:
    """The digest of a text, as UTF-8."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=size).hexdigest()


def digest(*parts: str | bytes) -> str:
    """One digest for several parts, in hexadecimal; the borders between the parts count."""
    state = blake2b(digest_size=SIZE)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        state.update(len(data).to_bytes(8, "big"))
        state.update(data)
    return state.hexdigest()


def running_digest() -> RunningDigest:
    """A digest of data that comes in parts, whose borders don't count."""
    return blake2b(digest_size=SIZE)


def integrity_digest(data: bytes) -> bytes:
    """The digest that browsers check before they use a file: SHA-384."""
    return sha384(data).digest()


def path_key(path: PurePath) -> str:
    """A path as part of a key of the cache, which is text: bytes of names that are not UTF-8 are escaped."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def lfs_digest() -> RunningDigest:
    """The digest by which git LFS names contents: SHA-256."""
    return sha256()
