"""Tags of components in the lines of a paragraph, such as ``<Tabs>`` and ``<Step title="…">``, apart from the words.

Markdoc reads them as text, together with the lines around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from builder.checklist.blocks import COMPONENT, GuideBlock

MARKUP = "markup of another dialect"
STEPS = "Steps"
STEP = "Step"
CARD = re.compile(r"\s*<(\w*(?:Card|Tile|Link)\w*)\b[^>]*\b(?:href|to|link|url)\s*=")
"""A component that leads to another page."""
MOST_BLOCKS = 40
"""The number of blocks in a card, or in a tag of several lines; of a longer one the rest is read."""
TABS = frozenset({"Tabs", "CodeGroup", "TabGroup", "TabbedContent"})
TAB = frozenset({"Tab", "TabItem", "TabPanel", "TabsContent"})

_NAME = re.compile(r"\s*<(/?)([A-Za-z][\w.]*)")
_TITLE = re.compile(r"\b(title|label|header|value|name)\s*=\s*(?:\{\s*)?[\"'“”‘’`]([^\"“”`]{1,200}?)[\"'“”‘’`]")


def with_components(blocks: Iterable[GuideBlock]) -> Iterator[GuideBlock]:
    """The blocks, with steps and tabs made by components as those of our own tags are; other tags are passed over."""
    waiting = iter(blocks)
    group = 0
    for block in waiting:
        if block.type != COMPONENT:
            yield block
            continue
        name = _name(block)
        text = block.passage.text.rstrip()
        if text.lstrip().startswith("<") and ">" not in text:
            yield from _until(block, waiting, ("/>", "}>"))
        elif CARD.match(text) is not None and not text.endswith("/>"):
            yield from _until(block, waiting, (f"</{name}>",))
        elif name == STEP and (title := _title(block)):
            yield from _step(block, title, waiting)
        elif name == f"/{STEPS}":
            yield replace(block, type="steps-end")
        elif name in TABS:
            group = block.passage.places.offset(0) + 1
            yield _passed(block)
        elif name in TAB and group:
            yield _passed(block)
            yield replace(block, type="option", title=_title(block), number=group)
        elif name.removeprefix("/") in TABS and group:
            group = 0
            yield _passed(block)
            yield replace(block, type="option")
        else:
            yield _passed(block)


def _step(block: GuideBlock, title: str, waiting: Iterator[GuideBlock]) -> Iterator[GuideBlock]:
    """A step with the blocks up to its closing tag, or to the next step."""
    inner: list[GuideBlock] = []
    for each in waiting:
        if each.type == COMPONENT and (name := _name(each)) in (STEP, f"/{STEP}", f"/{STEPS}"):
            yield _as_step(block, title, inner)
            if name == STEP and (following := _title(each)):
                yield from _step(each, following, waiting)
            elif name == f"/{STEPS}":
                yield replace(each, type="steps-end")
            return
        inner.append(each)
    yield _as_step(block, title, inner)


def _as_step(block: GuideBlock, title: str, inner: Sequence[GuideBlock]) -> GuideBlock:
    # The words are those of the title, at the place of its tag.
    words = replace(block.passage, text=title, ui=(), links=(), codes=frozenset(), breaks=())
    return replace(block, type="step", title=title, passage=words, inner=tuple(with_components(inner)))


def _until(block: GuideBlock, waiting: Iterator[GuideBlock], ends: tuple[str, ...]) -> Iterator[GuideBlock]:
    """Pass over a tag and the blocks up to its end."""
    yield _passed(block)
    for count, each in enumerate(waiting):
        yield _passed(each) if each.type in (COMPONENT, "paragraph") else replace(block, type="skipped", inner=(each,))
        if each.passage.text.rstrip().endswith(ends) or count > MOST_BLOCKS:
            return


def _passed(block: GuideBlock) -> GuideBlock:
    return replace(block, type="passed", title=MARKUP)


def _name(block: GuideBlock) -> str:
    found = _NAME.match(block.passage.text)
    return f"{found[1]}{found[2]}" if found is not None else ""


def _title(block: GuideBlock) -> str:
    """The title of a component; a name for programs only if it has no other."""
    found = {name: words.strip() for name, words in reversed(_TITLE.findall(block.passage.text))}
    return next((found[name] for name in ("title", "label", "header", "value", "name") if name in found), "")
