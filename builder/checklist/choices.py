"""The choices of a page: notes with options, tabs, and neighbouring sections that are alternatives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from builder.checklist.gathering_section import OpenSection
from builder.checklist.ids import slug
from builder.checklist.lexicon_file import Lexicon
from builder.checklist.model import Choice, ChoiceOption, Item


def choices(items: Sequence[Item], sections: Sequence[OpenSection], words: Lexicon) -> tuple[Choice, ...]:
    """The choices of a page: those in items, and sections that are alternatives."""
    found = [_of_item(index, items) for index, item in enumerate(items) if item.kind == "choice" and item.options]
    return (*found, *_of_tabs(items), *_of_sections(items, sections, words))


def _of_item(index: int, items: Sequence[Item]) -> Choice:
    """A choice in an item: with the step that it decides, and the items of each option."""
    item = items[index]
    names = {option.label: _names(option.label) for option in item.options}
    near = [other for other in items[:index] if other.section == item.section and other.kind == "step"]
    every = frozenset().union(*names.values())
    decides = next((other for other in reversed(near) if _marks(other) & every), near[-1] if near else None)
    options = tuple(
        ChoiceOption(label, tuple(o.id for o in items if o.id != item.id and _marks(o) & mine))
        for label, mine in names.items()
    )
    return Choice(
        id=item.id,
        question=item.text,
        item=item.id,
        decides=decides.id if decides is not None else "",
        options=options,
    )


def _names(label: str) -> frozenset[str]:
    """The names of an option: “SPA (Single Page Application)” has two."""
    parts = re.split(r"[()/]", label)
    return frozenset(slug(part) for part in parts if part.strip())


def _marks(item: Item) -> frozenset[str]:
    return frozenset(map(slug, item.ui))


def _of_tabs(items: Sequence[Item]) -> Iterator[Choice]:
    groups: dict[int, dict[str, list[str]]] = {}
    titles: dict[int, str] = {}
    for item in items:
        if item.tab is not None:
            groups.setdefault(item.tab.group, {}).setdefault(item.tab.label, []).append(item.id)
            titles[item.tab.group] = item.tab.title
    for group, labels in groups.items():
        if len(labels) > 1:
            options = tuple(ChoiceOption(label, tuple(ids)) for label, ids in labels.items())
            yield Choice(id=f"tabs-{group}", question=titles[group], item="", decides="", options=options)


def _of_sections(items: Sequence[Item], sections: Sequence[OpenSection], words: Lexicon) -> Iterator[Choice]:
    """Neighbouring sections of one level such as “On Linux” and “On Windows”, “Option A” and “Option B”."""
    by_section: dict[str, list[str]] = {}
    for item in items:
        by_section.setdefault(item.section, []).append(item.id)
    run: list[tuple[OpenSection, list[str]]] = []
    parent = ""
    for index, section in enumerate([*sections, None]):
        if section is not None and run and section.level > run[-1][0].level:
            run[-1][1].extend(by_section.get(section.id, ()))
            continue
        alternative = section is not None and words.alternatives.match(section.title) is not None
        if run and (section is None or not alternative or section.level != run[-1][0].level):
            if len(run) > 1:
                options = tuple(ChoiceOption(each.title, tuple(ids)) for each, ids in run)
                yield Choice(id=f"sections-{run[0][0].id}", question=parent, item="", decides="", options=options)
            run = []
        if section is not None and alternative:
            if not run:
                above = (each for each in reversed(sections[:index]) if each.level < section.level)
                parent = next((each.title for each in above), "")
            run.append((section, list(by_section.get(section.id, ()))))
