"""The labels in an item's words: bold words, code, quoted words and links, each replaced by one character.

Patterns can then say where a label is in a sentence: “click on the … button”.
"""

from __future__ import annotations

import re
from typing import Literal

import msgspec

LONGEST_TEXT = 600
"""The number of characters of an item that are searched for labels."""
FIRST = 0xE000
"""The first of the characters that replace labels, from Unicode's private use area."""
ANY_LABEL = "[\ue000-\uf8ff]"
"""A pattern for one of them; ``@`` in the patterns of a language."""

_MARKED = re.compile(
    r"!\[[^\]]*\]\([^)\s]*[^)]*\)"
    r"|(?P<bold_link>\*\*\[(?P<bold_words>[^\]]+)\]\((?P<bold_url>[^)\s]+)[^)]*\)\*\*)"
    r"|(?P<link>\[(?P<words>(?:[^\[\]]|\[[^\]]*\])+)\]\((?P<url>[^)\s]*)[^)]*\))"
    r"|(?P<ticks>`+)(?P<code>[^`]+)(?P=ticks)"
    r"|\*\*(?P<bold>[^*]+)\*\*|\b__(?P<under>[^_]+)__\b|</?(?P<tag>b|strong|kbd)>(?P<html>[^<]+)</(?:b|strong|kbd)>"
    r"|[\"“”„](?P<quote>[^\"“”„]{1,60})[\"“”]|«\s*(?P<guillemets>[^«»]{1,60}?)\s*»|[「『【](?P<corners>[^」』】]{1,60})[」』】]"
    r"|(?<![\w*])\*(?P<star>[^*\s][^*]{0,60})\*(?![\w*])|(?<!\w)_(?P<line>[^_\s][^_]{0,60})_(?!\w)"
    r"|<?(?P<bare>https?://[^\s<>\"')\]]*[^\s<>\"')\].,;:!?])>?"
)
_MAY_MARK = re.compile(r"[*`_\"“”„<«「『【\[]|://")
_PRIVATE = re.compile(ANY_LABEL)
_LOOSE = re.compile(r"[*`_]{1,2}(?=\S)|(?<=\S)[*`_]{1,2}")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")

LabelKind = Literal["bold", "code", "quote", "slant", "link"]


class Label(msgspec.Struct, frozen=True):
    """Marked words."""

    kind: LabelKind
    text: str
    url: str = ""
    """The URL of a link, or of code or bold text that is a URL."""


class LabelledText(msgspec.Struct, frozen=True):
    """Words with one character for each label."""

    text: str
    labels: tuple[Label, ...]

    def label(self, sign: str) -> Label:
        """The label that a character means."""
        return self.labels[ord(sign) - FIRST]

    def spelled(self, part: str) -> str:
        """A part of the text with its labels' words."""
        return "".join(self.label(sign).text if self.is_label(sign) else sign for sign in part)

    def is_label(self, sign: str) -> bool:
        """Whether a character is one of the labels."""
        return 0 <= ord(sign) - FIRST < len(self.labels)


def labelled(markdown: str) -> LabelledText:
    """An item's words, as its author wrote them, with its labels replaced."""
    text = markdown[:LONGEST_TEXT]
    if _MAY_MARK.search(text) is None:
        return LabelledText(text, ())
    if not text.isascii():
        text = _PRIVATE.sub("", text)
    found: list[Label] = []

    def replaced(match: re.Match[str]) -> str:
        label = _label(match)
        if label is None:
            return " "
        found.append(label)
        sign = chr(FIRST + len(found) - 1)
        # “**Name:**” is a label and a colon.
        return f"{sign}:" if (match["bold"] or match["under"] or "").endswith(":") else sign

    return LabelledText(_MARKED.sub(replaced, text), tuple(found))


_KINDS: dict[str, LabelKind] = {
    "bold": "bold", "under": "bold", "html": "bold", "code": "code", "quote": "quote", "guillemets": "quote",
    "corners": "quote", "star": "slant", "line": "slant",
}  # fmt: skip


def _label(match: re.Match[str]) -> Label | None:
    """The label of a match; ``None`` for an image."""
    if match["bold_link"]:
        return Label("bold", _plain(match["bold_words"]), match["bold_url"])
    if match["link"]:
        words = match["words"].strip()
        kind: LabelKind = "bold" if words.startswith(("**", "__")) else "code" if words[0] == "`" else "link"
        return Label(kind, _plain(words), match["url"])
    if match["bare"]:
        return Label("link", match["bare"], match["bare"])
    for name, kind in _KINDS.items():
        words = match[name]
        if words:
            inner = _plain(words) if name != "code" else words.strip()
            return Label(kind, inner, inner if inner.startswith(("http://", "https://")) else "")
    return None


def _plain(words: str) -> str:
    """Marked words without the marks inside them."""
    return _ESCAPED.sub(r"\1", _LOOSE.sub("", words)).strip().strip(":").strip()
