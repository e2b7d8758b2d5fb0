"""The keys of ``reading`` in ``handrail.yml``: how a site of another program is read as it is."""

from __future__ import annotations

import re

from builder.content.addresses import NEVER_SAFE, scheme_of
from builder.content.keys.front_matter import FRONT_MATTER
from builder.content.keys.kinds import ChoiceKind, Flag, Key, ListOf, MapOf, Record, TextKind
from builder.content.keys.text_forms import is_folder, is_language, is_web_url

_SUFFIX = re.compile(r"\.[\w.-]*[\w-]\Z")
_PART = re.compile(r"/[^/\\\s?#][^\\\s?#]*\Z")


def _is_suffix(text: str) -> bool:
    return _SUFFIX.match(text) is not None


def _is_name(text: str) -> bool:
    return bool(text) and "/" not in text


def _is_part(text: str) -> bool:
    return _PART.match(text) is not None


def _is_alias(text: str) -> bool:
    return bool(text) and scheme_of(text) not in NEVER_SAFE and not text.startswith(("#", "?", "http:", "https:"))


def _is_target(text: str) -> bool:
    return is_web_url(text) or (text.startswith("/") and not text.startswith("//") and "\\" not in text)


_FIELDS = tuple(key.name for key in FRONT_MATTER.keys)

READING = (
    Key(
        "reading",
        Record(
            (
                Key(
                    "suffixes",
                    ListOf(TextKind(_is_suffix, "a suffix such as .mdoc.md"), or_single=True),
                    "Further endings of the names of pages, besides `.md`, `.mdoc` and `.markdoc`: `[.mdoc.md]`.",
                    "none",
                    example="[.mdoc.md]",
                ),
                Key(
                    "index",
                    ListOf(TextKind(_is_name, "a name without a folder, such as README"), or_single=True),
                    "Further names, without ending, of the page that has its folder's address: `[page, README]`.",
                    "`index` alone",
                    example="[README]",
                ),
                Key("folder_index", Flag(), "`foo/foo.md` has the address of its folder, `/foo`.", "`false`"),
                Key(
                    "leave_out",
                    ListOf(TextKind(), or_single=True),
                    "Patterns of files that are not pages, from the folder of their version on: `drafts/*`.",
                    "none",
                    example="[drafts/*]",
                ),
                Key(
                    "locales",
                    ListOf(TextKind(is_language, "a language tag such as pt-BR"), or_single=True),
                    "Folders with pages in other languages, by the language's tag: `[ja]` is `ja/guide.md`.",
                    "none",
                    example="[ja]",
                ),
                Key(
                    "partials",
                    TextKind(is_folder, "a folder below the project, such as markdoc/partials", refers="folder"),
                    "The folder of the partials.",
                    "`partials` in the content folder",
                    example="markdoc/partials",
                ),
                Key(
                    "static",
                    ListOf(
                        TextKind(is_folder, "a folder below the project, such as public", refers="folder"),
                        or_single=True,
                    ),
                    "Folders whose files are published at their own addresses: `public/img/a.png` at `/img/a.png`.",
                    "none",
                    example="[public]",
                ),
                Key(
                    "aliases",
                    MapOf(
                        TextKind(_is_target, "an address that begins with / or https://"),
                        TextKind(_is_alias, "the beginning of a link, such as @images/, and no scheme that runs code"),
                    ),
                    "Beginnings of links and images, and what they stand for: `'@images/': /images/`, "
                    "`'docId:': /reference/`.",
                    "none",
                    example="{'@images/': /images/}",
                ),
                Key(
                    "other_parts",
                    ListOf(TextKind(_is_part, "a path of the host, such as /blog"), or_single=True),
                    "Paths of the host that are not of this site, and may be linked to: `[/blog, /pricing]`.",
                    "none",
                    example="[/blog]",
                ),
                Key(
                    "fields",
                    MapOf(ChoiceKind(_FIELDS)),
                    "Front matter by other names: `aliases: redirect_from`, `sidebar.label: menu_title`.",
                    "none",
                    example="{aliases: redirect_from}",
                ),
                Key(
                    "title",
                    ChoiceKind(("once", "always")),
                    "`always` shows the title above the text also where the text begins with a heading `#` of its own.",
                    "`once`",
                ),
            )
        ),
        "",
    ),
)
