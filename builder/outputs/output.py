"""A file of the site, declared before it is rendered: a record of all its values, and a function of that record.

The digest of the record is the output's key. The key can't lack an input, because the function sees nothing but the
record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, Generic, Literal, TypeVar

import msgspec

from builder.digests import bytes_digest

T = TypeVar("T")
R = TypeVar("R", bound=msgspec.Struct)

_INPUTS = msgspec.msgpack.Decoder(dict[str, str])


class Known(Generic[T]):
    """A value in a record that is represented by its digest: it is large, shared by many records, or loaded on use."""

    __slots__ = ("digest", "get")

    def __init__(self, digest: str, get: Callable[[], T]) -> None:
        """``get`` returns the value with that digest."""
        self.digest = digest
        self.get = get

    @property
    def value(self) -> T:
        """The value itself."""
        return self.get()


def known(value: T, *parts: object) -> Known[T]:
    """A value with the digest of the parts that it was made from, or of itself without parts."""
    return Known(digest_of(*(parts or (value,))), lambda: value)


class CopyOf(msgspec.Struct, frozen=True):
    """A file to copy."""

    path: str
    """Relative to the project."""
    shared: tuple[str, ...] = ()
    """Real paths of folders outside the project that may contain it."""


class Pieces(msgspec.Struct, frozen=True):
    """A file that is rendered piece by piece, because it is as long as all pages of a version."""

    each: Callable[[], Iterator[Known[bytes]]]
    """A build takes pieces with digests of the last build from its file."""

    def __call__(self) -> bytes:
        """The whole content."""
        return b"".join(piece.value for piece in self.each())


class Later(msgspec.Struct, frozen=True):
    """A file that the last build made: its output is declared only if the file has to be made again."""

    get: Callable[[], Output]


class ArchiveOf(msgspec.Struct, frozen=True):
    """A ZIP file of other files of the site, which are made before it."""

    folder: str
    """The folder in the archive that holds them."""
    paths: tuple[str, ...]
    """In their order in the archive."""


class Output(msgspec.Struct, frozen=True):
    """One file of the site. Make it with the functions below, because a key written by hand may lack an input."""

    path: str
    """Relative to the output folder, with ``/``."""
    key: str
    """A digest of all inputs: equal keys mean equal bytes."""
    make: Callable[[], bytes] | Pieces | CopyOf | ArchiveOf | Later
    inputs: bytes = b""
    """For a page: parts of its record by name, read by :func:`inputs_in`."""


class Recipe(msgspec.Struct, frozen=True):
    """Makes outputs for one version of the program."""

    program: str
    """A digest of the program's code, which is part of every key."""

    def output(
        self,
        path: str,
        record: Callable[[], R],
        render: Callable[[R], bytes],
        inputs: Callable[[R], Mapping[str, str]] | None = None,
    ) -> Output:
        """The file that ``render``, a module-level function, makes from the record.

        The record is built twice, for the key and for the file, and not kept, because thousands of pages have one each.
        """
        made = record()
        named = encoded_inputs(inputs(made)) if inputs is not None else b""
        return Output(path, self._key(render, made), partial(_rendered, record, render), named)

    def in_pieces(self, path: str, record: R, render: Callable[[R], Iterator[Known[bytes]]]) -> Output:
        """The file that ``render`` makes from the record, piece by piece."""
        made = partial(_pieces, record, render, digest_of(self.program, render.__module__, render.__qualname__))
        return Output(path, self._key(render, record), Pieces(made))

    def derived(self, output: Output, path: str, record: R, render: Callable[[bytes, R], bytes]) -> Output:
        """The file that ``render``, a module-level function, makes from the bytes of another and the record."""
        key = digest_of(self.program, render.__module__, render.__qualname__, output.key, record)
        return Output(path, key, partial(_derived, output, record, render), output.inputs)

    def _key(self, render: Callable[[R], object], record: R) -> str:
        return digest_of(self.program, render.__module__, render.__qualname__, record)


def data_output(path: str, data: bytes) -> Output:
    """A file whose bytes are already known; they are its record."""
    return Output(path, bytes_digest(data), partial(bytes, data))


def copied_output(path: str, source: str, digest: str, shared: tuple[str, ...] = ()) -> Output:
    """A copy of a file of the project with that digest."""
    return Output(path, digest, CopyOf(source, shared))


def scaled_output(path: str, key: str, scale: Callable[[], bytes]) -> Output:
    """A smaller copy of an image; ``key`` is a digest of the file and of all that its bytes depend on."""
    return Output(path, key, scale)


def archive_output(path: str, folder: str, members: Iterable[Output]) -> Output:
    """An archive of other files, in the order of their paths."""
    listed = sorted((output.path, output.key) for output in members)
    return Output(path, digest_of(folder, listed), ArchiveOf(folder, tuple(member for member, _ in listed)))


def is_rendered(output: Output) -> bool:
    """Whether a function renders the whole file: it is not a copy or an archive, and not made piece by piece."""
    return not isinstance(output.make, CopyOf | Pieces | ArchiveOf | Later)


def data_of(output: Output) -> bytes:
    """The bytes of a file that is rendered."""
    if isinstance(output.make, CopyOf | ArchiveOf | Later):
        raise TypeError(f"{output.path} is not rendered")
    return output.make()


def _derived(output: Output, record: R, render: Callable[[bytes, R], bytes]) -> bytes:
    return render(data_of(output), record)


def _rendered(record: Callable[[], R], render: Callable[[R], bytes]) -> bytes:
    return render(record())


def _pieces(record: R, render: Callable[[R], Iterator[Known[bytes]]], maker: str) -> Iterator[Known[bytes]]:
    """The pieces, with digests that include what makes them."""
    for piece in render(record):
        yield Known(digest_of(maker, piece.digest), piece.get)


def indented_json(data: object, order: Literal["sorted"] | None = None) -> bytes:
    """The same as ``json.dumps(data, indent=2, ensure_ascii=False)`` with a line end, several times as fast."""
    return msgspec.json.format(msgspec.json.encode(data, order=order), indent=2) + b"\n"


def digest_of(*parts: object) -> str:
    """A digest of texts and records that includes their boundaries."""
    return bytes_digest(_ENCODE(parts))


def _stand_in(value: Any) -> object:
    """The form of a value without a plain form in a digest."""
    if isinstance(value, Known):
        return value.digest
    if isinstance(value, str):
        return str.__str__(value)
    raise NotImplementedError(f"{type(value).__name__} can't be part of an output's record")


_ENCODE = msgspec.msgpack.Encoder(enc_hook=_stand_in).encode


def inputs_in(encoded: bytes) -> Mapping[str, str]:
    """Parts of a page's record by name; kept as bytes, because they are rarely used."""
    try:
        return _INPUTS.decode(encoded) if encoded else {}
    except (msgspec.MsgspecError, ValueError):
        return {}  # They come from the cache, and may be damaged.


def encoded_inputs(inputs: Mapping[str, str]) -> bytes:
    """The inverse of :func:`inputs_in`."""
    return _ENCODE(inputs)
