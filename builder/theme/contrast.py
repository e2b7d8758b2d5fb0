"""Whether texts can be read in the project's colours: the contrast of WCAG 2.2, success criterion 1.4.3."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from builder.config import FILE, ProjectConfig
from builder.content.style_values import is_colour
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.place import diagnostic_at, in_file
from builder.theme.assets import StaticFile
from builder.theme.colours import contrast_of, mixed, readable_on, rgb_of

STYLE_SHEET = "handrail.css"
LEAST = 4.5
"""The contrast of text to its ground."""
PAIRS = (
    *(("ink", "paper"), ("strong", "paper"), ("quiet", "paper"), ("accent", "paper"), ("on-accent", "accent")),
    *(("accent", "accent-soft"), ("ink", "raised"), ("quiet", "raised"), ("ink", "sunken"), ("quiet", "sunken")),
    *((tone, f"{tone}-soft") for tone in ("note", "tip", "warning", "danger")),
    *(("ink", f"{tone}-soft") for tone in ("note", "tip", "warning", "danger")),
)
"""Text and ground."""

_PROPERTY = re.compile(rb"--([a-z-]+):\s*light-dark\((#[0-9a-fA-F]+),\s*(#[0-9a-fA-F]+)\)")


def contrast_problems(config: ProjectConfig, files: Mapping[str, StaticFile]) -> Iterator[Diagnostic]:
    """For each colour of the project and each scheme, the worst of the pairs whose contrast is too low.

    Colours that are neither hexadecimal nor ``rgb()`` are not looked at.
    """
    own = {name: colour for name, colour in config.theme.colors.items() if is_colour(colour)}
    if not own:
        return
    sheet = files[STYLE_SHEET].data if STYLE_SHEET in files else b""
    defaults = {name.decode(): (light.decode(), dark.decode()) for name, light, dark in _PROPERTY.findall(sheet)}
    for number, scheme in enumerate(("light", "dark")):
        colours = {name: pair[number] for name, pair in defaults.items()}
        colours |= {n: own.get(f"{n}-dark", own[n]) if number else own[n] for n in own if not n.endswith("-dark")}
        _derive(colours, own)
        worst: dict[str, tuple[float, str, str]] = {}
        for text, ground in PAIRS:
            key = _own_key(config, (text, ground), scheme)
            ratio = contrast_of(colours[text], colours[ground]) if key and {text, ground} <= colours.keys() else None
            if ratio is not None and ratio < LEAST and ratio < worst.get(key, (LEAST, "", ""))[0]:
                worst[key] = ratio, text, ground
        yield from (_problem(config, key, scheme, each, colours) for key, each in worst.items())


def _derive(colours: dict[str, str], own: Mapping[str, str]) -> None:
    """The colours that the style sheet of the project's colours derives from its accent."""
    if "accent" not in own or rgb_of(colours["accent"]) is None:
        return
    if "accent-soft" not in own:
        colours["accent-soft"] = mixed(colours["accent"], colours.get("paper", "#fff"), 0.12)
    if "on-accent" not in own:
        colours["on-accent"] = readable_on(colours["accent"])


def _own_key(config: ProjectConfig, pair: tuple[str, str], scheme: str) -> str:
    """The key in the configuration of the first colour of a pair that is the project's; empty if neither is."""
    own = config.theme.colors
    keys = [f"{name}-dark" if scheme == "dark" and f"{name}-dark" in own else name for name in pair]
    return next((key for key in keys if key in own), "")


def _problem(
    config: ProjectConfig, key: str, scheme: str, worst: tuple[float, str, str], colours: Mapping[str, str]
) -> Diagnostic:
    ratio, text, ground = worst
    line, column = config.places.get(("theme", "colors", key), (1, 1))
    message = (
        f"'{text}' ({colours[text]}) on '{ground}' ({colours[ground]}) has a contrast of {ratio:.2f}:1 with "
        f"{scheme} colours; text needs {LEAST}:1."
    )
    return diagnostic_at("theme-contrast", in_file(FILE, line, column), message, f"{scheme} {key}")
