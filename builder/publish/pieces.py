"""Writes a file that is made in pieces; those that the last build made too are copied from its file."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from builder.digests import running_digest
from builder.outputs.output import Known
from builder.publish.manifest import Published

_ID = 12
"""The number of bytes of a piece's digest that identify it."""
_LENGTH = 8
_AT_ONCE = 1 << 20


class EarlierFile(msgspec.Struct, frozen=True):
    """A file that the last build made in pieces."""

    place: str
    known: Published


def write_pieces(place: str, pieces: Iterable[Known[bytes]], earlier: EarlierFile | None) -> tuple[str, bytes]:
    """Write the file; returns the digest of its bytes, and the pieces' digests and lengths for the next build."""
    state, index = running_digest(), bytearray()
    with open(place, "wb") as file, _opened(earlier) as source:
        spans = _spans(source, earlier) if source is not None and earlier is not None else {}
        for piece in pieces:
            name = bytes.fromhex(piece.digest)[:_ID]
            data = _copied(source, spans.get(name))
            if data is None:
                data = piece.value
            file.write(data)
            state.update(data)
            index += name + len(data).to_bytes(_LENGTH, "big")
    return state.hexdigest(), bytes(index)


@contextlib.contextmanager
def _opened(earlier: EarlierFile | None) -> Iterator[io.BufferedReader | None]:
    """The earlier file; ``None`` if there is none."""
    with contextlib.ExitStack() as stack:
        source = None
        if earlier is not None and earlier.known.pieces:
            with contextlib.suppress(OSError):
                source = stack.enter_context(open(earlier.place, "rb"))
        yield source


def _spans(source: io.BufferedReader, earlier: EarlierFile) -> Mapping[bytes, tuple[int, int]]:
    """Start and length of each piece in the earlier file, by name; none if its bytes are not those that were made."""
    state = running_digest()
    while data := source.read(_AT_ONCE):
        state.update(data)
    if state.hexdigest() != earlier.known.digest:
        return {}
    spans: dict[bytes, tuple[int, int]] = {}
    index, start = earlier.known.pieces, 0
    for at in range(0, len(index) - _ID - _LENGTH + 1, _ID + _LENGTH):
        length = int.from_bytes(index[at + _ID : at + _ID + _LENGTH], "big")
        spans[index[at : at + _ID]] = (start, length)
        start += length
    # The pieces of another file can't be distinguished.
    return spans if start == earlier.known.size else {}


def _copied(source: io.BufferedReader | None, span: tuple[int, int] | None) -> bytes | None:
    if source is None or span is None:
        return None
    source.seek(span[0])
    data = source.read(span[1])
    return data if len(data) == span[1] else None
