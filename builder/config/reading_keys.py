"""The keys of ``reading`` in ``handrail.yml``: how a site of another program is read as it is."""

from __future__ import annotations

import re

from builder.content.addresses import NEVER_SAFE, scheme_of
from builder.content.keys.front_matter import FRONT_MATTER
from builder.content.keys.kinds import ChoiceKind, Flag, Key, ListOf, MapOf, Record, TextKind
from builder.content.keys.text_forms import is_folder, is_web_url

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
        name="reading",
        kind=Record(
            (
                Key(
                    name="suffixes",
                    kind=ListOf(TextKind(_is_suffix, "a suffix such as .mdoc.md"), or_single=True),
                    about="More suffixes of pages, besides `.md`, `.mdoc` and `.markdoc`: `[.mdoc.md]`.",
                    default="none",
                    example="[.mdoc.md]",
                ),
                Key(
                    name="index",
                    kind=ListOf(TextKind(_is_name, "a name without a folder, such as README"), or_single=True),
                    about="More file names, without suffix, that give a page the address of its folder: `[page, "
                    "README]`.",
                    default="`index` alone",
                    example="[README]",
                ),
                Key(
                    name="folder_index",
                    kind=Flag(),
                    about="Whether `foo/foo.md` has the address of its folder, `/foo`.",
                    default="`false`",
                ),
                Key(
                    name="leave_out",
                    kind=ListOf(TextKind(), or_single=True),
                    about="Patterns of files that are not pages, relative to the folder of their version: `drafts/*`.",
                    default="none",
                    example="[drafts/*]",
                ),
                Key(
                    name="partials",
                    kind=TextKind(is_folder, "a folder below the project, such as markdoc/partials", refers="folder"),
                    about="The folder of the partials.",
                    default="`partials` in the content folder",
                    example="markdoc/partials",
                ),
                Key(
                    name="static",
                    kind=ListOf(
                        TextKind(is_folder, "a folder below the project, such as public", refers="folder"),
                        or_single=True,
                    ),
                    about="Folders whose files are published at their own addresses: "
                    "`public/img/a.png` at `/img/a.png`.",
                    default="none",
                    example="[public]",
                ),
                Key(
                    name="aliases",
                    kind=MapOf(
                        TextKind(_is_target, "an address that begins with / or https://"),
                        TextKind(_is_alias, "the beginning of a link, such as @images/, and no scheme that runs code"),
                    ),
                    about="Beginnings of links and images, with their replacements: `'@images/': /images/`, "
                    "`'docId:': /reference/`.",
                    default="none",
                    example="{'@images/': /images/}",
                ),
                Key(
                    name="other_parts",
                    kind=ListOf(TextKind(_is_part, "a path of the host, such as /blog"), or_single=True),
                    about="Paths of the host that other programs publish, for links: `[/blog, /pricing]`.",
                    default="none",
                    example="[/blog]",
                ),
                Key(
                    name="fields",
                    kind=MapOf(ChoiceKind(_FIELDS)),
                    about="Other names of front matter fields: `aliases: redirect_from`, `sidebar.label: menu_title`.",
                    default="none",
                    example="{aliases: redirect_from}",
                ),
                Key(
                    name="title",
                    kind=ChoiceKind(("once", "always")),
                    about="`always` shows the title above the text even if the text has its own heading `#`.",
                    default="`once`",
                ),
            )
        ),
        about="",
    ),
)
