"""Reads values from JavaScript and TypeScript without running it: literals, constants, spreads of them.

Anything that is not static (a call, a function, an element) becomes an :class:`Opaque` with its source.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from builder.importing.javascript.balance import Budget, closing_brace
from builder.importing.javascript.strings import template_text, unescaped


class Opaque(msgspec.Struct, frozen=True):
    """A value that only running the program would give."""

    source: str


class Regex(msgspec.Struct, frozen=True):
    """A regular expression's source."""

    source: str


DEEPEST = 60

Load = Callable[[str], Any]
"""Loads a module's value by the name it is imported by; ``Opaque`` if it is unknown."""

_BLANK = re.compile(r"(?:\s+|//[^\n]*|/\*.*?\*/)*", re.DOTALL)
_STRING = re.compile(r"'((?:[^'\\\n]|\\.)*)'|\"((?:[^\"\\\n]|\\.)*)\"", re.DOTALL)
_NUMBER = re.compile(r"-?(?:0[xX][\da-fA-F]+|\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+)")
_WORD = re.compile(r"[A-Za-z_$][\w$]*")
_REGEX = re.compile(r"/(?![*/])((?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)/[a-z]*")
_MEMBER = re.compile(r"\s*(?:\?\.|\.)\s*([A-Za-z_$][\w$]*)")
_CAST = re.compile(r"\s*(?:as|satisfies)\s+(?:const\b|[\w.<>\[\]| ]+)|\s*!(?=[\s,;)\]}.])")
_LIST_METHOD = re.compile(r"\??\.\s*(filter|flat|concat)\s*(?=\()")
_STOPS = frozenset(",;)]}")
_OPERATORS = frozenset("?|&+-*/.<>=%")

_WORDS: Mapping[str, Any] = {"true": True, "false": False, "null": None, "undefined": None, "NaN": None}


