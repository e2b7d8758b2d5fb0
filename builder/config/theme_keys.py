"""The keys of ``handrail.yml`` below ``theme``."""

from __future__ import annotations

import re

from builder.content.keys.kinds import ChoiceKind, Flag, Key, Kind, ListOf, Record, TextKind
from builder.content.keys.text_forms import is_folder
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

HEAD_RELATIONS = (
    *("alternate", "apple-touch-icon", "author", "help", "icon", "license", "manifest", "mask-icon", "me", "search"),
    *("privacy-policy", "terms-of-service", "webmention"),
)
"""Kinds of links in a page's head that load no style and run no script."""


def _is_meta_name(text: str) -> bool:
    return META_NAME.fullmatch(text) is not None


META_NAME = re.compile(r"[A-Za-z][\w.:-]{0,80}")
_META_NAME = TextKind(_is_meta_name, "a name such as google-site-verification", pattern=r"^[A-Za-z][\w.:-]{0,80}$")
_HEAD_TAG = Record(
    (
        Key(name="name", kind=_META_NAME, about="The name of a `meta` element.", example="google-site-verification"),
        Key(name="property", kind=_META_NAME, about="The property of a `meta` element."),
        Key(name="content", kind=TextKind(), about="The value of the `meta` element."),
        Key(name="rel", kind=ChoiceKind(HEAD_RELATIONS), about="The relation of a `link` element."),
        Key(name="href", kind=TextKind(), about="The address of the `link`: an image of the site, or `https://…`."),
        Key(name="type", kind=TextKind(), about="The media type of the `link`."),
        Key(name="sizes", kind=TextKind(), about="The sizes of an icon."),
        Key(name="media", kind=TextKind(), about="The media query of either element."),
        Key(name="title", kind=TextKind(), about="The title of the `link`."),
    )
)
_BANNER = Record(
    (
        Key(name="text", kind=TextKind(), about="The sentence.", required=True, example="Version 2 is out."),
        Key(name="link", kind=TextKind(), about="A page of the site, or an `https://` address.", example="/releases"),
        Key(name="link_text", kind=TextKind(), about="The link's text.", default="the address"),
        Key(name="dismissible", kind=Flag(), about="Whether readers can close it.", default="`true`"),
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
                Key(
                    name="banner",
                    kind=_BANNER,
                    about="A [sentence above every page](/theming#banner): `text`, `link`, `link_text`, `dismissible`.",
                    default="none",
                ),
                Key(
                    name="css",
                    kind=ListOf(TextKind(is_folder, "a file below theme/static, such as brand.css"), or_single=True),
                    about="[Style sheets](/theming#hooks) below `theme/static`, loaded after the theme's.",
                    default="none",
                ),
                Key(
                    name="js",
                    kind=ListOf(TextKind(is_folder, "a file below theme/static, such as brand.js"), or_single=True),
                    about="[Scripts](/theming#hooks) below `theme/static`, run as modules.",
                    default="none",
                ),
                Key(
                    name="head",
                    kind=ListOf(_HEAD_TAG),
                    about="[`meta` and `link` elements](/theming#hooks) in the head of each page.",
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
