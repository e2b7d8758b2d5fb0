"""Writes the manual's table of icons from the icon sheet; with ``--check``, compares.

Run it after a change of ``theme/icons.svg``: ``python tools/icons_table.py``.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
PAGE = PROJECT / "content" / "v0.2.x" / "tags" / "pictures.md"
SHEET = PROJECT / "theme" / "icons.svg"
BEGIN, END = "<!-- written by tools/icons_table.py -->\n", "<!-- end of icons -->\n"
_SYMBOL = re.compile(r'<symbol id="([\w-]+)"(?: data-label="[^"]*")?(?: data-names="([^"]*)")?')


def main(arguments: list[str]) -> int:
    """Write or compare; 1 if a comparison fails."""
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    written = f"{before}{BEGIN}\n{table()}\n{END}{rest.partition(END)[2]}"
    if arguments == ["--check"]:
        return int(written != text)
    PAGE.write_text(written, encoding="utf-8")
    return 0


def table() -> str:
    """Each icon, with its name and the other names that it answers to."""
    rows = ["| Icon | Name | Also |", "| --- | --- | --- |"]
    for name, others in _SYMBOL.findall(SHEET.read_text(encoding="utf-8")):
        also = ", ".join(f"`{other}`" for other in others.split())
        rows.append(f'| {{% icon iconName="{name}" /%}} | `{name}` | {also} |')
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