class LiteralReader:
    """Reads one text; names are looked up in ``names``, modules by ``load``."""

    def __init__(self, text: str, names: Mapping[str, Any] | None = None, load: Load | None = None) -> None:
        self.text = text
        self.at = 0
        self.names = dict(names or {})
        self._load: Load = load if load is not None else Opaque
        self.budget = Budget(len(text))

    def skip(self) -> None:
        """Pass spaces and comments."""
        found = _BLANK.match(self.text, self.at)
        if found is not None:
            self.at = found.end()

    def value(self, depth: int = 0) -> Any:
        """The value at this place, up to the sign that ends it."""
        self.skip()
        start = self.at
        found = self._operand(depth)
        while True:
            end = self.at
            self.skip()
            more = self._operated(found, start, depth)
            if more is None:
                break
            found = more[0]
        if self.at >= len(self.text) or self.text[self.at] in _STOPS:
            return found
        if not depth and "\n" in self.text[end : self.at] and self.text[self.at] not in _OPERATORS:
            return found
        return self._opaque(start)

    def _operated(self, found: Any, start: int, depth: int) -> tuple[Any] | None:
        """The value after one more operator or cast; ``None`` if no operator follows."""
        if isinstance(found, list) and (method := _LIST_METHOD.match(self.text, self.at)) is not None:
            self.at = method.end()
            return (self._changed(found, method[1], depth),)
        if self.text.startswith("+", self.at) and isinstance(found, str):
            self.at += 1
            more = self._operand(depth)
            return (found + str(more),) if isinstance(more, (str, int)) else (Opaque(self.text[start : self.at]),)
        if self.text.startswith(("||", "??"), self.at):
            self.at += 2
            more = self._operand(depth)
            return (more,) if found is None or isinstance(found, Opaque) else (found,)
        cast = _CAST.match(self.text, self.at)
        if cast is None or cast.end() == self.at:
            return None
        self.at = cast.end()
        return (found,)

    def _changed(self, found: list[Any], method: str, depth: int) -> list[Any]:
        """The list after a call of one of its methods. A filter is taken to drop empty values, and no others."""
        start = self.at
        end = closing_brace(self.text, start, self.budget)
        self.at += 1
        argument = self.value(depth + 1) if method == "concat" else None
        self.at = end if end > 0 else len(self.text)
        if method == "concat":
            return [*found, *(argument if isinstance(argument, list) else [argument])]
        if method == "flat":
            return [each for item in found for each in (item if isinstance(item, list) else [item])]
        return [each for each in found if each not in (None, False, "")]

    def _opaque(self, start: int) -> Opaque:
        """Everything up to the end of the value, by its brackets."""
        while self.at < len(self.text) and self.text[self.at] not in _STOPS:
            self._pass()
        return Opaque(self.text[start : self.at].strip())

    def _pass(self) -> None:
        mark = self.text[self.at]
        if mark in "{[(":
            end = closing_brace(self.text, self.at, self.budget)
            self.at = end if end > 0 else len(self.text)
            return
        if mark in "'\"":
            found = _STRING.match(self.text, self.at)
            self.at = found.end() if found is not None else self.at + 1
            return
        if mark == "`":
            self.at = template_text(self.text, self.at, self.budget, self._name)[1]
            return
        before = self.at
        if mark == "/":
            self.skip()
        self.at = max(self.at, before + 1)

    def _operand(self, depth: int) -> Any:
        self.skip()
        text, start = self.text, self.at
        mark = text[start : start + 1]
        if depth > DEEPEST or not mark:
            return self._opaque(start)
        if mark == "{":
            return self._object(depth)
        if mark == "[":
            return self._array(depth)
        if mark == "(":
            return self._parenthesis(depth)
        if mark in "'\"":
            found = _STRING.match(text, start)
            if found is not None:
                self.at = found.end()
                return unescaped(found[1] if found[1] is not None else found[2])
        if mark == "`":
            value, self.at = template_text(text, start, self.budget, self._name)
            return value if isinstance(value, str) else Opaque(text[start : self.at])
        number = _NUMBER.match(text, start)
        if number is not None and number[0] != "-":
            self.at = number.end()
            return _number(number[0])
        if mark == "/":
            regex = _REGEX.match(text, start)
            if regex is not None:
                self.at = regex.end()
                return Regex(regex[1])
        word = _WORD.match(text, start)
        return self._named(word, depth) if word is not None else self._opaque(start)

    def _parenthesis(self, depth: int) -> Any:
        start = self.at
        end = closing_brace(self.text, start, self.budget)
        if end < 0:
            self.at = len(self.text)
            return Opaque(self.text[start:])
        after = _BLANK.match(self.text, end)
        if after is not None and self.text.startswith("=>", after.end()):
            return self._opaque(start)
        self.at = start + 1
        found = self.value(depth + 1)
        self.at = end
        return found

    def _named(self, word: re.Match[str], depth: int) -> Any:
        self.at = word.end()
        name = word[0]
        if name in _WORDS:
            return _WORDS[name]
        if name in ("function", "async", "class", "new", "await", "typeof", "import"):
            return self._opaque(word.start())
        found = self.names.get(name, Opaque(name))
        while True:
            member = _MEMBER.match(self.text, self.at)
            if member is not None:
                self.at = member.end()
                name = f"{name}.{member[1]}"
                found = found.get(member[1], Opaque(name)) if isinstance(found, dict) else Opaque(name)
                continue
            self.skip()
            if self.text.startswith("(", self.at):
                found = self._call(name, depth)
                continue
            if self.text.startswith("[", self.at):
                found = self._index(found, depth)
                continue
            return found

    def _index(self, found: Any, depth: int) -> Any:
        start = self.at
        self.at += 1
        key = self.value(depth + 1)
        end = closing_brace(self.text, start, self.budget)
        self.at = end if end > 0 else len(self.text)
        try:
            return found[key] if isinstance(found, (dict, list)) else Opaque(self.text[start : self.at])
        except (KeyError, IndexError, TypeError):
            return Opaque(self.text[start : self.at])

    def _call(self, name: str, depth: int) -> Any:
        """The value of a call: a required module, or the argument of a function that only types or wraps it."""
        start = self.at
        end = closing_brace(self.text, start, self.budget)
        if end < 0:
            self.at = len(self.text)
            return Opaque(name)
        self.at = start + 1
        argument = self.value(depth + 1)
        self.at = end
        if name == "require":
            return self._load(argument) if isinstance(argument, str) else Opaque(name)
        if name in ("require.resolve", "import.meta.resolve", "useBaseUrl", "useBaseUrlPath"):
            return argument
        if name.startswith(("define", "with", "Object.freeze", "starlight", "createConfig")) or name in self.names:
            return argument
        return Call(name, argument, self.text[start:end])

    def _array(self, depth: int) -> list[Any]:
        found: list[Any] = []
        self.at += 1
        while self.at < len(self.text):
            self.skip()
            if self.text.startswith("]", self.at):
                self.at += 1
                break
            before = self.at
            if self.text.startswith("...", self.at):
                self.at += 3
                more = self.value(depth + 1)
                found.extend(more if isinstance(more, list) else [more] if isinstance(more, Opaque) else [])
            else:
                found.append(self.value(depth + 1))
            self._comma(before)
        return found

    def _comma(self, before: int) -> None:
        self.skip()
        at_end = self.at >= len(self.text)
        if not at_end and (self.text[self.at] not in "]}" or self.at == before):
            self.at += 1

    def _object(self, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        self.at += 1
        while self.at < len(self.text):
            self.skip()
            if self.text.startswith("}", self.at):
                self.at += 1
                break
            before = self.at
            if self.text.startswith("...", self.at):
                self.at += 3
                more = self.value(depth + 1)
                if isinstance(more, dict):
                    found.update(more)
            else:
                self._member(found, depth)
            self._comma(before)
        return found

    def _member(self, found: dict[str, Any], depth: int) -> None:
        key = self._key(depth)
        self.skip()
        if key is None:
            self._opaque(self.at)
        elif self.text.startswith(":", self.at):
            self.at += 1
            found[key] = self.value(depth + 1)
        elif self.text.startswith("(", self.at):
            found[key] = self._opaque(self.at)
        else:
            found[key] = self._name(key)

    def _key(self, depth: int) -> str | None:
        string = _STRING.match(self.text, self.at)
        if string is not None:
            self.at = string.end()
            return unescaped(string[1] if string[1] is not None else string[2])
        word = _WORD.match(self.text, self.at) or _NUMBER.match(self.text, self.at)
        if word is not None:
            self.at = word.end()
            return word[0]
        if self.text.startswith("[", self.at):
            start = self.at
            self.at += 1
            key = self.value(depth + 1)
            end = closing_brace(self.text, start, self.budget)
            self.at = end if end > 0 else len(self.text)
            return key if isinstance(key, str) else None
        return None

    def _name(self, path: str) -> Any:
        """The value of a name with its members; :class:`Opaque` if it isn't known."""
        first, *rest = path.strip().split(".")
        found = self.names.get(first, Opaque(path))
        for part in rest:
            found = found.get(part, Opaque(path)) if isinstance(found, dict) else Opaque(path)
        return found


class Call(msgspec.Struct, frozen=True):
    """A call of a function that isn't known, with its first argument: a plugin with its options."""

    name: str
    argument: Any
    source: str


def _number(text: str) -> int | float:
    clean = text.replace("_", "")
    if clean.lower().startswith("0x"):
        return int(clean, 16)
    return float(clean) if any(mark in clean for mark in ".eE") else int(clean)


def read_value(source: str, names: Mapping[str, Any] | None = None) -> Any:
    """The value of an expression; :class:`Opaque` if it is not static."""
    reader = LiteralReader(source, names)
    found = reader.value()
    reader.skip()
    return found if reader.at >= len(source) else Opaque(source)


def is_static(value: Any) -> bool:
    """Whether a value holds nothing that only running the program would give."""
    if isinstance(value, dict):
        return all(map(is_static, value.values()))
    if isinstance(value, list):
        return all(map(is_static, value))
    return not isinstance(value, (Opaque, Call, Regex))
