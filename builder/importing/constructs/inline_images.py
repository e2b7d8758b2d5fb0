"""Images that are written into a page, ``data:image/png;base64,…``."""

from __future__ import annotations

import base64
import binascii
import re

from builder.digests import bytes_digest

_DATA = re.compile(r"data:image/(png|jpe?g|gif|webp);base64,([A-Za-z0-9+/=%\s]+)\Z")
LARGEST = 4_000_000


def inline_image(address: str) -> tuple[str, bytes] | None:
    """A name made of the content, and the content; ``None`` if the address holds no image that can be kept."""
    found = _DATA.match(address) if len(address) < LARGEST else None
    if found is None:
        return None
    try:
        data = base64.b64decode("".join(found[2].split()), validate=True)
    except (binascii.Error, ValueError):
        return None
    suffix = "jpg" if found[1].startswith("jp") else found[1]
    return f"inline/{bytes_digest(data, 8)}.{suffix}", data
