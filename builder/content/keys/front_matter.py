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
            about="the page's path below its version; by default the file's path, without `index`",
            example="/operation/backup",
        ),
        Key(name="description", kind=TextKind(), about="a sentence for search engines and lists of pages"),
        Key(name="menu_title", kind=TextKind(), about="a shorter title for menus that Handrail makes from the slugs"),
        Key(
            name="menu_icon", kind=TextKind(refers="icon"), about="the name of an icon beside the title in these menus"
        ),
        Key(
            name="menu_collapsed",
            kind=Flag(),
            about="in these menus, `false` keeps the pages below this one open, and `true` collapses those of a group",
        ),
        Key(
            name="layout",
            kind=TextKind(),
            about="`wide` also uses the space of the table of contents, and `landing` that of the menu as well; "
            "other values are for "
            "[templates](/theming/templates)",
            example="landing",
        ),
        Key(name="order", kind=Number(), about="the position among its siblings, if the menu is made from the slugs"),
        Key(
            name="date",
            kind=TextKind(is_date, "a date that exists, such as 2026-01-31"),
            about="the day of a release, for the feed",
        ),
        Key(name="draft", kind=Flag(), about="keeps the page out of the site, unless you use `--drafts`"),
        Key(name="edition", kind=TextKind(refers="edition"), about="the only [edition](/editions) with the page"),
        Key(name="redirect_from", kind=ListOf(TextKind(), or_single=True), about="old addresses that redirect here"),
        Key(
            name="language",
            kind=TextKind(is_language, "a language tag such as pt-BR"),
            about="the language of the page, if it differs from the site's: `ar`, `pt-BR`; it also sets the direction",
        ),
        Key(name="checklist", kind=Flag(), about="whether the page is a [guide](/checklists)"),
        Key(name="search", kind=Flag(), about="`false` keeps the page out of the site's search"),
        Key(name="noindex", kind=Flag(), about="asks search engines not to list the page"),
        Key(name="nofollow", kind=Flag(), about="asks search engines not to follow the page's links"),
    ),
    is_open=True,
)

RESTRICTING = frozenset({"draft", "edition", "search", "noindex"})
"""Keys that hide a page from some readers: if one is misspelt, too much is published."""

PLAIN_WORDS = frozenset(
    {
        *("border", "craft", "data", "dated", "dates", "updated", "descriptions", "drafts", "editions", "languages"),
        *("checklists", "ordered", "orders", "research", "slugs", "titled", "titles", "subtitle"),
    }
)
"""Known keys, although they resemble a key that Handrail reads."""
