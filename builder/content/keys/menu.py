"""The keys of a menu."""

from __future__ import annotations

from builder.content.keys.kinds import Key, ListOf, Record, TextKind


def _has_title(category: str) -> bool:
    return bool(category.strip(" /"))


ENTRY = Record(
    (
        Key(
            "category",
            TextKind(_has_title, "the entry's title, behind those of the entries above it: Deployment / Security"),
            "The entry's title, behind the titles of the entries above it, with ` / ` between them. "
            "A slash without blanks belongs to the title; `\\/` is a slash anywhere.",
            required=True,
            example="Deployment / Security",
        ),
        Key("url", TextKind(), "The page that the entry leads to, or an `https://` address."),
        Key("icon", TextKind(refers="icon"), "The name of an icon of the theme."),
        Key("color", TextKind(), "A color; read for older menus, without effect."),
    )
)

MENU = Record(
    (
        Key("site_menu", ListOf(ENTRY), "The menu's entries, from top to bottom.", required=True),
        Key("title", TextKind(), "For people; not published."),
        Key("description", TextKind(), "For people; not published."),
    )
)
