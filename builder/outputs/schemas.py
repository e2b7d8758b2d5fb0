"""JSON Schemas of what authors write in YAML, for their editors: ``handrail.yml``, front matter and menus."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from builder.config.keys import CONFIG
from builder.content.keys.front_matter import FRONT_MATTER
from builder.content.keys.menu import MENU
from builder.content.keys.schema import json_schema
from builder.diagnostics.catalogue import RULES
from builder.outputs.output import Output, data_output
from builder.outputs.render_context import RenderContext

CONFIG_SCHEMA = "schema/config-1.json"
FRONT_MATTER_SCHEMA = "schema/front-matter-1.json"
MENU_SCHEMA = "schema/menu-1.json"


def schemas(emission: RenderContext) -> Iterator[Output]:
    """One schema for each kind of file; that of front matter holds the project's own too."""
    settings = emission.site.settings
    yield _schema(CONFIG_SCHEMA, json_schema("handrail.yml", CONFIG, {"code": RULES}))
    front = json_schema("Front matter of a page", FRONT_MATTER, {"edition": settings.editions})
    front["properties"] |= {edition: {"type": "boolean"} for edition in settings.editions}
    if settings.front_matter_schema:
        front["allOf"] = [dict(settings.front_matter_schema)]
    yield _schema(FRONT_MATTER_SCHEMA, front)
    yield _schema(MENU_SCHEMA, json_schema("Menu of a version", MENU))


def _schema(path: str, schema: dict[str, Any]) -> Output:
    return data_output(path, (json.dumps(schema, indent=2, ensure_ascii=False) + "\n").encode())
