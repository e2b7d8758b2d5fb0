"""JSON Schemas of the YAML that authors write, for their editors."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from builder.config.keys import CONFIG
from builder.content.keys.front_matter import FRONT_MATTER
from builder.content.keys.menu import FOLDER_MENU, MENU
from builder.content.keys.schema import json_schema
from builder.content.redirects import REDIRECTS
from builder.diagnostics.catalogue import RULES
from builder.outputs.output import Output, data_output
from builder.outputs.render_context import RenderContext
from builder.vocabulary.tag_keys import TAG_FILE

CONFIG_SCHEMA = "schema/config-1.json"
FRONT_MATTER_SCHEMA = "schema/front-matter-1.json"
MENU_SCHEMA = "schema/menu-1.json"
FOLDER_MENU_SCHEMA = "schema/folder-menu-1.json"
REDIRECTS_SCHEMA = "schema/redirects-1.json"
TAG_FILE_SCHEMA = "schema/tag-file-1.json"


def schemas(emission: RenderContext) -> Iterator[Output]:
    """One schema for each kind of file; the schema of front matter includes the project's own."""
    settings = emission.site.settings
    yield _schema(CONFIG_SCHEMA, json_schema("handrail.yml", CONFIG, {"code": RULES}))
    front = json_schema("Front matter of a page", FRONT_MATTER, {"edition": settings.editions})
    front["properties"] |= {edition: {"type": "boolean"} for edition in settings.editions}
    if settings.front_matter_schema:
        front["allOf"] = [dict(settings.front_matter_schema)]
    yield _schema(FRONT_MATTER_SCHEMA, front)
    yield _schema(MENU_SCHEMA, json_schema("Menu of a version", MENU))
    yield _schema(FOLDER_MENU_SCHEMA, json_schema("A folder's part of the menu", FOLDER_MENU))
    yield _schema(REDIRECTS_SCHEMA, json_schema("Redirects of a site", REDIRECTS))
    yield _schema(TAG_FILE_SCHEMA, json_schema("Front matter of a tag file", TAG_FILE, {"edition": settings.editions}))


def _schema(path: str, schema: dict[str, Any]) -> Output:
    return data_output(path, (json.dumps(schema, indent=2, ensure_ascii=False) + "\n").encode())
