"""The project's own colours and fonts, as a style sheet that sets the theme's custom properties."""

from __future__ import annotations

import re
from collections.abc import Mapping

from builder.content.style_values import COLOUR_NAMES, FONT_NAMES, is_colour, is_font

_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})\Z")
_RGB = re.compile(r"rgb\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\s*\)\Z")


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
        light, dark = (readable_on(colour) for colour in known["accent"])
        lines.append(f"  --on-accent: light-dark({light}, {dark});")
    return lines


def rgb_of(colour: str) -> tuple[float, float, float] | None:
    """Red, green and blue from 0 to 1 of a hexadecimal or ``rgb()`` colour; ``None`` for any other."""
    if _HEX.match(colour):
        digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
        return int(digits[:2], 16) / 255, int(digits[2:4], 16) / 255, int(digits[4:], 16) / 255
    found = _RGB.match(colour)
    if found is None:
        return None
    red, green, blue = (min(int(part), 255) / 255 for part in found.groups())
    return red, green, blue


def contrast_of(one: str, other: str) -> float | None:
    """The contrast ratio of WCAG 2.2, from 1 to 21; ``None`` if a colour is not known."""
    first, second = rgb_of(one), rgb_of(other)
    if first is None or second is None:
        return None
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def mixed(colour: str, ground: str, share: float) -> str:
    """So much of a colour in another, as ``color-mix(in srgb, …)`` does; the ground if one is not known."""
    over, under = rgb_of(colour), rgb_of(ground)
    if over is None or under is None:
        return ground
    channels = (round(255 * (share * a + (1 - share) * b)) for a, b in zip(over, under, strict=True))
    return "#" + "".join(f"{channel:02x}" for channel in channels)


def readable_on(colour: str) -> str:
    """Black or white, whichever has more contrast; white for a colour that is not known."""
    channels = rgb_of(colour)
    # WCAG 2.2: black has more contrast above this luminance.
    return "#000" if channels is not None and _luminance(channels) > 0.179 else "#fff"


def _luminance(channels: tuple[float, float, float]) -> float:
    red, green, blue = map(_linear, channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
