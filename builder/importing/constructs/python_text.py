"""The extensions of Python-Markdown inside a text: attribute lists, keys, marks, icons, abbreviations."""

from __future__ import annotations

import re

from builder.importing.constructs.conversion import Conversion
from builder.importing.ids import valid_id

_VALUE = r"(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s\"'{}]+)"
_ATTRIBUTE_LIST = re.compile(
    rf"\{{:?[ \t]*((?:[#.][\w:-]+|[\w:-]+={_VALUE})(?:[ \t]+(?:[#.][\w:-]+|[\w:-]+(?:={_VALUE})?))*)[ \t]*\}}"
)
_ID = re.compile(r"(?:^|\s)#([\w:.-]+)")
_QUOTED = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")
_HEADING = re.compile(r"[ \t]*#{1,6}[ \t]")
_KEYS = re.compile(r"\+\+([a-zA-Z0-9\"][\w\"-]*(?:\+[\w\"-]+)*)\+\+")
_ICON = re.compile(r"[ \t]?:(?:material|octicons|fontawesome|simple)-[\w-]+:")
_MARK = re.compile(r"(?<![=\\])==(?=[^\s=])([^=\n]+?)(?<=\S)==(?!=)")
_INSERT = re.compile(r"(?<!\^)\^\^(?=\S)([^\^\n]+?)(?<=\S)\^\^(?!\^)")
_SUPER = re.compile(r"(?<=[\w)])\^([\w.+-]{1,20})\^(?!\^)")
_SUB = re.compile(r"(?<=[\w)])(?<!~)~([\w.+-]{1,20})~(?!~)")
_TOC = re.compile(r"^\[TOC\][ \t]*$", re.MULTILINE)


def python_text(text: str, line: int, page: Conversion) -> str:
    """The text with these extensions as Markdoc has them."""
    if "{" in text:
        text = _ATTRIBUTE_LIST.sub(lambda found: _attributes(found, line, page), text)
    if ":" in text:
        text = _ICON.sub(lambda found: _dropped(found, line, page, "icon in a text"), text)
    if "++" in text:
        text = _KEYS.sub(lambda found: _keys(found, page), text)
    if "==" in text:
        text = _MARK.sub(lambda found: _tagged("mark", found, page), text)
    if "^" in text:
        text = _SUPER.sub(lambda found: _tagged("sup", found, page), _INSERT.sub(lambda found: found[1], text))
    if "~" in text:
        text = _SUB.sub(lambda found: _tagged("sub", found, page), text)
    return _TOC.sub("", text) if "[TOC]" in text else text


def _place(found: re.Match[str], line: int) -> int:
    return line + found.string.count("\n", 0, found.start())


def _dropped(found: re.Match[str], line: int, page: Conversion, construct: str) -> str:
    page.done(construct, _place(found, line), found[0].strip())
    return ""


def _attributes(found: re.Match[str], line: int, page: Conversion) -> str:
    """An id on a heading stays one; classes and sizes are left out."""
    name = _ID.search(_QUOTED.sub("", found[1]))
    before = found.string[: found.start()].rpartition("\n")[2]
    page.done("attribute list", _place(found, line), found[0])
    if name is not None and _HEADING.match(before):
        return f"{{#{name[1]}}}"
    if name is None:
        return ""
    if not before.strip():
        page.companion("anchor")
        return f"{{% anchor #{valid_id(name[1])} /%}}"
    return f"{{#{name[1]}}}" if not found.string[found.end() :].partition("\n")[0].strip() else ""


def _keys(found: re.Match[str], page: Conversion) -> str:
    page.companion("kbd")
    keys = [key.strip('"') for key in found[1].split("+")]
    return "+".join(f"{{% kbd %}}{_key_name(key)}{{% /kbd %}}" for key in keys)


def _key_name(key: str) -> str:
    return " ".join(part.capitalize() for part in key.split("-")) if len(key) > 1 else key.upper()


def _tagged(name: str, found: re.Match[str], page: Conversion) -> str:
    page.companion(name)
    return f"{{% {name} %}}{found[1]}{{% /{name} %}}"
