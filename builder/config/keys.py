"""The keys of ``handrail.yml``, by the sections of the manual's page on configuration."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from builder.article.render.id_styles import AnchorStyle
from builder.config.reading_keys import READING
from builder.content.addresses import NEVER_SAFE, scheme_of
from builder.content.keys.kinds import (
    Anything,
    ChoiceKind,
    Flag,
    JsonSchema,
    Key,
    Kind,
    ListOf,
    MapOf,
    Number,
    Record,
    TextKind,
)
from builder.content.keys.text_forms import (
    is_folder,
    is_language,
    is_pattern,
    is_pattern_with_group,
    is_site_url,
    is_variable,
    is_web_url,
)
from builder.content.style_values import COLOUR_NAMES, FONT_NAMES, is_colour, is_font

LEVELS = ("error", "warning", "info", "off")

FOLDER = TextKind(is_folder, "a folder below the project, such as docs")
FILE_NAME = TextKind(is_folder, "a file below the project, such as redirects.yml")
PATTERN = TextKind(is_pattern, "a regular expression")
VERSION = TextKind(refers="version")


def _is_scheme(text: str) -> bool:
    return scheme_of(f"{text}:") == text.lower() and text.lower() not in NEVER_SAFE


def _is_edit_url(text: str) -> bool:
    return not text or is_web_url(text)


def _is_output(text: str) -> bool:
    return text.strip() not in ("", ".", "/") and "\0" not in text


def _styles(names: tuple[str, ...], kind: Kind, about: str) -> Record:
    return Record(tuple(Key(name, kind, about) for name in names))


SITE = (
    Key("title", TextKind(), "The site's name.", "`Documentation`"),
    Key(
        "base_url",
        TextKind(
            is_site_url,
            "a URL such as https://docs.example.com/product, percent-encoded, without '?' and '#'",
            pattern=r"^(https?://[^?#\s]+)?$",
        ),
        "Where the site is published, `https://docs.example.com/product`. Without it, the site lies at the root of its "
        "host, and the site map has addresses without one.",
        "empty",
        example="https://docs.example.com/product",
    ),
    Key(
        "language",
        TextKind(is_language, "a language tag such as pt-BR", pattern="^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"),
        "The language of the content, as a BCP 47 tag: `de`, `ja`, `pt-BR`. A site in `ar`, `he` and the like is laid "
        "out from right to left.",
        "`en`",
    ),
    Key(
        "link_schemes",
        ListOf(
            TextKind(
                _is_scheme, "a scheme such as vscode, and not one that runs code", pattern="^[A-Za-z][A-Za-z0-9+.-]*$"
            )
        ),
        "Schemes of links that are published besides those of the web, of mail and of telephones: `[vscode, slack]`. "
        "Those that run code in a reader's browser are never published.",
        "none",
        example="[vscode]",
    ),
    Key(
        "edit_url",
        TextKind(_is_edit_url, "a URL that begins with https://"),
        "A URL; the page's path is appended for the link that leads to its source.",
        "empty",
    ),
    Key(
        "feed",
        TextKind(),
        "The slug below which releases are announced: they make the site's [feed](/what-is-published#feed). "
        "Empty for none.",
        "`/releases`",
    ),
    Key(
        "search",
        Flag(),
        "Whether the site can be searched. A page stays out with `search: false` in its [front matter](/front-matter).",
        "`true`",
    ),
)

FILES = (
    Key("content", FOLDER, "The folder of the pages.", "`content`"),
    Key(
        "output",
        TextKind(_is_output, "a folder of its own"),
        "The folder of the website. It needs one of its own.",
        "`site`",
    ),
    Key(
        "images",
        ListOf(TextKind(is_folder, FOLDER.wanted, refers="folder")),
        "Folders that are served at `/images/`; the first that has a file wins.",
        "`[content/images, public/images, images]`",
    ),
    Key(
        "shared_folders",
        ListOf(TextKind()),
        "Folders outside the project that its symbolic links may lead into: `[../shared]`. They are in the same "
        "repository or, without one, beside the project; see [safety](/safety#symbolic-links).",
        "none",
        example="[../shared]",
    ),
    Key(
        "image_max_bytes", Number(0, whole=True), "The size above which an image is reported as too large.", "`2000000`"
    ),
    Key(
        "ledger",
        FILE_NAME,
        "The file of every URL and anchor that was ever published; see [checks](/checks#ledger).",
        "`urls.txt`",
    ),
    Key(
        "changes",
        Flag(),
        "Whether readers see [what has changed](/versions#changes) since the version before.",
        "`true`",
    ),
    Key(
        "redirects",
        TextKind(is_folder, FILE_NAME.wanted, refers="file"),
        "A file of old addresses; see [when a page moves](/links#redirects).",
        "`redirects.yml`",
    ),
    Key(
        "format",
        Record(
            (
                Key(
                    "tag_width",
                    Number(0, whole=True),
                    "`handrail fmt` gives each attribute of a longer tag a line of its own; 0 leaves tags as they are. "
                    "See [formatting source](/formatting#tag-width).",
                    "`0`",
                ),
            )
        ),
        "",
    ),
)

VERSIONS = (
    Key(
        "versions",
        Record(
            (
                Key(
                    "folders",
                    ListOf(VERSION, or_single=True),
                    "The folders that are [versions](/versions), by name.",
                    "all named `v` and a digit",
                ),
                Key("titles", MapOf(TextKind(), VERSION), "By folder, what readers see.", "the folder's name"),
                Key("default", VERSION, "The version that `latest` means.", "the newest released"),
            )
        ),
        "",
    ),
    Key("editions", ListOf(TextKind(), or_single=True), "The names of the [editions](/editions).", "none"),
    Key("edition", TextKind(refers="edition"), "The one that is built.", "the first of `editions`"),
)

PAGES = (
    Key(
        "anchors",
        ChoiceKind(get_args(AnchorStyle)),
        "The [rule](/links#anchors) by which ids are made from headings.",
        "`github`",
    ),
    Key(
        "variables",
        MapOf(Anything(), TextKind(is_variable, "named with letters, digits, '-' and '_', beginning with a letter")),
        "What pages show as `{% $name %}`; see [variables](/partials-and-variables).",
        "none",
    ),
    Key(
        "front_matter",
        JsonSchema(),
        "A JSON Schema that every page's front matter must meet; it needs the extra `handrail[schema]`.",
        "none",
    ),
)

MARKDOWN = (
    Key(
        "markdown",
        Record(
            (
                Key("alerts", Flag(), "`> [!NOTE]` is a callout; see [Markdown that is read](/markdown).", "`false`"),
                Key("task_lists", Flag(), "`- [ ]` and `- [x]` are items with a check box.", "`false`"),
                Key("footnotes", Flag(), "`[^1]` leads to the footnote `[^1]: text`.", "`false`"),
                Key("definition_lists", Flag(), "A term, and below it a line `: definition`.", "`false`"),
                Key("linkify", Flag(), "A bare `https://example.com` is a link.", "`false`"),
                Key("typographer", Flag(), "Straight quotes, `--` and `...` are shown typographically.", "`false`"),
                Key("indented_tags", Flag(), "Tags and blocks may be indented by four blanks and more.", "`false`"),
                Key("heading_ids", Flag(), "`## Title {#id}` gives the heading an id.", "`false`"),
                Key("abbreviations", Flag(), "`*[HTML]: …` defines what an abbreviation stands for.", "`false`"),
                Key(
                    "glossary",
                    TextKind(is_folder, "a file below the project, such as glossary.yml", refers="file"),
                    "A file of terms and their definitions; see [glossary](/markdown#glossary).",
                    "none",
                ),
            )
        ),
        "",
    ),
)

CHECKS = (
    Key(
        "severity",
        MapOf(ChoiceKind(LEVELS), TextKind(refers="code")),
        "By [code](/diagnostics): `error`, `warning`, `info`, or `off`.",
        "none",
    ),
    Key(
        "ignore",
        ListOf(TextKind(), or_single=True),
        "Paths that checks pass over, as patterns: `content/v0.13.*/**`.",
        "none",
    ),
)

EXTERNAL = (
    Key(
        "external",
        Record(
            (
                Key(
                    "ignore",
                    ListOf(PATTERN, or_single=True),
                    "Regular expressions of URLs that are not requested.",
                    "none",
                ),
                Key("timeout", Number(0), "Seconds for one request.", "`20`"),
                Key("retries", Number(0, whole=True), "How often a request is tried again.", "`2`"),
                Key("per_host", Number(1, whole=True), "Requests to one host at a time.", "`2`"),
                Key("cache_days", Number(0), "For how many days a success is believed.", "`7`"),
                Key("private", Flag(), "Whether addresses of your own network are requested.", "`false`"),
            )
        ),
        "",
    ),
)

CHECKLISTS = (
    Key(
        "checklist",
        Record(
            (
                Key(
                    "language",
                    TextKind(refers="checklist-language"),
                    "The language in which guides are read: `en`, `de` or `ja`.",
                    "`en`",
                ),
                Key(
                    "headings",
                    ListOf(
                        TextKind(is_pattern_with_group, "a regular expression whose first group is the step's number"),
                        or_single=True,
                    ),
                    "Further patterns of step headings: regular expressions whose first group is the number.",
                    "none",
                ),
                Key("verbs", ListOf(TextKind(), or_single=True), "Further verbs that begin a step.", "none"),
            )
        ),
        "",
    ),
)

_COLOUR = TextKind(is_colour, "a color such as '#0f766e' in quotes")
_FONT = TextKind(is_font, "a list of type faces, such as Inter, sans-serif")
_LINK = Record(
    (
        Key("title", TextKind(), "What readers see.", required=True, example="Source"),
        Key("url", TextKind(), "A page of the site, or an `https://` address.", required=True, example="/guide"),
    )
)

THEME = (
    Key(
        "theme",
        Record(
            (
                Key(
                    "logo", TextKind(), "An image beside the site's name, as pages name it: `/images/logo.svg`.", "none"
                ),
                Key("links", ListOf(_LINK), "Links in the header, each with `title` and `url`.", "none"),
                Key("footer", TextKind(), "A sentence at the foot of each page.", "none"),
                Key(
                    "colors",
                    _styles(
                        tuple(name + scheme for name in COLOUR_NAMES for scheme in ("", "-dark")),
                        _COLOUR,
                        "A color as CSS writes it.",
                    ),
                    "Colors by name; see [theming](/theming#colours).",
                    "the theme's",
                ),
                Key(
                    "fonts",
                    _styles(FONT_NAMES, _FONT, "Type faces as CSS names them."),
                    "`font` and `mono`, as CSS names type faces.",
                    "the theme's",
                ),
            )
        ),
        "",
    ),
)

SECTIONS: Mapping[str, tuple[Key, ...]] = {
    "The site": SITE,
    "Files and folders": FILES,
    "Versions and editions": VERSIONS,
    "Pages": PAGES,
    "Markdown": MARKDOWN,
    "Sites of other programs": READING,
    "Checks": CHECKS,
    "Links to other sites": EXTERNAL,
    "Checklists": CHECKLISTS,
    "The look": THEME,
}
"""By the heading of the manual."""

CONFIG = Record(tuple(key for keys in SECTIONS.values() for key in keys))
