"""Decodes bytes from the cache without trusting them: anything but the expected value is a miss."""

from __future__ import annotations

from typing import Protocol, TypeVar

import msgspec

V_co = TypeVar("V_co", covariant=True)

DAMAGED = (msgspec.MsgspecError, RecursionError, ValueError, OverflowError)
"""Exceptions of decoding: bytes of another shape, text that is not UTF-8, values nested too deeply."""


class Decoder(Protocol[V_co]):
    """Decodes bytes into a value."""

    def decode(self, data: bytes, /) -> V_co: ...


def decoded(decoder: Decoder[V_co], data: bytes | None) -> V_co | None:
    """The value of the bytes; ``None`` if there are none, or they contain something else."""
    if data is None:
        return None
    try:
        return decoder.decode(data)
    except DAMAGED:
        return None
