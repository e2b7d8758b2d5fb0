"""Digests: names for contents. Times and file names never decide; contents do."""

from __future__ import annotations

import hashlib

import msgspec

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


def digest_record(record: object) -> str:
    """The digest of a record of plain data (dataclasses, mappings with sorted keys, tuples, texts)."""
    return digest(msgspec.json.encode(record, order="deterministic"))
