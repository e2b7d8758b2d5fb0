"""Patterns in addresses of redirects, as systems and hosts write them.

``/old/:slug``, ``/old/:path*``, ``/old/*``, ``/old/(.*)``, ``/old/:id(\\d+)``, ``/old/[...slug]`` and, in targets,
``:splat``, ``$1`` and ``:1``. A regular expression of an author is never run: the usual ones have an equivalent
here, and an address with any other can't be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import msgspec

_SIGN = re.compile(
    r":(?P<name>[A-Za-z_]\w*)(?P<rule>\((?:[^()\\]|\\.)*\))?(?P<many>[*+])?(?P<optional>\?)?"
    r"|(?P<star>\*\*?)"
    r"|\((?:\?<(?P<group>\w+)>)?(?P<regex>(?:[^()\\]|\\.)*)\)[*+]?\??"
    r"|\[(?P<dots>\.\.\.)?(?P<slot>\w+)\]"
    r"|\$(?P<dollar>\w+)|(?<=/):(?P<digit>\d)(?!\d)"
)
_NAMES = re.compile(r"[\w.~-]+(?:\|[\w.~-]+)*")
_EXPRESSIONS: Mapping[str, str] = {
    **dict.fromkeys((".*", ".+", ".*?", ".+?"), ".+"),
    **dict.fromkeys(("[^/]+", "[^/]*", r"[\w-]+", "[a-zA-Z0-9-]+", "[a-z0-9-]+", "[a-z-]+", r"\w+"), "[^/]+"),
    **dict.fromkeys((r"\d+", "[0-9]+", r"\d{1,}"), "[0-9]+"),
}
"""Rules of parameters whose meaning is known, with the expression that finds their values."""
_UNREADABLE = re.compile(r"[(){}|\\^$\[\]+]")
MOST_PARAMETERS = 8


class Parameter(msgspec.Struct, frozen=True):
    """A part of an address that can be anything."""

    name: str
    """A number if it has none."""
    expression: str = "[^/]+"

    @property
    def is_many(self) -> bool:
        """Whether its value may have several segments."""
        return self.expression == ".+"


class AddressPattern(msgspec.Struct, frozen=True):
    """An address in parts; without its fragment and query."""

    parts: tuple[str | Parameter, ...]
    is_known: bool = True
    """Whether every part of it could be read."""

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Its parameters, in order."""
        return tuple(part for part in self.parts if isinstance(part, Parameter))

    @property
    def first(self) -> str:
        """The text before the first parameter."""
        return self.parts[0] if self.parts and isinstance(self.parts[0], str) else ""

    def filled(self, values: Mapping[str, str]) -> str:
        """The address with these values."""
        return "".join(part if isinstance(part, str) else values.get(part.name, "") for part in self.parts)

    def matches(self, address: str) -> Mapping[str, str] | None:
        """The values in an address that begins with a slash; ``None`` if it is another one."""
        if not address.startswith(self.first.rstrip("/")):
            return None
        found = _compiled(self).fullmatch(address)
        if found is None:
            return None
        return {part.name: found[f"p{at}"] or "" for at, part in enumerate(self.parts) if isinstance(part, Parameter)}


def has_parameters(address: str) -> bool:
    """Whether an address is a pattern."""
    return _SIGN.search(_path(address)) is not None


def read_pattern(address: str) -> AddressPattern:
    """The parts of an address."""
    path, parts, at, unnamed = _path(address).rstrip("/"), list[str | Parameter](), 0, 0
    known = True
    for sign in _SIGN.finditer(path):
        parts.append(path[at : sign.start()])
        at = sign.end()
        name = next((sign[each] for each in ("name", "group", "slot", "dollar", "digit") if sign[each]), "")
        if not name or name == "splat":
            unnamed += 1
            name = str(unnamed)
        expression = _expression(sign)
        known = known and bool(expression)
        parts.append(Parameter(name, expression or "[^/]+"))
    parts.append(path[at:])
    whole = tuple(part for part in parts if part)
    texts = "".join(part for part in whole if isinstance(part, str))
    many = sum(isinstance(part, Parameter) and part.is_many for part in whole)
    fits = many <= 1 and len(whole) <= 2 * MOST_PARAMETERS and _UNREADABLE.search(texts) is None
    return AddressPattern(whole, known and fits)


def paired(source: AddressPattern, target: AddressPattern) -> AddressPattern:
    """The target with the names and rules that the source gives its parameters."""
    own = {each.name: each for each in source.parameters}
    if len(source.parameters) == 1 and len(target.parameters) == 1:
        own = {target.parameters[0].name: source.parameters[0]}
    parts = tuple(part if isinstance(part, str) else own.get(part.name, part) for part in target.parts)
    return AddressPattern(parts, source.is_known and _UNREADABLE.search("".join(_texts(parts))) is None)


def _texts(parts: tuple[str | Parameter, ...]) -> Iterator[str]:
    return (part for part in parts if isinstance(part, str))


def _path(address: str) -> str:
    return address.partition("#")[0].partition("?")[0] if "(" not in address else address.partition("#")[0]


def _expression(sign: re.Match[str]) -> str:
    """The expression of a parameter; empty if its rule can't be read."""
    rule = (sign["rule"] or "")[1:-1] or sign["regex"] or ""
    if rule in _EXPRESSIONS:
        return _EXPRESSIONS[rule]
    if rule:
        return "|".join(map(re.escape, rule.split("|"))) if _NAMES.fullmatch(rule) else ""
    return ".+" if sign["many"] or sign["star"] or sign["dots"] else "[^/]+"


def _compiled(pattern: AddressPattern) -> re.Pattern[str]:
    """The expression of a whole address; the last parameter may be absent if it can have several segments."""
    texts: list[str] = []
    for at, part in enumerate(pattern.parts):
        if isinstance(part, str):
            texts.append(re.escape(part))
        elif part.is_many and at == len(pattern.parts) - 1 and texts and texts[-1].endswith("/"):
            texts[-1] = texts[-1][:-1]
            texts.append(f"(?:/(?P<p{at}>.+))?")
        else:
            texts.append(f"(?P<p{at}>{part.expression})")
    return re.compile("".join(texts), re.DOTALL)
