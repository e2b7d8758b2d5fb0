"""Reads the icon sheet: an SVG file with one ``<symbol>`` per icon.

``<symbol id="check" viewBox="0 0 24 24" data-label="Yes" data-names="MdCheck done">…</symbol>``
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping

from markupsafe import Markup, escape

from builder.vocabulary.definition import Icon

FALLBACK = "document"
"""Drawn for a name that is not in the sheet."""

_SYMBOL = re.compile(r"<symbol ([^>]*)>(.*?)</symbol>", re.DOTALL)
_MATERIAL = re.compile(r"Md(?:Outline|TwoTone)?(?=[A-Z])")
_CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


def read_icons(sheet: str) -> dict[str, Icon]:
    """The sheet's icons by name, and by each of their alternative names."""
    icons: dict[str, Icon] = {}
    others: dict[str, Icon] = {}
    for opening, body in _SYMBOL.findall(sheet):
        attributes = dict(_ATTRIBUTE.findall(opening))
        name = attributes.get("id", "")
        icon = Icon(
            name=name,
            view_box=attributes.get("viewBox", "0 0 24 24"),
            body=re.sub(r">\s+<", "><", body.strip()),
            label=attributes.get("data-label", ""),
        )
        icons[name] = icon
        others.update((other, icon) for other in attributes.get("data-names", "").split())
    return {**others, **icons}


def icon_drawer(icons: Mapping[str, Icon]) -> Callable[..., Markup]:
    """The templates' function ``draw(name, label)``."""

    hidden = {name: Markup(_svg(icon, ' aria-hidden="true"')) for name, icon in icons.items()}

    def draw(name: object, label: object = None, fallback: str = FALLBACK) -> Markup:
        """An icon as inline SVG: hidden from assistive technology unless it has a label."""
        known = known_icon(icons, str(name)) or fallback
        if known not in icons:
            return Markup("")
        return Markup(_svg(icons[known], f' role="img" aria-label="{escape(label)}"')) if label else hidden[known]

    return draw


def known_icon(names: Container[str], written: str) -> str:
    """The name of an icon in the sheet; empty if there is none."""
    return next((name for name in (written, _plain_name(written)) if name in names), "")


def _plain_name(name: str) -> str:
    """The name of an icon in a library's spelling: ``MdOutlineFactCheck`` is ``fact_check``."""
    bare = _MATERIAL.sub("", name, count=1)
    return _CAPITAL.sub("_", bare).lower() if bare != name else name


def _svg(icon: Icon, attributes: str) -> str:
    return f'<svg class="icon" viewBox="{icon.view_box}"{attributes}>{icon.body}</svg>'
