"""Recognises kinds of paragraphs and lists: markup, lists of values, important sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence

from builder.checklist.blocks import GuideBlock
from builder.checklist.command_code import is_command
from builder.checklist.lexicon_file import Lexicon
from builder.checklist.list_entries import ListEntry
from builder.checklist.source_text import TextRun

_MARKUP = re.compile(
    r"\s*(?:import [\w{}, *]+ from ['\"]|export (?:const|default) |</?[A-Za-z][^>]*/?>\s*$|\{\{[<%]|\{/\*"
    r"|\[[a-z][\w-]* \w+=[^\]]*\]"
    r"|<(?:head|meta|script|style|link|table|iframe|svg|video|img|figure|source)\b)"
)
"""A paragraph of JSX, HTML or a shortcode."""
MARKUP_SIGNS = frozenset("ie<{[")
"""Its first characters."""

FEWEST_WORDS = 3
"""Words of a sentence that tells something."""

_FILE_NAME = re.compile(r"(?:\{\{[^{}]*\}\} *)?[\w./-]*\w\.[a-z]\w{0,5}:?$")
LONGEST_FILE_NAME = 120
INDENT = "    "
"""Spaces before code."""
LONGEST_COMMAND = 300
LONGEST_VALUE = 6
"""The words of an entry that names a value to write down."""


def is_markup(text: str) -> bool:
    """Whether a paragraph is markup of another dialect."""
    return text.lstrip()[:1] in MARKUP_SIGNS and _MARKUP.match(text) is not None


def typed_lines(block: GuideBlock, words: Lexicon) -> str:
    """The commands of an indented paragraph, which Markdoc doesn't read as code; empty for words."""
    run = block.passage
    if run.ui or run.links or not is_command(run.text[:LONGEST_COMMAND], words):
        return ""
    span = block.node.span
    if span is None or not run.frame.text.endswith((INDENT, "\t"), max(0, span.start - len(INDENT)), span.start):
        return ""
    lines = [line.strip() for line in run.frame.text[span.start : span.end].splitlines()]
    return "\n".join(lines) if all(is_command(line, words) for line in lines) else ""


def weighs(text: str) -> bool:
    """Whether a sentence that asks nothing tells something: not a file's name, a question, “Like this:”."""
    return len(text.split(None, FEWEST_WORDS)) >= FEWEST_WORDS and not text.rstrip().endswith("?")


def lists_values(lead: str, entries: Sequence[ListEntry]) -> bool:
    """Whether an introduction without a colon, which asks to write something down, has a list of names after it."""
    if lead.rstrip().endswith((":", "：")):
        return False
    return all(entry.words is not None and len(entry.words.text.split()) <= LONGEST_VALUE for entry in entries)


def lists_things(entries: Sequence[ListEntry]) -> bool:
    """Whether most entries are too long for the name of a value, and don't begin with one."""
    long = sum(entry.words is None or len(entry.words.text.split()) > LONGEST_VALUE * 2 for entry in entries)
    return long * 2 > len(entries)


def names_file(text: str) -> bool:
    """Whether a paragraph is only the name of the file whose content follows."""
    return len(text) < LONGEST_FILE_NAME and _FILE_NAME.match(text) is not None


def has_control(text: str) -> bool:
    """Whether marked text names a control, code or a quoted label."""
    return "`" in text or "*" in text or '"' in text or "“" in text


def is_labelled(words: TextRun) -> bool:
    """Whether it begins with a marked label and a colon."""
    if not words.ui:
        return False
    at, label = words.ui[0]
    if words.text[:at].strip():
        return False
    return label.endswith(":") or words.text[at:].strip().removeprefix(label).lstrip().startswith(":")
