"""MDX imports and exports: read for their definitions, and removed from the page."""

from __future__ import annotations

import re
from typing import Any

from builder.importing.addresses import PAGE_SUFFIXES
from builder.importing.constructs.conversion import Conversion
from builder.importing.constructs.parts import find_part
from builder.importing.javascript.literals import Call, Opaque, Regex, is_static
from builder.importing.javascript.modules import ImportStatement, imports_of, read_module
from builder.importing.markup.nodes import Program

_IMAGES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".ico", ".mp4", ".webm", ".pdf")
_CODE = re.compile(r"raw-loader|\?raw$")
_FUNCTION = re.compile(r"(?:const|let|var|function)\s+([A-Z]\w*)")


def read_program(node: Program, page: Conversion) -> None:
    """Record the definitions of the program for the page."""
    if node.source.startswith("import"):
        for imported in imports_of(node.source):
            _import(imported, node, page)
        return
    values = read_module(node.source)
    static = {name: value for name, value in values.names.items() if not isinstance(value, (Opaque, Call, Regex))}
    page.names.update(static)
    if static or "toc" in values.names:
        page.done("constant of a page", node.line, ", ".join(values.names))
        return
    component = _FUNCTION.search(node.source)
    name = component[1] if component is not None else next(iter(values.names), "export")
    page.left("program in a page", node.line, f"'{name}' is a program; its content is not shown.")


def _import(imported: ImportStatement, node: Program, page: Conversion) -> None:
    module = imported.module
    path = find_part(page, module.removesuffix("?raw").removesuffix("?url"))
    if _CODE.search(module):
        text = page.shared.files.text(path) if path else None
        if text is not None:
            page.codes[imported.name] = text
        else:
            page.left("code that is missing", node.line, module)
        return
    if path.endswith(PAGE_SUFFIXES):
        page.parts[imported.name] = path
        if imported.member not in ("default", "*"):
            page.parts.pop(imported.name)
            page.names.update(_exports(page, path, imported))
        page.done("import of a part", node.line, module)
    elif path.lower().endswith(_IMAGES):
        page.assets[imported.name] = path
        page.done("import of an image", node.line, module)
    elif path.endswith(".json"):
        _data(imported, path, page)
        page.done("import of data", node.line, module)
    else:
        if path and path.endswith((".js", ".jsx", ".ts", ".tsx", ".mjs")):
            names = _exports(page, path, imported)
            page.names.update(names)
            for name, value in names.items():
                if isinstance(value, dict) and is_static(value):
                    page.shared.variables.setdefault(name, value)
        page.done("import of a component", node.line, f"{imported.name} from {module}")


def _exports(page: Conversion, path: str, imported: ImportStatement) -> dict[str, Any]:
    text = page.shared.files.text(path)
    if text is None:
        return {}
    module = read_module(text)
    value = module.default if imported.member == "default" else module.names.get(imported.member)
    return {} if value is None or isinstance(value, (Opaque, Call, Regex)) else {imported.name: value}


def _data(imported: ImportStatement, path: str, page: Conversion) -> None:
    data = page.shared.files.json(path)
    if data is None:
        return
    value = data if imported.member in ("default", "*") else data.get(imported.member)
    if isinstance(value, dict) and imported.member in ("default", "*"):
        page.names[imported.name] = value
        page.shared.variables.setdefault(imported.name, value)
    elif value is not None:
        page.names[imported.name] = value
