"""The keys of a page's front matter."""

from __future__ import annotations

from builder.content.keys.kinds import Flag, Key, ListOf, Number, Record, TextKind
from builder.content.keys.text_forms import is_date, is_language

FRONT_MATTER = Record(
    (
        Key(
            "title",
            TextKind(),
            "names the page in menus, search results and browser tabs",
            required=True,
            example="Install",
        ),
        Key(
            "slug",
            TextKind(),
            "the page's address below its version; without it, the file's path, with `index` fallen away",
            example="/operation/backup",
        ),
        Key("description", TextKind(), "a sentence for search engines and for lists of pages"),
        Key("menu_title", TextKind(), "a shorter title for the menu, where the menu is made from the slugs"),
        Key("order", Number(), "the place among its siblings, where the menu is made from the slugs"),
        Key("date", TextKind(is_date, "a date that exists, such as 2026-01-31"), "the day of a release, for the feed"),
        Key("draft", Flag(), "leaves the page out, unless `--drafts` is given"),
        Key("edition", TextKind(refers="edition"), "the only [edition](/editions) that has the page"),
        Key("redirect_from", ListOf(TextKind(), or_single=True), "old addresses that lead here"),
        Key(
            "language",
            TextKind(is_language, "a language tag such as pt-BR"),
            "the language of this page, where it is not the site's: `ar`, `pt-BR`; its direction follows",
        ),
        Key("checklist", Flag(), "makes the page a [guide](/checklists), or says that it is not one"),
        Key("search", Flag(), "`false` keeps the page out of the site's search"),
        Key("noindex", Flag(), "asks search engines not to list the page"),
        Key("nofollow", Flag(), "asks search engines not to follow the page's links"),
    ),
    is_open=True,
)

RESTRICTING = frozenset({"draft", "edition", "search", "noindex"})
"""Keys that keep a page from somebody: where one is misspelt, too much is published."""
