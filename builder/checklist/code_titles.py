"""The title of a code block, such as a file's name, in the forms of several programs."""

from __future__ import annotations

import re

LONGEST_INFO = 300
_NAMED = re.compile(
    r"\b(?:title|filename|file|file_name|name|path|src|label|caption)\s*=\s*(?:\{\s*)?[\"'`]([^\"'`\n]{1,120})[\"'`]"
    r"|\b(?:title|filename|file|path)\s*=\s*([\w./@-]{2,120})"
    r"|\[([\w./@ -]{2,120})\]"
)
_BARE = re.compile(r"^[\w+#-]+\s+((?:[\w.@-]+/)*[\w@-]*\.?[\w-]+\.\w{1,8})\s*$")
_WITH_LANGUAGE = re.compile(r"^([\w+#-]+):((?:[\w.@-]+/)*[\w.@-]+)$")
_COMMENT = re.compile(
    r"\s*(?:#|//|--|;|/\*|<!--|%|REM)\s*(?:file(?:name)?\s*:\s*|in\s+)?((?:[\w.@~$-]*/)*[\w.@-]*\.\w{1,8}|(?:/[\w.-]+)+)\s*(?:\*/|-->)?\s*$",
    re.IGNORECASE,
)


def language_and_title(language: str, info: str, text: str) -> tuple[str, str]:
    """The language and title of code, from the line that opens it and from a comment in its first line."""
    language = language.partition("{")[0]
    joined = _WITH_LANGUAGE.match(language)
    if joined is not None:
        return joined[1], joined[2]
    bare = info.lstrip("`~ ")[:LONGEST_INFO]
    if " " in bare or "[" in bare:
        found = _NAMED.search(bare)
        if found is not None:
            return language, next(group for group in found.groups() if group).strip()
        named = _BARE.match(bare)
        if named is not None:
            return language, named[1]
    commented = _COMMENT.match(text.partition("\n")[0][:LONGEST_INFO]) if "." in text[:LONGEST_INFO] else None
    return language, commented[1] if commented is not None and "://" not in commented[1] else ""
