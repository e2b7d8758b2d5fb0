"""Text in XML files: with any text of an author or the configuration, the file is well formed."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from builder.outputs.xml_text import xml_attribute, xml_text

TEXTS = [
    "plain",
    "a < b & c > d",
    "\"quoted\" and 'quoted'",
    "\x00\x01\x1b[31m",
    "\ufffe\uffff",
    "\ud800",
    "日本語",
    "a\x0bb",
]


@pytest.mark.parametrize("text", TEXTS)
def test_any_text_is_well_formed(text: str) -> None:
    element = ElementTree.fromstring(f'<a b="{xml_attribute(text)}">{xml_text(text)}</a>')
    kept = "".join(sign for sign in text if sign.isprintable() and not 0xFFFE <= ord(sign) <= 0xFFFF)
    assert (element.text or "") == kept.replace("\x1b", "")
    assert element.get("b") == element.text or not kept
