"""The project's own colours and fonts, as a style sheet that sets the theme's custom properties."""

from __future__ import annotations

import re
from collections.abc import Mapping

from builder.content.style_values import COLOUR_NAMES, FONT_NAMES, is_colour, is_font

_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})\Z")


def own_style_sheet(colours: Mapping[str, str], fonts: Mapping[str, str]) -> str:
    """The style sheet; empty if the project sets nothing.

    ``accent`` applies to both schemes, unless ``accent-dark`` is set for the dark one. Invalid names, colours and fonts
    are left out. If only an accent is set, the colours on it and of its soft background are derived.
    """
    known = {
        name: (colours[name], colours.get(name + "-dark", colours[name]))
        for name in COLOUR_NAMES
        if name in colours and is_colour(colours[name]) and is_colour(colours.get(name + "-dark", colours[name]))
    }
    lines = [f"  --{name}: light-dark({light}, {dark});" for name, (light, dark) in known.items()]
    if "accent" in known:
        lines.extend(_derived(known))
    lines.extend(f"  --{name}: {font};" for name, font in fonts.items() if name in FONT_NAMES and is_font(font))
    return ":root {\n" + "\n".join(lines) + "\n}\n" if lines else ""


def _derived(known: Mapping[str, tuple[str, str]]) -> list[str]:
    lines = []
    if "accent-soft" not in known:
        lines.append("  --accent-soft: color-mix(in srgb, var(--accent) 12%, var(--paper));")
    if "on-accent" not in known:
        light, dark = (_readable_on(colour) for colour in known["accent"])
        lines.append(f"  --on-accent: light-dark({light}, {dark});")
    return lines


def _readable_on(colour: str) -> str:
    """Black or white, whichever has more contrast; white for a colour that is not hexadecimal."""
    if not _HEX.match(colour):
        return "#fff"
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    red, green, blue = (_linear(int(digits[at : at + 2], 16) / 255) for at in (0, 2, 4))
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    # WCAG 2.2: black has more contrast above this luminance.
    return "#000" if luminance > 0.179 else "#fff"


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
