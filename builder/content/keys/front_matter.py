"""The keys of a page's front matter."""

from __future__ import annotations

from builder.content.keys.kinds import Flag, Key, ListOf, Number, Record, TextKind
from builder.content.keys.text_forms import is_date, is_language

FRONT_MATTER = Record(
    (
        Key(
            name="title",
            kind=TextKind(),
            about="names the page in menus, search results and browser tabs",
            required=True,
            example="Install",
        ),
        Key(
            name="slug",
            kind=TextKind(),
            about="the page's address below its version; without it, the file's path, with `index` fallen away",
            example="/operation/backup",
        ),
        Key(name="description", kind=TextKind(), about="a sentence for search engines and for lists of pages"),
        Key(name="order", kind=Number(), about="the place among its siblings, where the menu is made from the slugs"),
        Key(
            name="date",
            kind=TextKind(is_date, "a date that exists, such as 2026-01-31"),
            about="the day of a release, for the feed",
        ),
        Key(name="draft", kind=Flag(), about="leaves the page out, unless `--drafts` is given"),
        Key(name="edition", kind=TextKind(refers="edition"), about="the only [edition](/editions) that has the page"),
        Key(name="redirect_from", kind=ListOf(TextKind(), or_single=True), about="old addresses that lead here"),
        Key(
            name="language",
            kind=TextKind(is_language, "a language tag such as pt-BR"),
            about="the language of this page, where it is not the site's: `ar`, `pt-BR`; its direction follows",
        ),
        Key(name="checklist", kind=Flag(), about="makes the page a [guide](/checklists), or says that it is not one"),
        Key(name="search", kind=Flag(), about="`false` keeps the page out of the site's search"),
        Key(name="noindex", kind=Flag(), about="asks search engines not to list the page"),
        Key(name="nofollow", kind=Flag(), about="asks search engines not to follow the page's links"),
    ),
    is_open=True,
)

RESTRICTING = frozenset({"draft", "edition", "search", "noindex"})
"""Keys that keep a page from somebody: where one is misspelt, too much is published."""
