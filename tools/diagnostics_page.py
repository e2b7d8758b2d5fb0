"""Writes the manual's page of diagnostics from the catalogue; with ``--check``, checks that it is up to date.

Run it after a change to the catalogue: ``python tools/diagnostics_page.py``.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from builder.diagnostics.catalogue import FAMILIES, Rule

PAGE = Path(__file__).resolve().parents[1] / "content" / "v0.2.x" / "diagnostics.md"

HEAD = """\
---
title: Diagnostics
slug: /diagnostics
description: Every code that Handrail may report, what it means, and how to fix it.
order: 14
---

# Diagnostics

Every problem that Handrail reports has a code. Codes never change, so you can name them in the
[configuration](/configuration#severity) and in CI jobs. `handrail explain CODE` prints the same text. The codes about
tags and attributes are those of Markdoc's own validator.
"""

_LITERAL = re.compile(
    r"\{% [#/]?(?!and )\w+ ?/?%\}|\{%|%\}"
    r"|https?://[^\s,;]*[\w/]|javascript:|\*"
    r"|<!--.*?-->|(?<!')<[a-z-]+>"
    r"|'(?:[^'\s]{1,2}|handrail [^']+|<[^']+>)'"
)
"""Text to show as code: it would be read as markup, or must be typed exactly."""


def main(arguments: list[str]) -> int:
    """Write or compare; 1 if a comparison fails."""
    text = page()
    if arguments == ["--check"]:
        return int(PAGE.read_text(encoding="utf-8") != text)
    PAGE.write_text(text, encoding="utf-8")
    return 0


def page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *_families()]).rstrip() + "\n"


def _families() -> Iterator[str]:
    for anchor, (title, rules) in FAMILIES.items():
        yield f"## {title} {{% #{anchor} %}}\n"
        for rule in rules:
            yield _entry(rule)


def _entry(rule: Rule) -> str:
    level = {"info": " Severity: info.", "warning": " Severity: warning."}
    return (
        f"### {rule.code} {{% #{rule.code} %}}\n\n"
        f"**{rule.title}.** {_plain(rule.explanation)}{level.get(rule.severity or '', '')}\n\n"
        f"*How to fix it:* {_plain(rule.help)}\n"
    )


def _plain(text: str) -> str:
    return _LITERAL.sub(lambda found: f"`{found[0].strip(chr(39))}`", text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
