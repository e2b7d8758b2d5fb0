"""The static constants and exports of a JavaScript or TypeScript module."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from builder.importing.javascript.balance import statement_end
from builder.importing.javascript.literals import LiteralReader, Load, Opaque

_STATEMENT = re.compile(
    r"^[ \t]*(?:(export)[ \t]+)?(?:(const|let|var)[ \t]+([A-Za-z_$][\w$]*)[^=\n;]*=(?!=|>)|(default)\b"
    r"|(module\.exports|exports\.default|exports\.[A-Za-z_$][\w$]*)[ \t]*=(?!=))",
    re.MULTILINE,
)
_IMPORT = re.compile(
    r"^[ \t]*import[ \t]+(?:type[ \t]+)?(?:([A-Za-z_$][\w$]*)[ \t]*,?[ \t]*)?(?:\{([^}]{0,2000})\}|\*[ \t]+as[ \t]+"
    r"([A-Za-z_$][\w$]*))?\s*from\s*['\"]([^'\"\n]{1,400})['\"]([^\n]{0,100})",
    re.MULTILINE,
)
_FUNCTION_BODY = re.compile(r"(?:async\s+)?(?:function\b|\()")
_RETURN = re.compile(r"\breturn\s+(?=[\[{])")
_ARROW = re.compile(r"=>\s*\(?\s*(?=[\[{])")


class Module(msgspec.Struct, frozen=True):
    """The definitions of a module."""

    names: dict[str, Any]
    """Its constants and imports."""
    default: Any = Opaque("")
    """Its default export; :class:`Opaque` if it has none or it is not static."""


class ImportStatement(msgspec.Struct, frozen=True):
    """One name that is imported."""

    name: str
    """As it is called here."""
    member: str
    """As the other module calls it; ``default`` or ``*``."""
    module: str


def imports_of(text: str) -> list[ImportStatement]:
    """Every name that a module imports, in order."""
    found: list[ImportStatement] = []
    for match in _IMPORT.finditer(text):
        if match[1]:
            found.append(ImportStatement(match[1], "default", match[4]))
        if match[3]:
            found.append(ImportStatement(match[3], "*", match[4]))
        for part in (match[2] or "").split(","):
            words = part.replace(" type ", " ").split()
            if words:
                found.append(ImportStatement(words[-1], words[0], match[4]))
    return found


def read_module(text: str, load: Load | None = None) -> Module:
    """The constants of a module in their order; ``load`` gives the default export of another by its name."""
    names: dict[str, Any] = {}
    if load is not None:
        for imported in imports_of(text):
            value = load(imported.module)
            if imported.member not in ("default", "*") and isinstance(value, dict):
                value = value.get(imported.member, value.get("default", Opaque(imported.name)))
            names[imported.name] = value
    default: Any = Opaque("")
    at = 0
    while True:
        found = _STATEMENT.search(text, at)
        if found is None:
            return Module(names, default)
        reader = LiteralReader(text, names, load)
        reader.at = found.end()
        value = _value(reader)
        at = max(found.end(), statement_end(text, found.end(), reader.budget))
        if found[3]:
            names[found[3]] = value
        elif found[4] or found[5] in ("module.exports", "exports.default"):
            default = value
        elif found[5]:
            names[found[5].partition(".")[2]] = value


def _value(reader: LiteralReader) -> Any:
    """A value; of a function the literal that it returns."""
    start = reader.at
    value = reader.value()
    if not isinstance(value, Opaque):
        return value
    reader.at = start
    reader.skip()
    if _FUNCTION_BODY.match(reader.text, reader.at) is None:
        return value
    end = min(len(reader.text), start + len(value.source) + 2000)
    found = _RETURN.search(reader.text, start, end) or _ARROW.search(reader.text, start, end)
    if found is None:
        return value
    reader.at = found.end()
    return reader.value()
