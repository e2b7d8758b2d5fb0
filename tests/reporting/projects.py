"""A project with problems of many kinds, and names that need care in reports."""

from __future__ import annotations

from collections.abc import Callable

from driver import Site

Make = Callable[..., Site]

BROKEN = {
    "handrail.yml": "severity: {heading-order: error}\n",
    "content/partials/see.md": "Text.\n\nSee [it](/gone).\n",
    "content/partials/unused.md": "Text that no page shows.\n",
    "content/v1.0.x/a, b ü%.md": (
        '---\ntitle: A\n---\n\n{% partial file="see.md" /%}\n\n😀 [x](/no:where,100%) & "<b>"\n\nTODO\n\n'
        '![image](/images/no.png)\n\n{% nte\n  a="1" %}\n{% /nte %}\n'
    ),
    "content/v1.0.x/b.md": "---\ntitle: B\n---\n\n# One\n\n### Two\n",
    "content/v1.1.x/b.md": "---\ntitle: B\n---\n\n# One\n\n### Two\n",
    "content/v1.1.x/empty.md": "",
}
"""Errors, warnings and notes; with a line and without; on several lines; in a partial; in two versions."""


def broken(site: Make) -> Site:
    """It, on disk."""
    return site().write(BROKEN)
