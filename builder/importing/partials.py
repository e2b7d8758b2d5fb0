"""Passes all variables to every partial that uses them: those that a page leaves out are empty."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

_VARIABLE = re.compile(r"\{%[^%]*?\$([A-Za-z_]\w*)")
_PARTIAL = re.compile(r"(\{% partial file=\"([^\"]+)\")( variables=\{)?")
FOLDER = "content/partials"


def with_all_variables(texts: Mapping[str, str], known: Collection[str]) -> dict[str, str]:
    """The texts, by path, with all variables in their partial tags; ``known`` are the variables of the project."""
    wanted = {
        path.removeprefix(FOLDER): sorted(set(_VARIABLE.findall(text)) - {*known, "markdoc"})
        for path, text in texts.items()
        if path.startswith(f"{FOLDER}/")
    }
    return {path: _filled(text, wanted) if "{% partial" in text else text for path, text in texts.items()}


def _filled(text: str, wanted: Mapping[str, list[str]]) -> str:
    def replaced(found: re.Match[str]) -> str:
        end = text.find("%}", found.end())
        given = text[found.end() : end]
        missing = [name for name in wanted.get(found[2], ()) if not re.search(rf"(?:^|[ {{]){name}: ", given)]
        if not missing:
            return found[0]
        values = ", ".join(f'{name}: ""' for name in missing)
        if found[3]:
            return f"{found[1]}{found[3]}{values}{'' if given.startswith('}') else ', '}"
        return f"{found[1]} variables={{{values}}}" if " variables=" not in given else found[0]

    return _PARTIAL.sub(replaced, text)
