"""A project's own colours and fonts."""

from __future__ import annotations

import re

import pytest

from builder.content.style_values import COLOUR_NAMES, FONT_NAMES, is_colour, is_font
from builder.theme.colours import own_style_sheet
from builder.theme.location import shipped_theme


@pytest.mark.parametrize("text", ["#abc", "#aabbcc", "#aabbccdd", "teal", "rgb(1 2 3 / 50%)", "oklch(60% 0.1 250deg)"])
def test_colours(text: str) -> None:
    assert is_colour(text)


@pytest.mark.parametrize(
    "text", ["", "#ab", "red; } body { display: none", "url(https://example.com)", "rgb(1,2,3)\n", "var(--x)", "a" * 99]
)
def test_invalid_colours(text: str) -> None:
    assert not is_colour(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Inter, sans-serif", True),
        ('"Source Sans 3", sans-serif', True),
        ("a; } b {", False),
        ('"open', False),
        ("a\nb", False),
        ("url(x)", False),
    ],
)
def test_fonts(text: str, expected: bool) -> None:
    assert is_font(text) is expected


def test_text_on_the_accent_colour_is_derived() -> None:
    css = own_style_sheet({"accent": "#0f766e", "accent-dark": "#5eead4"}, {"font": "Inter, sans-serif"})
    assert css == (
        ":root {\n"
        "  --accent: light-dark(#0f766e, #5eead4);\n"
        "  --accent-soft: color-mix(in srgb, var(--accent) 12%, var(--paper));\n"
        "  --on-accent: light-dark(#fff, #000);\n"
        "  --font: Inter, sans-serif;\n"
        "}\n"
    )


def test_invalid_colours_and_fonts_are_left_out() -> None:
    assert own_style_sheet({"accent": "red;}", "tip": "red", "tip-dark": "}", "nothing": "red"}, {"font": "}"}) == ""


def test_every_name_is_one_of_the_theme_s() -> None:
    set_there = re.findall(r"^  --([\w-]+):", (shipped_theme() / "static" / "handrail.css").read_text(), re.MULTILINE)
    assert {*COLOUR_NAMES, *FONT_NAMES} <= set(set_there)
