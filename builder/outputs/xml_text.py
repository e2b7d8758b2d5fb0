"""Text in XML: special characters escaped, and characters removed that no XML document may contain."""

from __future__ import annotations

import re
from html import escape

from builder.caches import bounded_cache


def xml_text(text: str) -> str:
    """Text between tags."""
    return escape(_not_xml().sub("", text), quote=False)


def xml_attribute(text: str) -> str:
    """The quoted value of an attribute."""
    return escape(_not_xml().sub("", text))


@bounded_cache(1)
def _not_xml() -> re.Pattern[str]:
    # Large character sets take long to compile, and many builds write no XML.
    return re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
