"""Makes the addresses in Markdown for programs relative to its file: those of ``index.md`` and ``llms.txt``."""

from __future__ import annotations

import re
from html import escape, unescape

from builder.outputs.portable.relative_links import PortablePage, relative_address

_LONGEST_CODE = 1_000
"""The most characters of code between backquotes."""

_PARTS = re.compile(
    r"\A> [^\n]*<(?P<own>/[^<>\s]*)>\\$"
    r"|(?<=\\\n)> [^\n]*<(?P<list>[^<>\s]*/llms\.txt)>$"
    r"|(?P<fence>^[ >]*(?P<sign>`{3,}|~{3,})[\s\S]*?(?:\n[ >]*(?P=sign)[`~]*[ \t]*$|\Z))"
    rf"|(?P<ticks>`+)(?!`)[\s\S]{{0,{_LONGEST_CODE}}}?(?<!`)(?P=ticks)(?!`)"
    r"|\\[\\`\[\]]"
    r"|\]\((?:<(?P<bracketed>[^<>\n]*)>|(?P<bare>[^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*))"
    r"|^\[[^\]\n]+\]:[ \t]*(?:<(?P<defined>[^<>\n]*)>|(?P<plain>[^\s<>]+))",
    re.MULTILINE,
)
"""The addresses at the head of a page, code, escaped signs, and destinations of links, images and link definitions."""
_ADDRESSES = ("own", "list", "bracketed", "bare", "defined", "plain")


def relative_markdown(text: bytes, record: PortablePage) -> bytes:
    """The Markdown with relative addresses; code stays as it is."""

    def made(found: re.Match[str]) -> str:
        name = next((name for name in _ADDRESSES if found[name] is not None), "")
        address = _relative(found[name], record) if name else None
        if address is None:
            return found[0]
        start, end = found.start(name) - found.start(), found.end(name) - found.start()
        return found[0][:start] + address + found[0][end:]

    return _PARTS.sub(made, text.decode()).encode()


def _relative(address: str, record: PortablePage) -> str | None:
    host = record.pages.value.host
    path = address.removeprefix(host) if host and address.startswith(f"{host}/") else address
    found = relative_address(escape(path), record)
    return unescape(found) if found is not None else None
