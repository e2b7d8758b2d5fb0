"""Makes the addresses in a page's HTML relative to the page."""

from __future__ import annotations

import json
import re
from html import escape, unescape
from urllib.parse import unquote

import msgspec

from builder.content.paths import url_path
from builder.outputs.output import Known

_TAG = re.compile(r"<!--[\s\S]*?-->|<[A-Za-z](?:[^\"'>]|\"[^\"]*\"|'[^']*')*>")
_ATTRIBUTE = re.compile(r"(\s)([A-Za-z_:][\w:.-]*)(?:(\s*=\s*)(\"[^\"]*\"|'[^']*'))?")
_HOLDING_URLS = frozenset(("href", "src", "poster", "cite", "action", "formaction", "data", "xlink:href", "content"))
_REFRESH = re.compile(r"\s*\d+\s*;\s*url=", re.IGNORECASE)
_MODULE = re.compile(r"""\stype=["']module["']""")
_OWN_FILE_ONLY = re.compile(r"""\s(?:integrity|crossorigin)(?:=(?:"[^"]*"|'[^']*'))?""")
_FETCHED_EARLY = re.compile(r"""\srel=["'](?:modulepreload|preload)["']""")


class PortablePages(msgspec.Struct, frozen=True, kw_only=True):
    """The parts of the site that the links of a page depend on."""

    base: str
    """The path of the site on its host, ``/product``, or empty."""
    host: str
    """The host with its scheme, for addresses outside the site; empty if it is not known."""
    identity: str
    """Tells the site from others whose ticks are in the same browser."""
    paths: frozenset[str]
    """The files of the site."""
    runtime: str
    """The script that runs modules."""


class PortablePage(msgspec.Struct, frozen=True):
    """A page in its site."""

    path: str
    pages: Known[PortablePages]


def relative_html(html: bytes, record: PortablePage) -> bytes:
    """The page with relative addresses."""
    page = _Page(record)
    return _TAG.sub(page.tag, html.decode()).encode()


class _Page:
    def __init__(self, record: PortablePage) -> None:
        self._record = record
        self._pages = record.pages.value
        self._up = "../" * record.path.count("/")
        self._has_runtime = False

    def tag(self, found: re.Match[str]) -> str:
        """One tag, or a comment."""
        tag = found[0]
        if "=" not in tag or tag.startswith("<!"):
            return tag
        is_script, is_link = tag.startswith("<script"), tag.startswith("<link")
        if is_link and _FETCHED_EARLY.search(tag):
            return ""
        made = _ATTRIBUTE.sub(self._attribute, tag)
        if made != tag and (is_script or is_link):
            made = _OWN_FILE_ONLY.sub("", made)
        if made != tag and is_script and _MODULE.search(made):
            return self._runtime() + _MODULE.sub(" defer data-start", made)
        return made

    def _runtime(self) -> str:
        if self._has_runtime:
            return ""
        self._has_runtime = True
        return f'<script defer src="{self._up}{self._pages.runtime}"></script>\n'

    def _attribute(self, found: re.Match[str]) -> str:
        blank, name, equals, quoted = found.groups()
        if not quoted:
            return found[0]
        value = self._value(name.lower(), quoted[1:-1])
        return found[0] if value is None else f"{blank}{name}{equals}{quoted[0]}{value}{quoted[0]}"

    def _value(self, name: str, value: str) -> str | None:
        """The value of an attribute as it is in HTML; ``None`` if it stays."""
        if name == "data-site":
            return escape(self._pages.identity)
        if name == "data-moved":
            return self._moved(value)
        if name == "srcset":
            return ", ".join(self._first_word(part.strip()) for part in value.split(","))
        if name == "content":
            refresh = _REFRESH.match(value)
            target = self._url(value[refresh.end() :]) if refresh is not None else None
            return None if refresh is None or target is None else refresh[0] + target
        return self._url(value) if name in _HOLDING_URLS or name.startswith("data-") else None

    def _first_word(self, part: str) -> str:
        url, blank, rest = part.partition(" ")
        return (self._url(url) or url) + blank + rest

    def _moved(self, value: str) -> str | None:
        try:
            moved = json.loads(unescape(value))
        except ValueError:
            return None
        if not isinstance(moved, dict):
            return None
        made = {anchor: self._url(escape(str(url))) or escape(str(url)) for anchor, url in moved.items()}
        return escape(json.dumps({anchor: unescape(url) for anchor, url in made.items()}, sort_keys=True))

    def _url(self, value: str) -> str | None:
        return relative_address(value, self._record)


def relative_address(value: str, record: PortablePage) -> str | None:
    """A relative address for one of the site, as it is in HTML; ``None`` for any other."""
    pages = record.pages.value
    base = pages.base
    if not value.startswith(base + "/") or value.startswith("//"):
        return None
    address = re.split(r"[?#]", value, maxsplit=1)[0]
    file = _file(unquote(unescape(address[len(base) + 1 :])), pages.paths)
    if file is None:
        return pages.host + value if pages.host else None
    made = "../" * record.path.count("/") + escape(url_path(file))
    first = made.partition("/")[0]
    return ("./" if ":" in first else "") + made + value[len(address) :]


def _file(path: str, paths: frozenset[str]) -> str | None:
    """The file of the site at a path; ``None`` if there is none."""
    for candidate in (path, f"{path.rstrip('/')}/index.html".lstrip("/")):
        if candidate in paths:
            return candidate
    return None
