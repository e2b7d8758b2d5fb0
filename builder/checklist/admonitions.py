"""Notes of other dialects, read as ours are: ``> [!NOTE]``, ``!!! note``, ``:::note``, ``/// note``, ``<Note>``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from builder.checklist.blocks import GuideBlock
from builder.checklist.lexicon_file import Lexicon

INDENTED = 5
"""The column from which a paragraph after ``!!!`` belongs to it."""
OPENING_SIGNS = frozenset("!?:/{<")
"""The first characters of a line that opens a note."""
FENCES = frozenset(":/")
"""The characters of markers that end a note as they begin it."""
LONGEST_MARK = 60
"""The number of characters in which the word for a note ends: “**Note:**”."""
LONGEST_CLASS = 100
"""The number of characters at a paragraph's end that may hold its classes."""
MOST_BLOCKS = 40
"""The maximum number of blocks in a note without an end."""

_OPENING = re.compile(r"^(!!!|\?\?\?\+?|:{3,}|/{3,}|\{\{[<%])\s*\{?\s*(/?[\w-]+)[^\n]*")
_ELEMENT = re.compile(
    r"<(Note|Tip|Hint|Info|Important|Warning|Caution|Danger|Callout|Admonition|Alert|Aside|Check)\b[^>\n]*>\s*"
)
"""The element of a note in MDX."""
_ALERT = re.compile(r"^\[!(\w+)\]\s*")
_KINDS = re.compile(
    r"\b(?:note|tip|hint|info|important|warning|caution|danger|attention|notice|alert|callout|admonition|success|error"
    r"|example|question|seealso|details|abstract|summary|bug|failure|quote|secondary)\b",
    re.IGNORECASE,
)
_WARNS = re.compile(r"\b(?:warning|caution|danger|attention|error|critical)\b", re.IGNORECASE)


def noted(blocks: Iterable[GuideBlock], words: Lexicon) -> Iterator[GuideBlock]:
    """The blocks with each foreign note as one block of type ``note``."""
    waiting = iter(blocks)
    for block in waiting:
        if block.type != "paragraph":
            yield block
            continue
        opening = _opening(block)
        if opening is None:
            yield _bold_note(block, words)
            continue
        marker, tone, line_end = opening
        ends = _ends(block, marker)
        if marker.startswith("<"):
            block = _without_end(block, marker)
        inner = [replace(block, start=line_end)] if block.passage.text[line_end:].strip(" :") else []
        after: GuideBlock | None = None
        if not ends:
            after = _collect(waiting, marker, inner)
        yield replace(block, type="note", tone=tone, inner=tuple(inner))
        if after is not None:
            yield from noted((after,), words)


def alert_tone(text: str, tone: str) -> tuple[str, int]:
    """The tone of a quotation with ``[!WARNING]``, and the offset of its words."""
    found = _ALERT.match(text)
    if found is None:
        return tone, 0
    return ("warning" if _WARNS.match(found[1]) else "info"), found.end()


def _opening(block: GuideBlock) -> tuple[str, str, int] | None:
    """The marker, the tone and the end of its line, if a paragraph opens a note."""
    if block.passage.text[:1] not in OPENING_SIGNS:
        return None
    text = block.passage.text
    if text.startswith("<"):
        element = _ELEMENT.match(text)
        if element is None:
            return None
        return f"<{element[1]}", "warning" if _WARNS.search(element.group()) else "info", element.end()
    line_end = block.passage.breaks[0] if block.passage.breaks else len(text)
    found = _OPENING.match(text[:line_end])
    if found is None or _KINDS.search(text[:line_end]) is None or found[2].startswith("/"):
        return None
    return found[1], "warning" if _WARNS.search(text[:line_end]) else "info", line_end


def _collect(waiting: Iterator[GuideBlock], marker: str, inner: list[GuideBlock]) -> GuideBlock | None:
    """The blocks up to the note's end, and the block after it if it had to be read to find the end."""
    for count, block in enumerate(waiting):
        if marker[0] in "!?":
            column = block.frame.position(block.node.span.start).column if block.node.span is not None else 1
            if column < INDENTED:
                return block
        elif block.type == "heading" or count >= MOST_BLOCKS:
            return block
        else:
            if block.type == "paragraph" and block.passage.text.lstrip().startswith(_closing(marker)):
                if block.item_images:
                    inner.append(replace(block, type="image", images=block.item_images))
                return None
            if _ends(block, marker):
                inner.append(_without_end(block, marker) if marker.startswith("<") else block)
                return None
        inner.append(block)
    return None


def _closing(marker: str) -> str:
    if marker.startswith("<"):
        return f"</{marker[1:]}>"
    return marker[:3] if marker[0] in FENCES else marker


def _without_end(block: GuideBlock, marker: str) -> GuideBlock:
    """A paragraph without the closing tag at its end."""
    words = block.passage
    cut = words.text.rstrip().removesuffix(_closing(marker)).rstrip()
    return replace(block, passage=replace(words, text=cut)) if len(cut) < len(words.text) else block


def _ends(block: GuideBlock, marker: str) -> bool:
    """Whether the note's end is in the last line of a block."""
    if marker[0] in "!?":
        return False
    if marker.startswith("<") and block.type == "paragraph":
        return block.passage.text.rstrip().endswith(_closing(marker))
    span = block.node.span
    raw = block.frame.text[span.start : span.end].rstrip() if span is not None else ""
    last = raw[raw.rfind("\n") + 1 :].strip() if "\n" in raw else ""
    if marker.startswith("<"):
        return raw.endswith(_closing(marker))
    return last.startswith(marker[:3]) if marker[0] in FENCES else last.startswith(("{{< /", "{{% /", "{{</", "{{%/"))


_CLASS = re.compile(r"\s*\{:([^{}\n]{1,80})\}\s*$")
"""Kramdown's attributes behind a paragraph: ``{: .warning}``."""


def _named_above(block: GuideBlock, words: Lexicon) -> re.Match[str] | None:
    """The word for a note that is alone in bold in a paragraph's first line."""
    passage = block.passage
    if not passage.bold_start or not passage.ui or not passage.breaks:
        return None
    label = passage.ui[0][1]
    if len(label) > LONGEST_MARK or passage.text[: passage.breaks[0]].strip() != label:
        return None
    return words.note_starts.match(f"{label}:")


def _bold_note(block: GuideBlock, words: Lexicon) -> GuideBlock:
    """A paragraph such as “**Note:** …”, or with the class of a note, as a note."""
    if block.marks:
        return block
    classed = _CLASS.search(block.passage.text[-LONGEST_CLASS:]) if block.passage.text.endswith("}") else None
    if classed is not None:
        cut = len(classed.group())
        block = replace(block, passage=replace(block.passage, text=block.passage.text[:-cut]))
        if _KINDS.search(classed[1]) is not None:
            tone = "warning" if _WARNS.search(classed[1]) else "info"
            return replace(block, type="note", tone=tone, inner=(block,))
    beginning = block.passage.text[:LONGEST_MARK]
    found = words.note_starts.match(beginning) if ":" in beginning or "!" in beginning else None
    if found is None:
        found = _named_above(block, words)
    if found is None:
        return block
    tone = "warning" if found[1].lower() in words.warning_names else "info"
    return replace(block, type="note", tone=tone, inner=(block,))
