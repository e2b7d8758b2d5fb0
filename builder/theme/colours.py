"""The project's own colours and fonts, as a style sheet that sets the theme's custom properties."""

from __future__ import annotations

import re
from collections.abc import Mapping

COLOUR_NAMES = (
    "accent",
    "accent-soft",
    "on-accent",
    "paper",
    "raised",
    "sunken",
    "ink",
    "strong",
    "quiet",
    "line",
    "line-strong",
    "note",
    "note-soft",
    "tip",
    "tip-soft",
    "warning",
    "warning-soft",
    "danger",
    "danger-soft",
)
"""What a project may colour; the theme's style sheet shows each in use."""

FONT_NAMES = ("font", "mono")
"""The type faces of text and of code."""

_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})\Z")
_COLOUR = re.compile(r"(?:#[0-9a-fA-F]{3,8}|[a-z]{3,24}|(?:rgb|hsl|hwb|lab|lch|oklab|oklch)\([\d.%\s,/a-z-]{1,60}\))\Z")
_FONT = re.compile(r"""[\w\s,"'-]{1,300}\Z""")


def is_colour(text: str) -> bool:
    """Whether ``text`` is a colour as CSS writes it: ``#2457c5``, ``teal``, ``oklch(60% 0.1 250)``."""
    return _COLOUR.match(text) is not None


def is_font(text: str) -> bool:
    """Whether ``text`` is a list of type faces as CSS writes it; a newline or a brace never is."""
    return _FONT.match(text) is not None and "\n" not in text and text.count('"') % 2 == text.count("'") % 2 == 0


def own_style_sheet(colours: Mapping[str, str], fonts: Mapping[str, str]) -> str:
    """The style sheet; empty where the project sets nothing.

    ``accent`` is a colour of both schemes, unless ``accent-dark`` gives the dark one its own. Names,
    colours and fonts that are not valid are left out. An accent without colours for what stands on
    it, and for its soft ground, gets them.
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
    """Black or white, whichever stands out more; white where the colour is not in hexadecimal."""
    if not _HEX.match(colour):
        return "#fff"
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    red, green, blue = (_linear(int(digits[at : at + 2], 16) / 255) for at in (0, 2, 4))
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    # WCAG 2.2: black is the clearer of the two above this luminance.
    return "#000" if luminance > 0.179 else "#fff"


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
