"""The keys of ``handrail.yml`` below ``theme``."""

from __future__ import annotations

from builder.content.keys.kinds import Key, Kind, ListOf, Record, TextKind
from builder.content.style_values import COLOUR_NAMES, FONT_NAMES, is_colour, is_font

_COLOUR = TextKind(is_colour, "a color such as '#0f766e' in quotes")
_FONT = TextKind(is_font, "a list of type faces, such as Inter, sans-serif")
_LINK = Record(
    (
        Key(name="title", kind=TextKind(), about="The link's text.", required=True, example="Source"),
        Key(
            name="url",
            kind=TextKind(),
            about="A page of the site, or an `https://` address.",
            required=True,
            example="/guide",
        ),
    )
)


def _styles(names: tuple[str, ...], kind: Kind, about: str) -> Record:
    return Record(tuple(Key(name=name, kind=kind, about=about) for name in names))


THEME = (
    Key(
        name="theme",
        kind=Record(
            (
                Key(
                    name="logo",
                    kind=TextKind(),
                    about="An image next to the site's name, with the path that pages use: `/images/logo.svg`.",
                    default="none",
                ),
                Key(
                    name="links",
                    kind=ListOf(_LINK),
                    about="Links in the header, each with `title` and `url`.",
                    default="none",
                ),
                Key(name="footer", kind=TextKind(), about="A sentence at the foot of each page.", default="none"),
                Key(
                    name="colors",
                    kind=_styles(
                        tuple(name + scheme for name in COLOUR_NAMES for scheme in ("", "-dark")),
                        _COLOUR,
                        "A CSS color.",
                    ),
                    about="Colors by name; see [theming](/theming#colours).",
                    default="the theme's",
                ),
                Key(
                    name="fonts",
                    kind=_styles(FONT_NAMES, _FONT, "CSS font families."),
                    about="CSS font families for `font` and `mono`.",
                    default="the theme's",
                ),
            )
        ),
        about="",
    ),
)
