"""Writes the manual's tables of keys from the tables that files are checked with; ``--check`` only compares.

Run it after a change of a key: ``python tools/keys_pages.py``.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from builder.config.keys import SECTIONS
from builder.content.keys.front_matter import FRONT_MATTER
from builder.content.keys.manual import defaults_table, kinds_table
from builder.content.keys.menu import ENTRY, FOLDER_MENU
from builder.vocabulary.tag_keys import ATTRIBUTE, TAG_FILE

MANUAL = Path(__file__).resolve().parents[1] / "content" / "v0.2.x"
TABLES = {
    "configuration.md": [defaults_table(keys) for keys in SECTIONS.values()],
    "front-matter.md": [kinds_table(FRONT_MATTER.keys)],
    "navigation.md": [kinds_table(FOLDER_MENU.keys), kinds_table(ENTRY.keys)],
    "tags/your-own.md": [kinds_table(TAG_FILE.keys), kinds_table(ATTRIBUTE.keys)],
}
"""By page: its tables of keys, in their order on the page."""

_TABLE = re.compile(r"^\| Key \|.*\n(?:\|.*\n)+", re.MULTILINE)


def main(arguments: list[str]) -> int:
    """Write or compare; 1 if a comparison fails."""
    stale = 0
    for name, tables in TABLES.items():
        path = MANUAL / name
        text = path.read_text(encoding="utf-8")
        remaining = iter(tables)
        new = _TABLE.sub(lambda found: next(remaining, found[0]), text)  # noqa: B023 - used at once
        if arguments == ["--check"]:
            stale |= new != text or next(remaining, None) is not None
        else:
            path.write_text(new, encoding="utf-8")
    return int(stale)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
