"""The keys of a menu."""

from __future__ import annotations

from builder.content.keys.kinds import Key, ListOf, Record, TextKind


def _has_title(category: str) -> bool:
    return bool(category.strip(" /"))


ENTRY = Record(
    (
        Key(
            name="category",
            kind=TextKind(_has_title, "the entry's title, after those of its parents: Deployment / Security"),
            about="The entry's title, after the titles of its parents, separated by ` / `. "
            "A slash without blanks around it is part of the title, and so is `\\/`.",
            required=True,
            example="Deployment / Security",
        ),
        Key(name="url", kind=TextKind(), about="The page of the entry, or an `https://` address."),
        Key(name="icon", kind=TextKind(refers="icon"), about="The name of an icon of the theme."),
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
