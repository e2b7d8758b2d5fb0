"""The keys of a menu."""

from __future__ import annotations

from builder.content.keys.kinds import Key, ListOf, Record, TextKind


def _has_title(category: str) -> bool:
    return bool(category.strip(" /"))


ENTRY = Record(
    (
        Key(
            name="category",
            kind=TextKind(_has_title, "the entry's title, behind those of the entries above it: Deployment / Security"),
            about="The entry's title, behind the titles of the entries above it, with ` / ` between them. "
            "A slash without blanks belongs to the title; `\\/` is a slash anywhere.",
            required=True,
            example="Deployment / Security",
        ),
        Key(name="url", kind=TextKind(), about="The page that the entry leads to, or an `https://` address."),
        Key(name="icon", kind=TextKind(refers="icon"), about="The name of an icon of the theme."),
        Key(name="color", kind=TextKind(), about="A color; read for older menus, without effect."),
    )
)

MENU = Record(
    (
        Key(name="site_menu", kind=ListOf(ENTRY), about="The menu's entries, from top to bottom.", required=True),
        Key(name="title", kind=TextKind(), about="For people; not published."),
        Key(name="description", kind=TextKind(), about="For people; not published."),
    )
)
