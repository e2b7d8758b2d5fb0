"""What looks wrong in a checklist (R8, R9)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from builder.checklist.items import Item, Section, Value
from builder.checklist.values import spelled
from builder.checklist.words import Words
from builder.diagnostics.diagnostic import Diagnostic

ACTIONS = frozenset({"step", "verify", "choice", "collect", "requirement", "prerequisite"})

_ASSIGNMENT = re.compile(r"[\"']?([\w.-]{3,60})[\"']?[ \t]?[:=][ \t]?[\"']?([^\s\"'#,]{8,200})")
_STAND_IN = re.compile(
    r"^[<{$(\[%]|your|example|changeme|change-me|placeholder|x{3,}|\*{3,}|\.{3}|[{}<>]|^/|\bpath\b", re.IGNORECASE
)


def review(
    sections: Sequence[Section], items: Sequence[Item], values: Sequence[Value], words: Words
) -> tuple[Diagnostic, ...]:
    """Gaps in the numbers, steps without an action, values never located or used too early, secrets shown."""
    return (*_gaps(sections), *_empty(sections, items), *_values(items, values), *_secrets(items, words))


def _gaps(sections: Sequence[Section]) -> Iterator[Diagnostic]:
    before: int | None = None
    for section in sections:
        number = section.step_number
        if number is None:
            continue
        # A number that starts afresh begins another series.
        if before is not None and number not in (before, before + 1, 1, 0):
            yield _at_section("checklist-step-gap", f"Step {number} follows step {before}.", section)
        before = number


def _empty(sections: Sequence[Section], items: Sequence[Item]) -> Iterator[Diagnostic]:
    acting = {item.section for item in items if item.kind in ACTIONS}
    telling = {item.section for item in items}
    for index, section in enumerate(sections):
        following = sections[index + 1] if index + 1 < len(sections) else None
        if section.step_number is None or section.id in acting:
            continue
        # A step whose actions stand below headings of its own is not empty.
        if following is not None and following.step_number is None and following.id in acting:
            continue
        # One that says only where things are, as "Where to find the credentials" does, has its use.
        if section.id in telling:
            continue
        yield _at_section("checklist-step-empty", f"The step '{section.title}' asks nothing.", section)


def _at_section(code: str, message: str, section: Section) -> Diagnostic:
    column = 1 if section.line else 0
    return Diagnostic(code, "warning", message, section.path, section.line, column, subject=section.id)


def _values(items: Sequence[Item], values: Sequence[Value]) -> Iterator[Diagnostic]:
    order = {item.id: index for index, item in enumerate(items)}
    by_id = {item.id: item for item in items}
    asking: dict[str, Item] = {}
    for item in items:
        for name in item.collects:
            asking.setdefault(name, item)
    for value in values:
        if not value.found_at:
            message = f"The guide asks for '{value.label}', but no step says where it is."
            yield _at_item("checklist-value-unlocated", message, asking[value.id], value.id)
        elif value.used_at and order[value.used_at[0]] < order[value.found_at[0]]:
            message = f"'{value.label}' is used before the guide says where it is."
            yield _at_item("checklist-value-before-source", message, by_id[value.used_at[0]], value.id)


def _secrets(items: Sequence[Item], words: Words) -> Iterator[Diagnostic]:
    """Code that shows what looks like a real secret, not a placeholder."""
    for item in items:
        for code in item.code:
            for name, text in _ASSIGNMENT.findall(code.text):
                if _is_secret(name, words) and _STAND_IN.search(text) is None:
                    message = f"The sample shows a value for '{name}', which is a secret."
                    yield _at_item("checklist-secret-shown", message, item, f"{item.id}/{name}")


def _is_secret(name: str, words: Words) -> bool:
    """Whether a key's name ends in a word for a secret: ``clientSecret``, not ``token_endpoint``."""
    spaced = spelled(name).replace("-", " ")
    return any(match.end() == len(spaced) for match in words.secret.finditer(spaced))


def _at_item(code: str, message: str, item: Item, subject: str) -> Diagnostic:
    origin = item.origin
    return Diagnostic(
        code, "warning", message, origin.path, origin.line, origin.column, via=origin.via, subject=subject
    )
