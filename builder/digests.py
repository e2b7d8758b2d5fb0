"""Digests: names for contents. Times and file names never decide; contents do."""

from __future__ import annotations

import hashlib

SIZE = 16
"""In bytes: 128 bits, so that two contents with one digest are not to be expected."""


def digest(*parts: str | bytes) -> str:
    """One digest for several parts, in hexadecimal; the parts' borders count."""
    state = hashlib.blake2b(digest_size=SIZE)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        state.update(len(data).to_bytes(8, "big"))
        state.update(data)
    return state.hexdigest()

