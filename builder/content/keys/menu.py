"""The keys of a menu."""

from __future__ import annotations

from builder.content.keys.kinds import Key, ListOf, Record, TextKind


def _has_title(category: str) -> bool:
    return bool(category.strip(" /"))


ENTRY = Record(
    (
        Key(
            "category",
            TextKind(_has_title, "the entry's title, after those of its parents: Deployment / Security"),
            "The entry's title, after the titles of its parents, separated by ` / `. "
            "A slash without blanks around it is part of the title, and so is `\\/`.",
            required=True,
            example="Deployment / Security",
        ),
        Key("url", TextKind(), "The page of the entry, or an `https://` address."),
        Key("icon", TextKind(refers="icon"), "The name of an icon of the theme."),
        Key("color", TextKind(), "A color, for older menus; it has no effect."),
    )
)

MENU = Record(
    (
        Key("site_menu", ListOf(ENTRY), "The menu's entries, from top to bottom.", required=True),
        Key("title", TextKind(), "For people; not published."),
        Key("description", TextKind(), "For people; not published."),
    )
)
