"""Turns modules into classic scripts that :file:`runtime.js` runs.

Imports and exports are found at the beginning of a line or after a semicolon, as authors and minifiers write them. A
statement of another form is refused, so that no script is published that can't run.
"""

from __future__ import annotations

import json
import re

from builder.errors import UsageError

_START = r"(?:^|(?<=;)|(?<=\}))[ \t]*"
_NAMES = r"\{[^{}\"']*\}"
_FROM = r"""["'](?P<file>[^"'\n]+)["'][ \t]*;?"""
_IMPORT = re.compile(
    rf"{_START}import\b\s*(?:(?P<names>[\w$\s,]*{_NAMES}|[\w$\s,*]+?(?=\sfrom\b))\s*from\s*)?{_FROM}", re.M
)
_EXPORT_FROM = re.compile(rf"{_START}export\s*(?P<names>\*(?:\s*as\s+[\w$]+)?|{_NAMES})\s*from\s*{_FROM}", re.M)
_EXPORT_NAMES = re.compile(rf"{_START}export\s*(?P<names>{_NAMES})[ \t]*;?", re.M)
_EXPORT_NAMED = re.compile(
    rf"{_START}export\s+(?P<default>default\s+)?"
    r"(?=(?:async\s+)?(?:function\b\s*\*?|class\b|const\b|let\b|var\b)\s*(?P<name>[\w$]+))",
    re.M,
)
_EXPORT_DEFAULT = re.compile(rf"{_START}export\s+default\b", re.M)
_DYNAMIC = re.compile(r"(?<![\w$.])import(?=\s*\()")
_META = re.compile(r"(?<![\w$.])import\.meta\b")
_LEFT = re.compile(rf"{_START}(?:import\b(?!\s*[(.])|export\b(?=\s*[\w{{*]))", re.M)
_IS_MODULE = re.compile(rf"{_START}(?:import|export)\b|(?<![\w$.])import\s*[.(]", re.M)


def is_module(data: bytes) -> bool:
    """Whether a script imports or exports anything."""
    return _IS_MODULE.search(data.decode("utf-8", "surrogateescape")) is not None


def classic_script(data: bytes, path: str) -> bytes:
    """The module as a classic script. Raises UsageError, naming ``path``, for a statement that isn't understood."""
    module = _Module()
    text = data.decode("utf-8", "surrogateescape")
    text = _EXPORT_FROM.sub(module.exported_from, text)
    text = _IMPORT.sub(module.imported, text)
    text = _EXPORT_NAMES.sub(module.exported, text)
    text = _EXPORT_NAMED.sub(module.exported_here, text)
    text = _EXPORT_DEFAULT.sub("$exports.default =", text)
    left = _LEFT.search(text)
    if left is not None:
        raise UsageError(f"'{path}' can't be made portable: {_shown(text, left.end())} is not understood.")
    text = _META.sub("$meta", _DYNAMIC.sub("$load", text))
    parameters = "$exports, $imported, $load, fetch, $meta"
    # The block inside the function lets the module have names of its own.
    head = f'handrailPortable.module({json.dumps(module.imports)}, async ({parameters}) => {{ "use strict"; {{ '
    return f"{head}{module.getters()}{text}\n}} }});\n".encode("utf-8", "surrogateescape")


class _Module:
    """The imports and exports of one module, and the replacements of their statements."""

    def __init__(self) -> None:
        self.imports: list[str] = []
        self._exports: dict[str, str] = {}

    def imported(self, found: re.Match[str]) -> str:
        return _kept_lines(found[0], _bound(found["names"] or "", self._source(found["file"])))

    def exported_from(self, found: re.Match[str]) -> str:
        source, names = self._source(found["file"]), found["names"]
        if names == "*":
            return _kept_lines(found[0], f"Object.assign($exports, {source}, {{ default: $exports.default }});")
        if names.startswith("*"):
            self._exports[names.split()[-1]] = source
        else:
            self._exports.update((outer, f"{source}.{inner}") for inner, outer in _pairs(names))
        return _kept_lines(found[0], "")

    def exported(self, found: re.Match[str]) -> str:
        self._exports.update((outer, inner) for inner, outer in _pairs(found["names"]))
        return _kept_lines(found[0], "")

    def exported_here(self, found: re.Match[str]) -> str:
        self._exports["default" if found["default"] else found["name"]] = found["name"]
        return ""

    def getters(self) -> str:
        """Defines the exports, which see later changes of the variables."""
        if not self._exports:
            return ""
        each = "".join(f"get {json.dumps(name)}() {{ return {inner}; }}, " for name, inner in self._exports.items())
        return f"Object.defineProperties($exports, Object.getOwnPropertyDescriptors({{ {each}}}));"

    def _source(self, file: str) -> str:
        if file not in self.imports:
            self.imports.append(file)
        return f"$imported[{self.imports.index(file)}]"


def _bound(names: str, source: str) -> str:
    """Constants for the names of an import."""
    outside, _, inside = names.partition("{")
    parts = (
        [f"{inner}: {outer}" if inner != outer else inner for inner, outer in _pairs("{" + inside)] if inside else []
    )
    made = []
    for part in filter(None, map(str.strip, outside.split(","))):
        if part.startswith("*"):
            made.append(f"const {part.split()[-1]} = {source};")
        else:
            parts.insert(0, f"default: {part}")
    if parts:
        made.insert(0, f"const {{ {', '.join(parts)} }} = {source};")
    return " ".join(made)


def _pairs(names: str) -> list[tuple[str, str]]:
    """``{a, b as c}`` → the names before and after."""
    words = [part.split() for part in names.strip("{} \t\r\n").split(",") if part.strip()]
    return [(each[0], each[-1]) for each in words]


def _kept_lines(before: str, after: str) -> str:
    """The replacement of a statement with as many line ends, so that errors keep their lines."""
    return after + "\n" * before.count("\n")


def _shown(text: str, end: int) -> str:
    start = text.rfind("\n", 0, end) + 1
    line = text[start : start + 60].partition("\n")[0].strip()
    return f"line {text.count(chr(10), 0, end) + 1}, '{line}',"
