"""Colours and font families in the configuration, in CSS syntax."""

from __future__ import annotations

import re

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
"""Names of the colours that a project can set; the theme's style sheet shows their use."""

FONT_NAMES = ("font", "mono")
"""The fonts of text and of code."""

_COLOUR = re.compile(
    r"(?:#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})"
    r"|(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch)\((?=[^)]*\d)[\d.%\s,/a-z-]{1,60}\))\Z"
)
_NAMES = (
    "aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown "
    "burlywood cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan "
    "darkgoldenrod darkgray darkgreen darkgrey darkkhaki darkmagenta darkolivegreen darkorange darkorchid "
    "darkred darksalmon darkseagreen darkslateblue darkslategray darkslategrey darkturquoise darkviolet "
    "deeppink deepskyblue dimgray dimgrey dodgerblue firebrick floralwhite forestgreen fuchsia gainsboro "
    "ghostwhite gold goldenrod gray green greenyellow grey honeydew hotpink indianred indigo ivory khaki "
    "lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan lightgoldenrodyellow "
    "lightgray lightgreen lightgrey lightpink lightsalmon lightseagreen lightskyblue lightslategray "
    "lightslategrey lightsteelblue lightyellow lime limegreen linen magenta maroon mediumaquamarine "
    "mediumblue mediumorchid mediumpurple mediumseagreen mediumslateblue mediumspringgreen mediumturquoise "
    "mediumvioletred midnightblue mintcream mistyrose moccasin navajowhite navy oldlace olive olivedrab "
    "orange orangered orchid palegoldenrod palegreen paleturquoise palevioletred papayawhip peachpuff peru "
    "pink plum powderblue purple rebeccapurple red rosybrown royalblue saddlebrown salmon sandybrown seagreen "
    "seashell sienna silver skyblue slateblue slategray slategrey snow springgreen steelblue tan teal thistle "
    "tomato transparent turquoise violet wheat white whitesmoke yellow yellowgreen "
)
_NAMED = frozenset(_NAMES.split())
"""The named colours of CSS Color 4."""
_FONT = re.compile(r"""[\w\s,"'-]{1,300}\Z""")


def is_colour(text: str) -> bool:
    """Whether ``text`` is a CSS colour: ``#2457c5``, ``teal``, ``oklch(60% 0.1 250)``."""
    return _COLOUR.match(text) is not None or text.lower() in _NAMED


def is_font(text: str) -> bool:
    """Whether ``text`` is a list of CSS font families; it never contains a newline or a brace."""
    return _FONT.match(text) is not None and "\n" not in text and text.count('"') % 2 == text.count("'") % 2 == 0
