"""Fingerprints: ids of defects that stay the same while the text around them changes.

A fingerprint is made from the code, the subject, and the file's path without its version. So the same defect in two
versions has one fingerprint, and a line added above it changes none. The message is not part of it: its wording may
improve.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from builder.diagnostics.diagnostic import Diagnostic
from builder.digests import text_digest

_VERSION = re.compile(r"(?<=/)v\d[\w.+-]*(?=/)")
SIZE = 8
"""Bytes of a fingerprint."""


def fingerprinted(diagnostic: Diagnostic) -> Diagnostic:
    """The diagnostic with its fingerprint: 16 hexadecimal digits."""
    path = _VERSION.sub("*", diagnostic.path, count=1)
    subject = _VERSION.sub("*", f"/{diagnostic.subject}/")
    text = "\x00".join((diagnostic.code, path, subject))
    return replace(diagnostic, fingerprint=text_digest(text, SIZE))
