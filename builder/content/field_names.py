"""Front matter fields with the names of another program: ``aliases`` is ``redirect_from``."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, TypeVar

from msgspec.structs import replace

from builder.content.yaml_document import KeyPath, YamlDocument

V = TypeVar("V")

NO_FIELDS: Final[Mapping[str, str]] = MappingProxyType({})
_COLLECTED = "redirect_from"
"""A field that can get values from several other names."""


def with_own_names(document: YamlDocument, fields: Mapping[str, str]) -> YamlDocument:
    """The document with each field also under our name, if that is free; places are those of the values as written.

    ``fields`` maps other names to ours; a dot selects a nested value: ``sidebar.label``.
    """
    value = dict(document.value)
    renamed = replace(document, value=value, places=dict(document.places), written=dict(document.written))
    for theirs, ours in fields.items():
        path = tuple(theirs.split("."))
        found = _at(document.value, path)
        if found is None or theirs == ours:
            continue
        if ours == _COLLECTED:
            _collect(renamed, path, found)
        elif value.get(ours) is None:
            value[ours] = found
            _copy_places(renamed, path, (ours,))
    return renamed


def _at(value: Any, path: KeyPath) -> Any:
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _collect(document: YamlDocument, path: KeyPath, found: Any) -> None:
    """Add one value, or each value of a list, to the list of old addresses."""
    before = document.value.get(_COLLECTED)
    listed = list(before) if isinstance(before, list) else [] if before is None else [before]
    if before is not None and not isinstance(before, list):
        _copy_places(document, (_COLLECTED,), (_COLLECTED, 0))
    elif before is None:
        _copy_places(document, path, (_COLLECTED,))
    several = isinstance(found, list)
    for index, item in enumerate(found if several else [found]):
        _copy_places(document, (*path, index) if several else path, (_COLLECTED, len(listed)))
        listed.append(item)
    document.value[_COLLECTED] = listed


def _copy_places(document: YamlDocument, old: KeyPath, new: KeyPath) -> None:
    _copy_below(document.places, old, new)
    _copy_below(document.written, old, new)


def _copy_below(kept: dict[KeyPath, V], old: KeyPath, new: KeyPath) -> None:
    below = [(path, value) for path, value in kept.items() if path[: len(old)] == old]
    kept.update((new + path[len(old) :], value) for path, value in below)
