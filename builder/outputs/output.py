"""One file of the site, declared before it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import msgspec

_INPUTS = msgspec.msgpack.Decoder(dict[str, str])
_ENCODE = msgspec.msgpack.Encoder().encode


class CopyOf(msgspec.Struct, frozen=True):
    """A file to be copied as it is."""

    path: str
    """Relative to the project."""


class Pieces(msgspec.Struct, frozen=True):
    """A file that is made piece by piece, for it is as long as all pages of a version."""

    each: Callable[[], Iterator[bytes]]

    def __call__(self) -> bytes:
        """The whole of it."""
        return b"".join(self.each())


class Output(msgspec.Struct, frozen=True):
    """One file of the site."""

    path: str
    """Relative to the output folder, with ``/``."""
    key: str
    """A digest of everything that it is made from: equal keys, equal bytes."""
    make: Callable[[], bytes] | Pieces | CopyOf
    inputs: bytes = b""
    """For a page: what its key was made from, by name, as :func:`inputs_in` reads it."""


def inputs_in(encoded: bytes) -> Mapping[str, str]:
    """What the key of an output was made from, by name; few ask, so it is kept as bytes."""
    return _INPUTS.decode(encoded) if encoded else {}


def encoded_inputs(inputs: Mapping[str, str]) -> bytes:
    """The other way round."""
    return _ENCODE(inputs)
