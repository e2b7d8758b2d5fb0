"""The schemas of a site's own tags, as its JavaScript or TypeScript declares them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from builder.importing.javascript.literals import Call, Opaque
from builder.importing.javascript.modules import read_module
from builder.importing.records import TagSchema
from builder.importing.source_files import SourceFiles

_FILE = re.compile(r"(?:^|/)(?:[^/]*markdoc[^/]*/.*|[^/]*(?:tags?|schema|markdoc)[^/]*)\.(?:js|ts|jsx|tsx|mjs)$", re.I)
_TYPES = ("String", "Number", "Boolean", "Object", "Array")
_SIGN = re.compile(r"\b(?:render|attributes|selfClosing)\s*:")
MOST_FILES = 400


def read_schemas(files: SourceFiles) -> dict[str, TagSchema]:
    """The schemas, by the name of the tag."""
    found: dict[str, TagSchema] = {}
    paths = [path for path in files.paths if _FILE.search(path)][:MOST_FILES]
    for path in paths:
        text = files.text(path) or ""
        if not _SIGN.search(text):
            continue
        module = read_module(text)
        own = path.rpartition("/")[2].partition(".")[0]
        for name, value in (*module.names.items(), (own, module.default)):
            for tag, schema in _schemas(name, value, path):
                found.setdefault(tag, schema)
                found.setdefault(_dashed(tag), schema)
    return found


def _dashed(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])([A-Z])", lambda mark: "-" + mark[1].lower(), name[:1].lower() + name[1:])


def _schemas(name: str, value: Any, path: str) -> Iterator[tuple[str, TagSchema]]:
    if isinstance(value, Call):
        value = value.argument
    if not isinstance(value, dict):
        return
    if "attributes" in value or ("render" in value and not isinstance(value["render"], dict)):
        yield name, _schema(value, path)
        return
    for key, inner in value.items():
        if isinstance(inner, dict) and ({"attributes", "render", "selfClosing"} & set(inner)):
            yield key, _schema(inner, path)


def _schema(value: Mapping[str, Any], path: str) -> TagSchema:
    declared = value.get("attributes")
    attributes = {name: _attribute(each) for name, each in (declared.items() if isinstance(declared, dict) else ())}
    return TagSchema(attributes, value.get("selfClosing") is True, value.get("inline") is True, path)


def _attribute(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        return {}
    found: dict[str, Any] = {}
    kinds = value.get("type")
    names = [each.source for each in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(each, Opaque)]
    known = [name for name in names if name in _TYPES]
    if known and len(known) == len(names):
        found["type"] = known[0] if len(known) == 1 else known
    if value.get("required") is True:
        found["required"] = True
    if isinstance(value.get("default"), (str, bool, int, float)):
        found["default"] = value["default"]
    matches = value.get("matches")
    if isinstance(matches, list) and all(isinstance(each, str) for each in matches):
        found["matches"] = matches
    return found
