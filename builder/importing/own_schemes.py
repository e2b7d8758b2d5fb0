"""Links with a scheme of the site's own, such as ``vscode:`` or ``docId:``: their words stay, and the rest is noted."""

from __future__ import annotations

import re
from collections.abc import Callable

from builder.content.addresses import SAFE_SCHEMES

_LINK = re.compile(
    r"(?<![!\\])\[((?:[^\[\]\\`\n]|\\.|`[^`\n]*`)+)\]\(([A-Za-z][\w+.-]{0,40}):([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)"
)
_FENCE = re.compile(r"[ \t>]*(?:[-*+] |\d+[.)] )?(`{3,}|~{3,})")


def without_own_schemes(text: str, note: Callable[[str], None]) -> str:
    """The text with such links as words alone; ``note`` gets the address of each."""
    if "](" not in text:
        return text
    lines = text.split("\n")
    fence = ""
    for index, line in enumerate(lines):
        mark = _FENCE.match(line)
        if mark is not None:
            fence = ("" if mark[1].startswith(fence) else fence) if fence else mark[1]
        elif not fence and "](" in line and ":" in line:
            lines[index] = _LINK.sub(lambda found: _words(found, note), line)
    return "\n".join(lines)


def _words(found: re.Match[str], note: Callable[[str], None]) -> str:
    scheme = found[2].lower()
    if scheme in SAFE_SCHEMES:
        return found[0]
    note(f"{found[2]}:{found[3]}"[:200])
    return found[1]
