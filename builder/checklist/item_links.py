"""Links between the items of a published checklist: values, choices, and the scope of a prerequisite."""

from __future__ import annotations

from typing import Any

from builder.checklist.model import ChecklistDraft, Choice, Item


class ItemLinks:
    """For each item of a checklist: its values, its choice, its condition and action."""

    def __init__(self, draft: ChecklistDraft) -> None:
        self._sources = {value.id: value.found_at for value in draft.values}
        self._numbers = {section.id: section.step_number for section in draft.sections}
        self._options: dict[str, dict[str, str]] = {}
        for choice in draft.choices:
            for option in choice.options:
                for name in option.items:
                    self._options.setdefault(name, {"choice": choice.id, "option": option.label})

    def fields(self, item: Item) -> dict[str, Any]:
        """The fields of an item that a program follows."""
        details = item.details
        action = details.action
        return {
            "when": details.when or None,
            "owner": details.owner or None,
            "action": None
            if action is None
            else {"type": action.type, "target": action.target or None, "value": action.value or None},
            "expects": list(details.expects),
            "needs": [
                *({"value": name, "from": list(self._sources.get(name, ()))} for name in item.uses),
                *({"value": need.value, "from": list(need.sources)} for need in details.needs),
            ],
            "gives": [*(name for name, places in self._sources.items() if item.id in places), *details.gives],
            "choice": self._options.get(item.id),
            "scope": self._scope(item),
        }

    def _scope(self, item: Item) -> str | None:
        """The scope of a prerequisite: the id of the step's section, or ``guide`` for the whole guide."""
        if item.kind != "prerequisite":
            return None
        return item.section if self._numbers.get(item.section) is not None else "guide"


def choice_data(choice: Choice) -> dict[str, Any]:
    """A choice as it is published."""
    return {
        "id": choice.id,
        "question": choice.question,
        "item": choice.item or None,
        "decides": choice.decides or None,
        "options": [{"label": option.label, "items": list(option.items)} for option in choice.options],
    }
