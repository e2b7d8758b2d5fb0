"""The grammar of the text between ``{%`` and ``%}``.

A parsing expression grammar, written by hand. Each alternative that fails notes what it expected;
when nothing matches, the furthest place at which anything was expected gives the message, worded as
the reference words it. Common forms are recognised by one regular expression before that.

::

    top        ← interpolation / annotation / opening / closing
    interpolation ← variable / function
    annotation ← attributes _*
    opening    ← name _* (value _?)? attributes? _* "/"?
    closing    ← "/" name
    attributes ← attribute (_+ attribute)*
    attribute  ← "#" identifier / "." identifier / identifier "=" value
    value      ← null / boolean / string / number / array / hash / function / variable
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal

from builder.diagnostics.span import Span
from builder.markdoc.node import Annotation, AttributeSpan
from builder.markdoc.scanner import IDENTIFIER, NUMBER, ScanError, Scanner, read_number
from builder.markdoc.values import FunctionCall, Variable

Kind = Literal["variable", "annotation", "tag", "tag_open", "tag_close"]

DEEPEST = 100
"""The maximum nesting of arrays, hashes and calls; deeper nesting is a syntax error."""

_STRING = re.compile(r'"((?:[^\x00-\x1f"\\]|\\["\\nrt])*)"')
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {'"': '"', "\\": "\\", "n": "\n", "r": "\r", "t": "\t"}

_PLAIN = re.compile(
    r"""(?P<close>/)?(?P<name>[a-zA-Z0-9_-]+)
        (?P<attributes>(?:[ \n\t]+[a-zA-Z0-9_-]+=(?:"[^\x00-\x1f"\\]*"|-?[0-9]+(?:\.[0-9]+)?|true|false))*)
        [ \n\t]*(?P<self>/)?""",
    re.VERBOSE,
)
_PLAIN_ATTRIBUTE = re.compile(r'[ \n\t]+([a-zA-Z0-9_-]+)=(?:"([^"]*)"|(true|false)|([^ \n\t/]+))')
_ATTRIBUTE_NAME = re.compile(r"[a-zA-Z0-9_-]+=")


@dataclass(frozen=True, slots=True, kw_only=True)
class TagContent:
    """The parsed content of one tag."""

    kind: Kind
    name: str | None = None
    """The name of the tag."""
    attributes: tuple[Annotation, ...] | None = None
    value: Any = None
    """The value of an interpolation: a variable, a call, or the pieces of an ``@`` path."""
    spans: tuple[AttributeSpan, ...] = ()
    """One for each attribute, in offsets of the content; only where asked for."""


def parse_tag(content: str) -> TagContent:
    """Parse the trimmed text between the delimiters. Raises TagSyntaxError."""
    plain = _PLAIN.fullmatch(content)
    if plain is None:
        return _Parser(content).top()
    name = plain["name"]
    if plain["close"]:
        if plain["attributes"] or plain["self"] or not content.endswith(name):
            return _Parser(content).top()
        return TagContent(kind="tag_close", name=name)
    kind: Kind = "tag" if plain["self"] else "tag_open"
    attributes = tuple(map(_plain_attribute, _PLAIN_ATTRIBUTE.finditer(plain["attributes"])))
    return TagContent(kind=kind, name=name, attributes=attributes or None)


def parse_tag_spans(content: str) -> TagContent:
    """The same, with the places of attributes and values. Raises TagSyntaxError."""
    plain = _PLAIN.fullmatch(content)
    matches = tuple(_PLAIN_ATTRIBUTE.finditer(content, *plain.span("attributes"))) if plain else ()
    if plain is None or plain["close"] or not matches:
        return _Parser(content).top()
    spans = tuple(AttributeSpan(Span(*each.span(1)), Span(each.end(1) + 1, each.end())) for each in matches)
    kind: Kind = "tag" if plain["self"] else "tag_open"
    return TagContent(kind=kind, name=plain["name"], attributes=tuple(map(_plain_attribute, matches)), spans=spans)


def _plain_attribute(match: re.Match[str]) -> Annotation:
    name, string, boolean, number = match.groups()
    value: Any = string
    if boolean is not None:
        value = boolean == "true"
    elif number is not None:
        value = read_number(number)
    return Annotation("attribute", name, value)


class _Parser(Scanner):
    """One parse of one content."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.depth = 0
        self.spans: list[AttributeSpan] = []
        self.references: list[tuple[str, Span]] = []
        """Variables and calls found, including those of abandoned alternatives."""

    def top(self) -> TagContent:
        for rule in (self._interpolation, self._annotation, self._opening, self._closing):
            self.pos = 0
            self.spans = []
            self.references = []
            try:
                found = rule()
            except ScanError:
                continue
            if self.pos == len(self.text):
                return found
            self.expect("end of input")
            break
        raise self.error()

    # The four forms

    def _interpolation(self) -> TagContent:
        try:
            value = self._variable()
        except ScanError:
            self.pos = 0
            value = self._function()
        whole = Span(0, self.pos)
        spans = (AttributeSpan(whole, whole, self._references_in(whole)),)
        return TagContent(kind="variable", value=value, spans=spans)

    def _annotation(self) -> TagContent:
        attributes = tuple(self._attributes())
        self.spaces()
        return TagContent(kind="annotation", attributes=attributes, spans=tuple(self.spans))

    def _opening(self) -> TagContent:
        name = self.identifier("tag name")
        self.spaces()
        primary, primary_span = self._primary()
        try:
            attributes = self._attributes()
        except ScanError:
            attributes = []
        self.spaces()
        kind: Kind = "tag" if self.try_literal("/") else "tag_open"
        # As in the reference, a primary value that JavaScript takes for false is dropped.
        if primary_span is not None and not _is_falsy(primary):
            attributes = [Annotation("attribute", "primary", primary), *attributes]
            references = self._references_in(primary_span)
            self.spans.insert(0, AttributeSpan(primary_span, primary_span, references))
        return TagContent(kind=kind, name=name, attributes=tuple(attributes) or None, spans=tuple(self.spans))

    def _primary(self) -> tuple[Any, Span | None]:
        start = self.pos
        try:
            # Unlike in the reference, 'nullable=true' doesn't begin with null, nor '1=2' with a number.
            value = self._value() if _ATTRIBUTE_NAME.match(self.text, start) is None else self._string()
        except ScanError:
            self.pos = start
            return None, None
        span = Span(start, self.pos)
        self.space()
        return value, span

    def _closing(self) -> TagContent:
        self.literal("/")
        return TagContent(kind="tag_close", name=self.identifier("tag name"))

    # Attributes

    def _attributes(self) -> list[Annotation]:
        found = [self._attribute()]
        while True:
            start = self.pos
            if not self.spaces():
                return found
            try:
                found.append(self._attribute())
            except ScanError:
                self.pos = start
                return found

    def _attribute(self) -> Annotation:
        start = self.pos
        for mark, name in (("#", "id"), (".", "class")):
            if self.text.startswith(mark, start):
                match = IDENTIFIER.match(self.text, start + 1)
                if match is not None:
                    self.pos = match.end()
                    whole = Span(start, self.pos)
                    self.spans.append(AttributeSpan(whole, Span(start + 1, self.pos)))
                    if mark == "#":
                        return Annotation("attribute", "id", match.group())
                    return Annotation("class", match.group(), True)
            self.expect(name)
        name = self.identifier()
        name_span = Span(start, self.pos)
        try:
            self.literal("=")
            value_start = self.pos
            value = self._value()
        except ScanError:
            self.pos = start
            raise
        value_span = Span(value_start, self.pos)
        self.spans.append(AttributeSpan(name_span, value_span, self._references_in(value_span)))
        return Annotation("attribute", name, value)

    def _references_in(self, span: Span) -> tuple[tuple[str, Span], ...]:
        inside = {found for found in self.references if span.start <= found[1].start and found[1].end <= span.end}
        return tuple(sorted(inside, key=lambda found: (found[1].start, -found[1].end)))

    # Values

    def _value(self) -> Any:
        start = self.pos
        for word, name, value in (("null", "null", None), ("true", "boolean", True), ("false", "boolean", False)):
            if self.text.startswith(word, start):
                self.pos = start + len(word)
                return value
            self.expect(name)
        if self.depth >= DEEPEST:
            raise self.fail("fewer nested values")
        self.depth += 1
        try:
            return self._other_value(start)
        finally:
            self.depth -= 1

    def _other_value(self, start: int) -> Any:
        for rule in (self._string, self._number, self._array, self._hash, self._function, self._variable):
            self.pos = start
            try:
                return rule()
            except ScanError:
                continue
        self.pos = start
        raise ScanError

    def _string(self) -> str:
        match = _STRING.match(self.text, self.pos)
        if match is None:
            raise self.fail("string")
        self.pos = match.end()
        text = match[1]
        return _ESCAPE.sub(lambda escape: _ESCAPED[escape[1]], text) if "\\" in text else text

    def _number(self) -> int | float:
        match = NUMBER.match(self.text, self.pos)
        if match is None:
            raise self.fail("number")
        self.pos = match.end()
        return read_number(match.group())

    def _array(self) -> list[Any]:
        self.literal("[")
        self.spaces()
        items: list[Any] = []
        start = self.pos
        try:
            items.append(self._value())
        except ScanError:
            self.pos = start
        else:
            while self._separated(self._value, items):
                pass
            self._trailing_comma()
        self.spaces()
        self.literal("]")
        return items

    def _hash(self) -> dict[str, Any]:
        self.literal("{")
        self.spaces()
        items: list[Any] = []
        start = self.pos
        try:
            items.append(self._hash_item())
        except ScanError:
            self.pos = start
        else:
            while self._separated(self._hash_item, items):
                pass
            self._trailing_comma()
        self.spaces()
        self.literal("}")
        return {key: value for key, value in items if key != "$$mdtype"}

    def _separated(self, rule: Any, items: list[Any]) -> bool:
        start = self.pos
        try:
            self.spaces()
            self.literal(",")
            self.spaces()
            items.append(rule())
        except ScanError:
            self.pos = start
            return False
        return True

    def _trailing_comma(self) -> None:
        start = self.pos
        try:
            self.spaces()
            self.literal(",")
        except ScanError:
            self.pos = start

    def _hash_item(self) -> tuple[str, Any]:
        start = self.pos
        try:
            key = self.identifier()
        except ScanError:
            self.pos = start
            key = self._string()
        self.literal(":")
        self.spaces()
        return key, self._value()

    def _function(self) -> FunctionCall:
        start = self.pos
        name = self.identifier()
        self.literal("(")
        self.spaces()
        parameters: list[Any] = []
        here = self.pos
        try:
            parameters.append(self._parameter())
        except ScanError:
            self.pos = here
        # As in the reference, a list may begin with a comma: f(, 1).
        while self._separated(self._parameter, parameters):
            pass
        self.literal(")")
        named = {key or str(index): value for index, (key, value) in enumerate(parameters)}
        self.references.append((f"{name}()", Span(start, self.pos)))
        return FunctionCall(name, named)

    def _parameter(self) -> tuple[str | None, Any]:
        start = self.pos
        name = None
        try:
            name = self.identifier()
            self.literal("=")
        except ScanError:
            self.pos = start
            name = None
        return name, self._value()

    def _variable(self) -> Any:
        start = self.pos
        prefix = self.text[start : start + 1]
        head = IDENTIFIER.match(self.text, start + 1) if prefix in ("$", "@") else None
        if head is None:
            raise self.fail("variable")
        self.pos = head.end()
        path: list[str | int] = [head.group()]
        while self._path_step(path):
            pass
        if prefix == "@":
            return path
        self.references.append((self.text[start : self.pos], Span(start, self.pos)))
        return Variable(tuple(path))

    def _path_step(self, path: list[str | int]) -> bool:
        """One ``.name``, ``[0]`` or ``["key"]``. Within a variable nothing is reported as expected."""
        text, start = self.text, self.pos
        if text.startswith(".", start):
            name = IDENTIFIER.match(text, start + 1)
            if name is None:
                return False
            path.append(name.group())
            self.pos = name.end()
            return True
        if not text.startswith("[", start):
            return False
        number = NUMBER.match(text, start + 1)
        string = _STRING.match(text, start + 1) if number is None else None
        found = number or string
        if found is None or not text.startswith("]", found.end()):
            return False
        if number is not None:
            path.append(_index(read_number(number.group())))
        else:
            path.append(_ESCAPE.sub(lambda escape: _ESCAPED[escape[1]], found[1]))
        self.pos = found.end() + 1
        return True


def _index(number: int | float) -> str | int:
    return number if isinstance(number, int) else str(number)


def _is_falsy(value: Any) -> bool:
    return value is None or value is False or value == "" or (isinstance(value, (int, float)) and value == 0)
