"""The part of a file that a request asks for: RFC 9110, section 14. Pure.

One range is answered. Several in one request are answered with the whole file, which the RFC allows; browsers ask for
one at a time when they seek in a video.
"""

from __future__ import annotations

import re

_ONE_RANGE = re.compile(r"bytes[ \t]*=[ \t]*(\d*)-(\d*)[ \t]*", re.ASCII | re.IGNORECASE)
_MOST_DIGITS = 18


class UnsatisfiableRangeError(ValueError):
    """The range begins behind the file's end."""


def wanted_range(header: str, size: int) -> tuple[int, int] | None:
    """First byte and one past the last; ``None`` for the whole file.

    A header that is not valid, of another unit or with several ranges means the whole file. Raises
    UnsatisfiableRangeError.
    """
    found = _ONE_RANGE.fullmatch(header.strip())
    if found is None:
        return None
    first, last = (_number(digits, size) for digits in found.groups())
    if not found[1] and not found[2]:
        return None
    if not found[1]:
        if not last or not size:
            raise UnsatisfiableRangeError
        return max(0, size - last), size
    if found[2] and last < first:
        return None
    if first >= size:
        raise UnsatisfiableRangeError
    return first, min(last + 1, size) if found[2] else size


def _number(digits: str, size: int) -> int:
    """A number of the header; one with too many digits is behind any file's end."""
    return int(digits or "0") if len(digits) <= _MOST_DIGITS else size


def is_same_file(if_range: str | None, etag: str) -> bool:
    """Whether a range may be answered: the client's earlier part, if it names one, is of the same file."""
    return if_range is None or (bool(etag) and if_range.strip() == etag)
