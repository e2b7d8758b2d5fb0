"""The program's own sources, read as trees."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "builder"


@dataclass(frozen=True, slots=True)
class Module:
    """One file of the package."""

    name: str
    """Dotted: ``builder.content.discover``."""
    path: Path
    text: str
    tree: ast.Module


def modules() -> Iterator[Module]:
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text("utf-8")
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        yield Module(name, path, text, ast.parse(text, str(path)))
