"""Checks a YAML document against a table of keys, and keeps texts as they are written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec.structs import replace

from builder.content.keys.kinds import (
    AnyOf,
    Anything,
    ChoiceKind,
    Flag,
    JsonSchema,
    Key,
    Kind,
    ListOf,
    MapOf,
    Number,
    Record,
    Refers,
    TextKind,
)
from builder.content.yaml_document import KeyPath, KeyProblem, KeyReference, ProblemKind, YamlDocument
from builder.diagnostics.suggest import nearest

_TAG = re.compile(r"\{%[^\n]{0,400}%\}")


class _WrongError(Exception):
    """The value is invalid; this has been reported."""


def read_keys(document: YamlDocument, kind: Kind, path: KeyPath = ()) -> YamlDocument:
    """The document with its value at the path, read with a table of keys.

    Values of other kinds are left out and reported; the value is ``None`` if it is empty or invalid as a whole.
    """
    reader = _Reader(document)
    found = document.value
    for key in path:
        found = found[key]
    try:
        value = reader.read(found, kind, path)
    except _WrongError:
        value = None
    return replace(document, value=value, key_problems=tuple(reader.problems), references=tuple(reader.references))


class _Reader:
    """One reading of a document."""

    def __init__(self, document: YamlDocument) -> None:
        self._document = document
        self.problems: list[KeyProblem] = []
        self.references: list[KeyReference] = []

    def read(self, value: Any, kind: Kind, path: KeyPath) -> Any:
        """The value, converted to its kind. Raises _WrongError."""
        if isinstance(kind, TextKind):
            return self._text(value, kind, path)
        if isinstance(kind, Record):
            return self._record(value, kind, path)
        if isinstance(kind, ListOf):
            return self._list(value, kind, path)
        if isinstance(kind, MapOf):
            return self._map(value, kind, path)
        if isinstance(kind, AnyOf):
            return self._any_of(value, kind, path)
        if isinstance(kind, (Anything, JsonSchema)):
            self._untyped(value, path, report_changed=isinstance(kind, Anything))
            return self._mapping(value, path) if isinstance(kind, JsonSchema) else value
        return self._plain(value, kind, path)

    def _plain(self, value: Any, kind: Kind, path: KeyPath) -> Any:
        if isinstance(kind, Flag):
            if isinstance(value, bool):
                return value
            hint = "Remove the quotes." if str(value).lower() in ("true", "false") else ""
            raise self._wrong(path, "must be true or false", help=hint)
        if isinstance(kind, ChoiceKind):
            # YAML reads a bare "off" as false.
            text = self._document.written.get(path, value)
            if text in kind.names:
                return text
            near = nearest(str(text), kind.names)
            raise self._wrong(path, f"must be one of {', '.join(kind.names)}", near=near)
        if isinstance(kind, Number):
            return self._number(value, kind, path)
        raise TypeError(kind)

    def _number(self, value: Any, kind: Number, path: KeyPath) -> Any:
        name = "a whole number" if kind.whole else "a number"
        if path in self._document.unclear:
            raise self._unclear(path)
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise self._wrong(path, f"must be {name}")
        if kind.whole and value != int(value):
            raise self._wrong(path, f"must be {name}")
        if kind.minimum is not None and value < kind.minimum:
            raise self._wrong(path, f"must be {name} of at least {kind.minimum:g}")
        return int(value) if kind.whole else value

    def _text(self, value: Any, kind: TextKind, path: KeyPath) -> str:
        text = value if isinstance(value, str) else self._document.written.get(path)
        if text is None or (value is None and kind.fits is not None):
            raise self._wrong(path, f"must be {kind.wanted}")
        if kind.fits is not None and not kind.fits(text):
            raise self._wrong(path, f"must be {kind.wanted}, not '{text[:60]}'")
        if not kind.may_have_tags and "{%" in text and _TAG.search(text):
            hint = "Write plain text: Handrail reads tags and variables only in the content of pages."
            self._report("value", path, "contains a tag, which readers see as text", path, help=hint)
        if kind.refers:
            self._refer(kind.refers, text, path, path)
        return text

    def _record(self, value: Any, kind: Record, path: KeyPath) -> dict[str, Any]:
        found = self._mapping(value, path)
        known = {key.name: key for key in kind.keys}
        result: dict[str, Any] = {}
        for name, item in found.items():
            below = (*path, name)
            key = known.get(name)
            if key is None:
                if not kind.is_open:
                    self._unknown(below, known)
                    continue
                key = _OPEN
            if item is None and self._document.written.get(below, "") in ("", "~", "null", "Null", "NULL"):
                if kind.is_open:
                    result[name] = None
                continue
            try:
                result[name] = self.read(item, key.kind, below)
            except _WrongError:
                continue
        if not kind.is_open and not self._is_complete(kind, found, result, path):
            raise _WrongError
        return result

    def _is_complete(self, kind: Record, found: Iterable[str], result: dict[str, Any], path: KeyPath) -> bool:
        """Check required keys: a missing one is reported; an invalid one was reported already."""
        complete = True
        for key in kind.keys:
            if not key.required or result.get(key.name) is not None:
                continue
            complete = False
            # A misspelt key is one mistake, and is reported as such.
            misspelt = any(
                name not in {each.name for each in kind.keys} and nearest(name, [key.name]) for name in found
            )
            if not misspelt and (*path, key.name) not in self._document.places:
                example = f"Write, for example: {key.name}: {key.example}" if key.example else ""
                self._report("missing", (*path, key.name), f"has no '{key.name}'", path, help=example)
        return complete

    def _list(self, value: Any, kind: ListOf, path: KeyPath) -> list[Any]:
        if not isinstance(value, list):
            if kind.or_single and not isinstance(value, dict):
                return [self.read(value, kind.item, path)]
            raise self._wrong(path, "must be a list")
        return list(self._items(value, kind.item, path))

    def _items(self, values: Iterable[Any], kind: Kind, path: KeyPath) -> Iterator[Any]:
        for index, item in enumerate(values):
            try:
                yield self.read(item, kind, (*path, index))
            except _WrongError:
                continue

    def _map(self, value: Any, kind: MapOf, path: KeyPath) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for name, item in self._mapping(value, path).items():
            below = (*path, name)
            if kind.name.fits is not None and not kind.name.fits(name):
                self._report("value", below, f"must be {kind.name.wanted}", (*below, ""))
                continue
            if kind.name.refers:
                self._refer(kind.name.refers, name, below, (*below, ""))
            try:
                result[name] = self.read(item, kind.value, below)
            except _WrongError:
                continue
        return result

    def _any_of(self, value: Any, kind: AnyOf, path: KeyPath) -> Any:
        for each in kind.kinds:
            trial = _Reader(self._document)
            try:
                found = trial.read(value, each, path)
            except _WrongError:
                continue
            self.problems += trial.problems
            self.references += trial.references
            return found
        raise self._wrong(path, f"must be {kind.wanted}")

    def _untyped(self, value: Any, path: KeyPath, *, report_changed: bool) -> None:
        """Report numbers in an untyped value that change when YAML reads them."""
        if isinstance(value, dict):
            for name, item in value.items():
                self._untyped(item, (*path, name), report_changed=report_changed)
        elif isinstance(value, list):
            for index, item in enumerate(value):
                self._untyped(item, (*path, index), report_changed=report_changed)
        elif path in self._document.unclear:
            self._unclear(path)
        elif report_changed and isinstance(value, (int, float)) and not isinstance(value, bool):
            written = self._document.written.get(path)
            if written is not None and written.removeprefix("+") != str(value):
                message = f"is read as the number {value}, but is written {written}"
                self._report("changed", path, message, path, help=f'To keep it as text, put it in quotes: "{written}"')

    def _mapping(self, value: Any, path: KeyPath) -> dict[str, Any]:
        if isinstance(value, dict):
            return value
        raise self._wrong(path, "must be a list of 'key: value' lines")

    def _unknown(self, path: KeyPath, known: Iterable[str]) -> None:
        names = tuple(known)
        near = nearest(str(path[-1]), names)
        hint = f"Did you mean '{near[0]}'?" if near else ""
        self._report("unknown", path, "is not a known key", (*path, ""), help=hint, near=near)

    def _unclear(self, path: KeyPath) -> _WrongError:
        reason = self._document.unclear[path]
        self._report("unclear", path, f"can't be used: {reason}", path, help="To keep it as text, put it in quotes.")
        return _WrongError()

    def _wrong(self, path: KeyPath, message: str, help: str = "", near: tuple[str, ...] = ()) -> _WrongError:
        hint = help or (f"Did you mean '{near[0]}'?" if near else "")
        self._report("value", path, message, path, help=hint, near=near)
        return _WrongError()

    def _report(
        self, kind: ProblemKind, path: KeyPath, message: str, at: KeyPath, help: str = "", near: tuple[str, ...] = ()
    ) -> None:
        line, column = self._place(at)
        self.problems.append(
            KeyProblem(kind=kind, path=path, message=message, line=line, column=column, help=help, near=near)
        )

    def _refer(self, refers: Refers, text: str, path: KeyPath, at: KeyPath) -> None:
        line, column = self._place(at)
        self.references.append(KeyReference(refers=refers, name=text, path=path, line=line, column=column))

    def _place(self, path: KeyPath) -> tuple[int, int]:
        while path and path not in self._document.places:
            path = path[:-1]
        return self._document.places.get(path, (1, 1))


_OPEN = Key(name="", kind=Anything(), about="")
