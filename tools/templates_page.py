"""Writes the manual's page of template values from the records that templates get; with ``--check``, compares.

Run it after a change of them: ``python tools/templates_page.py``.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
PAGE = PROJECT / "content" / "v0.2.x" / "templates.md"
SOURCES = tuple(PROJECT / "builder" / "theme" / name for name in ("context.py", "changes_context.py"))
MENU = PROJECT / "builder" / "structure" / "navigation.py"
MENU_RECORD = "NavEntry"

HEAD = """\
---
title: Template values
slug: /theming/templates
description: Every variable that a template can use, with its type and meaning.
order: 17.2
---

# Template values

A template in `theme/templates/` gets the same variables as the template that it replaces. Each of the first five
tables lists the variables of one template. The other tables list the records in those variables: the title of a page
is `page.title`. The records can't be changed; `context.py` and `changes_context.py` in
`builder/theme/`, and `builder/structure/navigation.py` define them.

Every template can call `draw("name")`, which draws an icon of `icons.svg`, and `t("key")`, which gives
[texts in the site's language](/languages#words). `navigation.html` gets `entries`, a list
of `NavEntry`. Templates that `page.html` and `base.html` include have the same variables as those. URLs are ready for
`href`. Jinja escapes texts; values of type `Markup` are already HTML. Using an unknown name is an error, which
Handrail reports with the name of the file.
"""

FIRST = ("PageView", "ChangesView", "ListingView", "RedirectView", "NotFoundView")
"""Records that are the variables of one template."""


def main(arguments: list[str]) -> int:
    """Write or compare; 1 if a comparison fails."""
    text = page()
    if arguments == ["--check"]:
        return int(not PAGE.exists() or PAGE.read_text(encoding="utf-8") != text)
    PAGE.write_text(text, encoding="utf-8")
    return 0


def page() -> str:
    """The whole page."""
    menu = [record for record in _records(MENU) if record.name == MENU_RECORD]
    records = [*(record for source in SOURCES for record in _records(source)), *menu]
    first = [record for name in FIRST for record in records if record.name == name]
    rest = [record for record in records if record.name not in FIRST]
    return "\n".join([HEAD, *map(_record, (*first, *rest))]).rstrip() + "\n"


def _records(source: Path) -> list[ast.ClassDef]:
    return [node for node in ast.parse(source.read_text(encoding="utf-8")).body if isinstance(node, ast.ClassDef)]


def _record(record: ast.ClassDef) -> str:
    rows = "\n".join(_rows(record))
    head = "| Name | Type | Meaning |\n| --- | --- | --- |"
    return f"## {record.name}\n\n{_prose(ast.get_docstring(record))}\n\n{head}\n{rows}\n"


def _rows(record: ast.ClassDef) -> Iterator[str]:
    for node, following in zip(record.body, [*record.body[1:], None], strict=True):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            said = following.value if isinstance(following, ast.Expr) else None
            text = said.value if isinstance(said, ast.Constant) and isinstance(said.value, str) else ""
            kind = ast.unparse(node.annotation).replace(" | ", " or ")
            yield f"| `{node.target.id}` | `{kind}` | {_prose(text)} |"


def _prose(text: str | None) -> str:
    """A docstring as Markdown on one line."""
    plain = re.sub(r":\w+:`(?:Theme\.)?(\w+)`", r"\1", text or "")
    return " ".join(plain.replace("``", "`").split())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
