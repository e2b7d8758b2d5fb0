"""Links with a scheme of the site's own, such as ``vscode:`` or ``docId:``: their text is kept, and the address is
reported.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from builder.content.addresses import SAFE_SCHEMES

_LINK = re.compile(
    r"(?<![!\\])\[((?:[^\[\]\\`\n]|\\.|`[^`\n]*`)+)\]\(([A-Za-z][\w+.-]{0,40}):([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)"
)
_DEFINITION = re.compile(r"[ \t]{0,3}\[(?!\^)([^\[\]]{1,200})\]:[ \t]*<?([A-Za-z][\w+.-]{0,40}):(\S*)[ \t]*$")
_REFERENCE = re.compile(r"(?<![!\\\]])\[((?:[^\[\]\\`\n]|\\.|`[^`\n]*`)+)\](?:\[([^\[\]\n]*)\])?(?![(:\[])")
_FENCE = re.compile(r"[ \t>]*(?:[-*+] |\d+[.)] )?(`{3,}|~{3,})")


def without_own_schemes(text: str, note: Callable[[str], None]) -> str:
    """The text with such links replaced by their text; ``note`` gets each address."""
    if "](" not in text and "]:" not in text:
        return text
    lines = text.split("\n")
    labels = _labels(lines, note)
    fence = ""
    for index, line in enumerate(lines):
        mark = _FENCE.match(line)
        if mark is not None:
            fence = ("" if mark[1].startswith(fence) else fence) if fence else mark[1]
        elif not fence and "](" in line and ":" in line:
            lines[index] = _LINK.sub(lambda found: _words(found, note), line)
        if not fence and labels and "[" in line:
            lines[index] = _REFERENCE.sub(lambda found: _reference(found, labels), lines[index])
    return "\n".join(lines)


def _labels(lines: list[str], note: Callable[[str], None]) -> frozenset[str]:
    """The labels defined as such addresses; the lines that define them become empty."""
    found: set[str] = set()
    for index, line in enumerate(lines):
        definition = _DEFINITION.match(line) if line.lstrip().startswith("[") else None
        if definition is not None and definition[2].lower() not in SAFE_SCHEMES:
            note(f"{definition[2]}:{definition[3]}"[:200])
            found.add(definition[1].casefold())
            lines[index] = ""
    return frozenset(found)


def _reference(found: re.Match[str], labels: frozenset[str]) -> str:
    label = found[2] or found[1]
    return found[1] if label.casefold() in labels else found[0]


def _words(found: re.Match[str], note: Callable[[str], None]) -> str:
    scheme = found[2].lower()
    if scheme in SAFE_SCHEMES:
        return found[0]
    note(f"{found[2]}:{found[3]}"[:200])
    return found[1]
