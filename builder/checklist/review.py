"""What looks wrong in a checklist (R8, R9)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.checklist.items import Item, Section, Value
from builder.diagnostics.diagnostic import Diagnostic

ACTIONS = frozenset({"step", "verify", "choice", "collect", "requirement", "prerequisite"})


def review(sections: Sequence[Section], items: Sequence[Item], values: Sequence[Value]) -> tuple[Diagnostic, ...]:
    """Gaps in the numbers, steps without an action, values never located or used too early."""
    return (*_gaps(sections, items), *_empty(sections, items), *_values(items, values))


def _gaps(sections: Sequence[Section], items: Sequence[Item]) -> Iterator[Diagnostic]:
    before: int | None = None
    for section in sections:
        number = section.step_number
        if number is None:
            continue
        # A number that starts afresh begins another series.
        if before is not None and number not in (before, before + 1, 1, 0):
            message = f"Step {number} follows step {before}."
            yield _at_section("checklist-step-gap", message, section, items)
        before = number


def _empty(sections: Sequence[Section], items: Sequence[Item]) -> Iterator[Diagnostic]:
    acting = {item.section for item in items if item.kind in ACTIONS}
    for section, following in zip(sections, (*sections[1:], None), strict=True):
        if section.step_number is None or section.id in acting:
            continue
        # A step whose actions stand below headings of its own is not empty.
        if following is not None and following.step_number is None and following.id in acting:
            continue
        yield _at_section("checklist-step-empty", f"The step '{section.title}' asks nothing.", section, items)


def _at_section(code: str, message: str, section: Section, items: Sequence[Item]) -> Diagnostic:
    first = next((item.origin for item in items if item.section == section.id), None)
    line, column, path = (first.line, first.column, first.path) if first is not None else (0, 0, "")
    return Diagnostic(code, "warning", message, path, line, column, subject=section.id)


def _values(items: Sequence[Item], values: Sequence[Value]) -> Iterator[Diagnostic]:
    order = {item.id: index for index, item in enumerate(items)}
    asking = {name: item for item in items for name in item.collects}
    for value in values:
        item = asking.get(value.id)
        if item is None:
            continue
        origin = item.origin
        if not value.found_at:
            message = f"The guide asks for '{value.label}', but no step says where it is."
            code = "checklist-value-unlocated"
        elif value.used_at and order[value.used_at[0]] < order[value.found_at[0]]:
            message = f"'{value.label}' is used before the guide says where it is."
            code = "checklist-value-before-source"
        else:
            continue
        yield Diagnostic(
            code, "warning", message, origin.path, origin.line, origin.column, via=origin.via, subject=value.id
        )
