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
            "the page's path below its version; by default the file's path, without `index`",
            example="/operation/backup",
        ),
        Key("description", TextKind(), "a sentence for search engines and lists of pages"),
        Key("order", Number(), "the position among its siblings, if the menu is made from the slugs"),
        Key("date", TextKind(is_date, "a date that exists, such as 2026-01-31"), "the day of a release, for the feed"),
        Key("draft", Flag(), "keeps the page out of the site, unless you use `--drafts`"),
        Key("edition", TextKind(refers="edition"), "the only [edition](/editions) with the page"),
        Key("redirect_from", ListOf(TextKind(), or_single=True), "old addresses that lead here"),
        Key(
            "language",
            TextKind(is_language, "a language tag such as pt-BR"),
            "the language of the page, if it differs from the site's: `ar`, `pt-BR`; it also sets the direction",
        ),
        Key("checklist", Flag(), "whether the page is a [guide](/checklists)"),
        Key("search", Flag(), "`false` keeps the page out of the site's search"),
        Key("noindex", Flag(), "asks search engines not to list the page"),
        Key("nofollow", Flag(), "asks search engines not to follow the page's links"),
    ),
    is_open=True,
)

RESTRICTING = frozenset({"draft", "edition", "search", "noindex"})
"""Keys that hide a page from some readers: if one is misspelt, too much is published."""
