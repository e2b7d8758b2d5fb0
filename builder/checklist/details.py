"""Details that a program needs to follow an item: condition, owner, plain action, expected result, choice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from builder.checklist.command_code import is_command, typed
from builder.checklist.gathering_section import OpenSection
from builder.checklist.ids import slug
from builder.checklist.lexicon_file import Lexicon
from builder.checklist.model import Action, Choice, ChoiceOption, Details, Item
from builder.checklist.sentences import sentences

LONGEST = 400
_WHEN = re.compile(
    r"^(?:\W*(?:then|also|but|and|optionally)\W+)?"
    r"((?:only )?(?:if|unless|in case|when(?=ever| you (?:use|have|are)))\b[^,;]{2,160}?)"
    r"(?:,| then |; )",
    re.IGNORECASE,
)
_FOR = re.compile(r"^((?:for|on) (?:the )?[^,]{2,60}(?:users?|only|systems?|machines?|clusters?)),", re.IGNORECASE)
_CLICK = re.compile(r"\b(?:click|press|tap|select|choose|check|tick|hit|push)\b", re.IGNORECASE)
_OPEN = re.compile(r"\b(?:open|go to|navigate to|visit|browse to|log ?in to|sign in to)\b", re.IGNORECASE)
_SET = re.compile(r"\b(?:set|change)\b.*\bto\b", re.IGNORECASE)
_FILE = re.compile(r"\b(?:create|edit|add|save|write|append|put|update|modify|open|replace)\b", re.IGNORECASE)
_FILE_NAME = re.compile(r"^[\w~./-]*(?:/[\w.-]+|[\w-]+\.[a-z]{1,6}|\.env|Dockerfile|Makefile)$")
_URL = re.compile(r"https?://[^\s<>\"')\]]+")
_NO_CONTROL = re.compile(r"[/\\=<>{}$|]|^-|^[A-Z]+_[A-Z_]+$|^\w+\.\w+|\(\)")


def with_details(items: Sequence[Item], words: Lexicon) -> tuple[Item, ...]:
    """The items with the conditions, actions and results that their words and code contain."""
    return tuple(replace(item, details=_details(item, words)) for item in items)


def _details(item: Item, words: Lexicon) -> Details:
    text = item.text[:LONGEST]
    when = _WHEN.match(text) or _FOR.match(text)
    owner = words.owner.search(text)
    controls = tuple(label for label in item.ui if not _NO_CONTROL.search(label) and not is_command(label, words))
    return Details(
        when=when[1].strip() if when is not None else "",
        owner=owner[1].strip() if owner is not None else "",
        controls=controls,
        action=_action(item, text, controls, words),
        expects=tuple(_expects(item, text, words)),
    )


_RUN = re.compile(r"\b(?:run|type|enter|execute|issue|call)\b", re.IGNORECASE)
"""Words that make a program's bare name a command."""


def _action(item: Item, text: str, controls: Sequence[str], words: Lexicon) -> Action | None:
    """The action, if words and annotations leave no doubt."""
    if item.kind not in ("step", "verify"):
        return None
    shown = [code.text for code in item.code if code.role == "command"]
    # Of two sessions, the one of Windows is the other way.
    commands = [typed(code) for code in shown if not code.startswith("> ")] or shown
    inline = [label for label in item.ui if is_command(label, words) and (" " in label or _RUN.search(text))]
    if commands or inline:
        return Action("run", "", "\n".join(commands or inline))
    files = [code for code in item.code if code.role == "file"]
    if files and _FILE.search(text):
        name = next((label for label in item.ui if _FILE_NAME.match(label)), "")
        return Action("file", name or files[0].title, files[0].text)
    if len(item.ui) > 1 and _SET.search(text):
        return Action("set", item.ui[0], item.ui[-1])
    address = next((link.target for link in item.links if _URL.match(link.target)), "") or _first_url(text)
    if address and _OPEN.search(text):
        return Action("open", address, "")
    if controls and _CLICK.search(text):
        return Action("click", controls[-1], "")
    return None


def _first_url(text: str) -> str:
    found = _URL.search(text) if "://" in text else None
    return found.group().rstrip(".,;") if found is not None else ""


def _expects(item: Item, text: str, words: Lexicon) -> Iterator[str]:
    """Results to see: output after the item, sentences such as “You should see …”."""
    if words.result_phrases.may_match(text):
        for start, end in sentences(text):
            said = text[start:end]
            if words.result_phrases.match(said) is not None:
                yield said
    for code in item.code:
        if code.role == "output":
            yield code.text


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
