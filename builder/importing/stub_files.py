"""Writes a tag file for each component without a counterpart, for the author to complete."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from builder.importing.constructs.conversion import ComponentUse
from builder.importing.constructs.stubs import type_of
from builder.importing.markup.values import is_identifier, yaml_text
from builder.importing.records import ImportedFile, TagSchema

FOLDER = "theme/tags"


def stub_files(uses: Sequence[ComponentUse], schemas: Mapping[str, TagSchema]) -> list[ImportedFile]:
    """One file for each tag, by name; its attributes are those of its uses and of its schema."""
    by_tag: dict[str, list[ComponentUse]] = {}
    for use in uses:
        by_tag.setdefault(use.tag, []).append(use)
    return [
        ImportedFile(f"{FOLDER}/{tag}.html", _text(tag, by_tag[tag], schemas.get(by_tag[tag][0].name)))
        for tag in sorted(by_tag)
    ]


def _text(tag: str, uses: Sequence[ComponentUse], schema: TagSchema | None) -> str:
    inline = all(use.inline for use in uses)
    empty = all(use.empty for use in uses)
    first = min((use.path, use.line) for use in uses)
    where = f"first in {first[0]}:{first[1]}"
    lines = ["---", f"description: {yaml_text(f'A stub for <{uses[0].name}>, used {len(uses)} times, {where}.')}"]
    attributes = _attributes(uses, schema)
    if attributes:
        lines.append("attributes:")
        lines.extend(f"  {name}: {{{_declared(declared)}}}" for name, declared in sorted(attributes.items()))
    if inline:
        lines.append("phrasing: true")
    lines.append('markdown: "{{ content }}"')
    lines.append("---")
    element = "span" if inline else "div"
    content = "" if empty else "{{ content }}"
    shown = next((name for name in ("title", "label", "name", "text") if name in attributes), "")
    heading = f"{{% if {shown} %}}<strong>{{{{ {shown} }}}}</strong>{{% endif %}}" if shown else ""
    lines.append(f'<{element} class="stub stub-{tag}"{{{{ anchor }}}}>{heading}{content}</{element}>')
    return "\n".join(lines) + "\n"


def _attributes(uses: Iterable[ComponentUse], schema: TagSchema | None) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    types: dict[str, set[str]] = {}
    for use in uses:
        for name, value in use.attributes.items():
            if is_identifier(name) and name != "id":
                types.setdefault(name, set()).add("" if value is None else type_of(value))
    for name, kinds in types.items():
        known = sorted(kind for kind in kinds if kind)
        found[name] = {} if "" in kinds or not known else {"type": known[0] if len(known) == 1 else known}
    for name, declared in schema.attributes.items() if schema is not None else ():
        if is_identifier(name) and name not in ("id", "class"):
            merged = dict(declared)
            if name in found and "type" in merged and found[name].get("type") != merged["type"]:
                merged.pop("type")
                merged.update(found[name])
            if "matches" in merged and any(
                use.attributes.get(name, merged["matches"][:1][0] if merged["matches"] else "") not in merged["matches"]
                for use in uses
            ):
                merged.pop("matches")
            found[name] = merged
    return found


def _declared(declared: Mapping[str, Any]) -> str:
    parts: list[str] = []
    kind = declared.get("type")
    if isinstance(kind, str):
        parts.append(f"type: {kind}")
    elif isinstance(kind, list):
        parts.append(f"type: [{', '.join(kind)}]")
    if declared.get("required") is True:
        parts.append("required: true")
    if "default" in declared and isinstance(declared["default"], (str, bool, int, float)):
        value = declared["default"]
        parts.append(f"default: {yaml_text(value) if isinstance(value, str) else str(value).lower()}")
    matches = declared.get("matches")
    if isinstance(matches, list) and matches and all(isinstance(each, str) for each in matches):
        parts.append(f"matches: [{', '.join(map(yaml_text, matches))}]")
    return ", ".join(parts)
