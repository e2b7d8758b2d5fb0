"""The folders of the themes: the one that ships with the program, and the project's own."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def shipped_theme() -> Path:
    """The theme that ships: next to the package in a checkout, inside it after installation."""
    installed = _PACKAGE / "_theme"
    return installed if installed.is_dir() else _PACKAGE.parent / "theme"


def themes_of(project: Path) -> tuple[Path, ...]:
    """The theme folders of a project, the shipped one first; a later one overrides file by file."""
    own = project / "theme"
    shipped = shipped_theme()
    if own.is_dir() and own.resolve() != shipped.resolve():
        return (shipped, own)
    return (shipped,)
