"""Digests: names for content. File names and times never decide whether something changed; content does."""

from __future__ import annotations

from hashlib import blake2b

SIZE = 16
"""Bytes of a digest: with 128 bits, two different contents with the same digest are not to be expected."""


def bytes_digest(data: bytes) -> str:
    """The digest of bytes: BLAKE2b, 16 bytes, in hexadecimal."""
    return blake2b(data, digest_size=SIZE).hexdigest()


def digest(*parts: str | bytes) -> str:
    """One digest for several parts, in hexadecimal; the borders between the parts count."""
    state = blake2b(digest_size=SIZE)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        state.update(len(data).to_bytes(8, "big"))
        state.update(data)
    return state.hexdigest()
