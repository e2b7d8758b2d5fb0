"""The keys of ``handrail.yml``, by the sections of the manual's page on configuration."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from builder.config.external_keys import EXTERNAL
from builder.config.image_keys import IMAGE_KEYS
from builder.config.markdown_keys import MARKDOWN
from builder.config.reading_keys import READING
from builder.config.theme_keys import THEME
from builder.content.addresses import NEVER_SAFE, scheme_of
from builder.content.anchor_styles import AnchorStyle
from builder.content.keys.kinds import (
    Anything,
    ChoiceKind,
    Flag,
    JsonSchema,
    Key,
    ListOf,
    MapOf,
    Number,
    Record,
    TextKind,
)
from builder.content.keys.text_forms import (
    is_edition,
    is_folder,
    is_language,
    is_pattern_with_group,
    is_site_url,
    is_variable,
    is_web_url,
)

LEVELS = ("error", "warning", "info", "off")

FOLDER = TextKind(is_folder, "a folder below the project, such as docs")
FILE_NAME = TextKind(is_folder, "a file below the project, such as redirects.yml")
VERSION = TextKind(refers="version")
VARIABLE = TextKind(is_variable, "named with letters, digits, '-' and '_', beginning with a letter")


def _is_scheme(text: str) -> bool:
    return scheme_of(f"{text}:") == text.lower() and text.lower() not in NEVER_SAFE


def _is_edit_url(text: str) -> bool:
    return not text or is_web_url(text)


def _is_output(text: str) -> bool:
    return text.strip() not in ("", ".", "/") and "\0" not in text


LANGUAGE = TextKind(is_language, "a language tag such as pt-BR", pattern="^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$")

SITE = (
    Key(name="title", kind=TextKind(), about="The site's name.", default="`Documentation`"),
    Key(
        name="base_url",
        kind=TextKind(
            is_site_url,
            "a URL such as https://docs.example.com/product, percent-encoded, without '?' and '#'",
            pattern=r"^(https?://[^?#\s]+)?$",
        ),
        about="The URL of the published site, such as `https://docs.example.com/product`. Without it, the site is at "
        "the root of its host, and has no site map, feed or canonical links.",
        default="empty",
        example="https://docs.example.com/product",
    ),
    Key(
        name="language",
        kind=LANGUAGE,
        about="The language of the content, as a BCP 47 tag: `de`, `ja`, `pt-BR`. A site in `ar`, `he` and the like "
        "is laid out from right to left.",
        default="`en`",
    ),
    Key(
        name="link_schemes",
        kind=ListOf(
            TextKind(
                _is_scheme, "a scheme such as vscode, and not one that runs code", pattern="^[A-Za-z][A-Za-z0-9+.-]*$"
            )
        ),
        about="Link schemes to publish in addition to those of the web, mail and telephone: `[vscode, slack]`. "
        "Handrail never publishes schemes that run code in a reader's browser.",
        default="none",
        example="[vscode]",
    ),
    Key(
        name="edit_url",
        kind=TextKind(_is_edit_url, "a URL that begins with https://"),
        about="A URL; Handrail appends the page's path to link to its source.",
        default="empty",
    ),
    Key(
        name="feed",
        kind=TextKind(),
        about="The slug of the pages that announce releases: they make the site's [feed](/what-is-published#feed). "
        "If empty, there is no feed.",
        default="`/releases`",
    ),
    Key(
        name="search",
        kind=Flag(),
        about="Whether the site has a search. `search: false` in a page's [front matter](/front-matter) excludes "
        "that page.",
        default="`true`",
    ),
)

FILES = (
    Key(name="content", kind=FOLDER, about="The folder of the pages.", default="`content`"),
    Key(
        name="output",
        kind=TextKind(_is_output, "a folder of its own"),
        about="The folder that Handrail publishes into. It must not contain anything else.",
        default="`site`",
    ),
    Key(
        name="images",
        kind=ListOf(TextKind(is_folder, FOLDER.wanted, refers="folder")),
        about="Folders whose files are published at `/images/`. If several contain the same file, Handrail uses "
        "the first one.",
        default="`[content/images, public/images, images]`",
    ),
    Key(
        name="shared_folders",
        kind=ListOf(TextKind()),
        about="Folders outside the project that its symbolic links may point into: `[../shared]`. They must be in the "
        "same repository or, if there is none, next to the project; see [safety](/safety#symbolic-links).",
        default="none",
        example="[../shared]",
    ),
    Key(
        name="code_folders",
        kind=ListOf(TextKind()),
        about="Folders outside the project whose files pages may [show as code](/tags/code#code): `[../examples]`. "
        "They must be in the same repository or, if there is none, next to the project.",
        default="none",
        example="[../examples]",
    ),
    Key(
        name="image_max_bytes",
        kind=Number(0, whole=True),
        about="The size in bytes above which Handrail reports an image as too large.",
        default="`2000000`",
    ),
    *IMAGE_KEYS,
    Key(
        name="ledger",
        kind=FILE_NAME,
        about="The file of every URL and anchor that was ever published; see [checks](/checks#ledger).",
        default="`urls.txt`",
    ),
    Key(
        name="changes",
        kind=Flag(),
        about="Whether pages show their [changes](/versions#changes) since the previous version.",
        default="`true`",
    ),
    Key(
        name="redirects",
        kind=TextKind(is_folder, FILE_NAME.wanted, refers="file"),
        about="The file of redirects from old addresses; see [when a page moves](/links#redirects).",
        default="`redirects.yml`",
    ),
    Key(
        name="baseline",
        kind=FILE_NAME,
        about="The file of [known problems](/continuous-integration#baseline), which don't make `check` or "
        "`build` fail.",
    ),
    Key(
        name="inventories",
        kind=MapOf(
            TextKind(is_folder, FILE_NAME.wanted, refers="file"),
            TextKind(is_web_url, "a URL such as https://docs.example.com/v1"),
        ),
        about="By URL of another project's documentation, the file with its inventory, `inventory.json` or Sphinx's "
        "`objects.inv`; see [links to other projects](/links#inventories).",
        default="none",
    ),
    Key(
        name="format",
        kind=Record(
            (
                Key(
                    name="tag_width",
                    kind=Number(0, whole=True),
                    about="`handrail fmt` gives each attribute of a longer tag a line of its own; 0 leaves tags as "
                    "they are. See [formatting source](/formatting#tag-width).",
                    default="`0`",
                ),
            )
        ),
        about="",
    ),
)

LANGUAGES = (
    Key(
        name="languages",
        kind=Record(
            (
                Key(
                    name="folders",
                    kind=ListOf(LANGUAGE, or_single=True),
                    about="The [languages](/languages#translations) into which pages are translated. Each has a folder "
                    "of that name inside the folder of each version, or around those.",
                    default="none",
                    example="[de, ja]",
                ),
                Key(
                    name="titles",
                    kind=MapOf(TextKind(), LANGUAGE),
                    about="The name that readers see, by language.",
                    default="its name in the language itself",
                    example="{de: Deutsch}",
                ),
                Key(
                    name="prefix",
                    kind=Flag(),
                    about="Whether addresses of the site's own `language` begin with its tag too: `/en/install/`.",
                    default="`false`",
                ),
            )
        ),
        about="",
    ),
)

VERSIONS = (
    Key(
        name="versions",
        kind=Record(
            (
                Key(
                    name="folders",
                    kind=ListOf(VERSION, or_single=True),
                    about="The folders that are [versions](/versions), by name.",
                    default="all named `v` and a digit",
                ),
                Key(
                    name="titles",
                    kind=MapOf(TextKind(), VERSION),
                    about="The title that readers see, by folder.",
                    default="the folder's name",
                ),
                Key(
                    name="default",
                    kind=VERSION,
                    about="The version that `latest` means.",
                    default="the newest released",
                ),
                Key(
                    name="variables",
                    kind=MapOf(MapOf(Anything(), VARIABLE), VERSION),
                    about="[Variables](/partials-and-variables#per-version) of a version's pages, by the "
                    "version's folder.",
                    default="none",
                    example="{v1.7: {release: 1.7.4}}",
                ),
            )
        ),
        about="",
    ),
    Key(
        name="editions",
        kind=ListOf(TextKind(is_edition, "a name of letters, digits, '-' and '_'"), or_single=True),
        about="The names of the [editions](/editions).",
        default="none",
    ),
    Key(name="edition", kind=TextKind(refers="edition"), about="The edition to build.", default="the first one"),
)

PAGES = (
    Key(
        name="anchors",
        kind=ChoiceKind(get_args(AnchorStyle)),
        about="The [rule](/links#anchors) by which Handrail makes the ids of headings.",
        default="`github`",
    ),
    Key(
        name="variables",
        kind=MapOf(Anything(), VARIABLE),
        about="Values that pages show with `{% $name %}`; see [variables](/partials-and-variables).",
        default="none",
    ),
    Key(
        name="front_matter",
        kind=JsonSchema(),
        about="A JSON Schema that every page's front matter must match; it needs the extra `handrail[schema]`.",
        default="none",
    ),
)

CHECKS = (
    Key(
        name="severity",
        kind=MapOf(ChoiceKind(LEVELS), TextKind(refers="code")),
        about="The severity of each [code](/diagnostics): `error`, `warning`, `info`, or `off`.",
        default="none",
    ),
    Key(
        name="ignore",
        kind=ListOf(TextKind(), or_single=True),
        about="Paths that checks skip, as patterns: `content/v0.13.*/**`.",
        default="none",
    ),
)

CHECKLISTS = (
    Key(
        name="checklist",
        kind=Record(
            (
                Key(
                    name="language",
                    kind=TextKind(refers="checklist-language"),
                    about="The language of the guides: `ar`, `de`, `en`, `es`, `fr`, `ja` or `zh`. Handrail "
                    "reads translations in their own language.",
                    default="`en`",
                ),
                Key(
                    name="headings",
                    kind=ListOf(
                        TextKind(is_pattern_with_group, "a regular expression whose first group is the step's number"),
                        or_single=True,
                    ),
                    about="More patterns of step headings: regular expressions whose first group is the number.",
                    default="none",
                ),
                Key(
                    name="verbs",
                    kind=ListOf(TextKind(), or_single=True),
                    about="More verbs that begin a step.",
                    default="none",
                ),
            )
        ),
        about="",
    ),
)

SECTIONS: Mapping[str, tuple[Key, ...]] = {
    "The site": SITE,
    "Files and folders": FILES,
    "Languages": LANGUAGES,
    "Versions and editions": VERSIONS,
    "Pages": PAGES,
    "Markdown": MARKDOWN,
    "Sites of other programs": READING,
    "Checks": CHECKS,
    "Links to other sites": EXTERNAL,
    "Checklists": CHECKLISTS,
    "The look": THEME,
}
"""Keyed by the heading in the manual."""

CONFIG = Record(tuple(key for keys in SECTIONS.values() for key in keys))
