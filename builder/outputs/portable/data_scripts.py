"""Puts the text of a file into a script, for pages that may not fetch it."""

from __future__ import annotations

import json

import msgspec


class NoRecord(msgspec.Struct, frozen=True):
    """A script depends on the file alone."""


def data_script(data: bytes, record: NoRecord) -> bytes:
    """A script that hands the file's text to the runtime."""
    return f"handrailPortable.file({json.dumps(data.decode(), ensure_ascii=False)});\n".encode()
