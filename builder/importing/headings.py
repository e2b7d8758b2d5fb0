"""Keeps the heading ids of the old site where Handrail would make others."""

from __future__ import annotations

import re
from collections import Counter

from builder.importing.ids import github_id, plain_text, python_id

_HEADING = re.compile(r"(#{1,6})[ \t]+(.+?)[ \t]*$")
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")
_ANNOTATED = re.compile(r"\{%[^%]*#[\w-]+[^%]*%\}")


def with_python_ids(text: str) -> str:
    """The text with an id on each heading that Python-Markdown names otherwise than GitHub does."""
    lines = text.split("\n")
    fence = ""
    counts: Counter[str] = Counter()
    for index, line in enumerate(lines):
        mark = _FENCE.match(line)
        if mark is not None:
            fence = ("" if mark[1].startswith(fence) else fence) if fence else mark[1]
            continue
        heading = None if fence else _HEADING.match(line)
        if heading is None or _ANNOTATED.search(line):
            continue
        words = plain_text(heading[2])
        name = python_id(words)
        counts[name] += 1
        whole = name if counts[name] == 1 else f"{name}_{counts[name] - 1}"
        if whole[:1].isalpha() and whole.isascii() and whole != github_id(words):
            lines[index] = f"{line.rstrip()} {{% #{whole} %}}"
    return "\n".join(lines)
