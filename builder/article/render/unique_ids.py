"""Makes the ids that tags write by themselves unique on their page, such as those of explanations and their code."""

from __future__ import annotations

import re

_MADE = ('="code-info-', '="code-block-', 'id="step-')
_ID = re.compile(r'id="(?<=\bid=")([^"<>]*)"')
"""It begins with a plain text, which is found several times as fast as the border of a word."""
_NUMBERED = re.compile(r"(?:code-info|code-block|step)-[0-9]+")
_OWN = re.compile(r'\b(id="|href="#)((?:code-info|code-block|step)-[0-9]+)"')
_PREVIEW = re.compile(r'(?=<div class="code-preview")')


def with_unique_ids(body: str) -> str:
    """The HTML in which each id of an explanation, a code block and a step is there once.

    A repeated one gets a number: ``code-info-1-2``. Links to it follow within their ``codePreview``.
    """
    if not any(sign in body for sign in _MADE):
        return body
    ids = _ID.findall(body)
    if len(set(ids)) == len(ids):
        return body
    taken = {name for name in ids if not _NUMBERED.fullmatch(name)}
    counts: dict[str, int] = {}
    return "".join(_renamed(part, taken, counts) for part in _PREVIEW.split(body))


def _renamed(part: str, taken: set[str], counts: dict[str, int]) -> str:
    """One preview, or the text before the first; ``taken`` and ``counts`` go on."""
    first: dict[str, str] = {}

    def unique(found: re.Match[str]) -> str:
        if found[1] != 'id="':
            return found[0]
        name = old = found[2]
        while name in taken:
            counts[old] = counts.get(old, 1) + 1
            name = f"{old}-{counts[old]}"
        taken.add(name)
        first.setdefault(old, name)
        return f'id="{name}"'

    named = _OWN.sub(unique, part)
    if all(old == new for old, new in first.items()):
        return named
    return _OWN.sub(
        lambda found: found[0] if found[1] == 'id="' else f'{found[1]}{first.get(found[2], found[2])}"', named
    )
