"""The keys of a menu, and of a folder's part of it."""

from __future__ import annotations

from builder.content.keys.kinds import Flag, Key, ListOf, Number, Record, TextKind


def _has_title(category: str) -> bool:
    return bool(category.strip(" /"))


ENTRY = Record(
    (
        Key(
            name="category",
            kind=TextKind(_has_title, "the entry's title, after those of its parents: Deployment / Security"),
            about="The entry's title, after the titles of its parents, separated by ` / `. "
            "A slash without spaces around it is part of the title, and so is `\\/`.",
            required=True,
            example="Deployment / Security",
        ),
        Key(name="url", kind=TextKind(), about="The page of the entry, or an `https://` address."),
        Key(name="icon", kind=TextKind(refers="icon"), about="The name of an icon of the theme."),
        Key(
            name="collapsed",
            kind=Flag(),
            about="Whether the entries below are hidden until a reader opens this entry or one of their pages. "
            "By default, groups are open and all other entries are collapsed.",
        ),
        Key(name="color", kind=TextKind(), about="A color, for older menus; it has no effect."),
    )
)

MENU = Record(
    (
        Key(name="site_menu", kind=ListOf(ENTRY), about="The menu's entries, from top to bottom.", required=True),
        Key(name="title", kind=TextKind(), about="For people; not published."),
        Key(name="description", kind=TextKind(), about="For people; not published."),
    )
)

FOLDER_MENU = Record(
    (
        Key(name="title", kind=TextKind(), about="The folder's title in the menu.", example="Deployment"),
        Key(name="order", kind=Number(), about="The position among its siblings."),
        Key(name="icon", kind=TextKind(refers="icon"), about="The name of an icon of the theme."),
        Key(
            name="collapsed",
            kind=Flag(),
            about="Whether the folder's entries are hidden until a reader opens the folder or one of its pages. "
            "By default, groups are open and all other folders are collapsed.",
        ),
        Key(
            name="pages",
            kind=ListOf(TextKind()),
            about="Names of the folder's pages and folders in the order of the menu; all others follow.",
            example="[install, upgrade]",
        ),
    )
)
"""The keys of ``_menu.yml`` in a folder of pages."""
