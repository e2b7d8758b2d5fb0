"""Leads links with an anchor to the ids of the new pages, once all pages are written.

Each system makes ids of headings by its own rules, and of the titles of steps, tabs and folds as well. The importer
searches the target page for a heading or a title with the same letters, and gives a tag with that title the id. If
nothing on the page fits, the link stays as it is and is reported: it was broken before.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from urllib.parse import unquote

import msgspec

from builder.importing.ids import github_id, plain_text

_HEADING = re.compile(r"[ \t>]*(?:[-*+] |\d+[.)] )?(#{1,6})[ \t]+(.+?)[ \t]*$")
_FENCE = re.compile(r"[ \t>]*(?:[-*+] |\d+[.)] )?(`{3,}|~{3,})")
_OWN_ID = re.compile(r"\{%[^%]*?(?:#([A-Za-z][\w-]*)|\bid=\"([^\"]+)\")[^%]*?%\}")
_TITLED = re.compile(r"\{% ([\w-]+) (?![^%]*#)(?:[^%]*? )?(?:title|name|label|caption)=\"((?:[^\"\\]|\\.)*)\"")
_PARTIAL = re.compile(r"\{% partial file=\"([^\"]+)\"")
_LINK = re.compile(
    r"(\]\(<?|^[ \t]*\[[^\[\]\n]+\]:[ \t]*<?|\b(?:link|href|src|to|url)=\")([^()\s<>\"#]*)#([^()\s<>\"]+)", re.MULTILINE
)
_NAME = re.compile(r"[A-Za-z][\w.-]{0,200}")
_LETTERS = re.compile(r"[\W_]+")


class PageAnchors(msgspec.Struct):
    """The anchors of one page."""

    ids: set[str] = msgspec.field(default_factory=set)
    loose: dict[str, str] = msgspec.field(default_factory=dict)
    """Ids by their letters and digits only."""
    titles: dict[str, str] = msgspec.field(default_factory=dict)
    """Titles of tags without an id, by their letters and digits only."""


class Missing(msgspec.Struct, frozen=True):
    """A link whose anchor is not on its page."""

    file: str
    anchor: str
    made: bool = False
    """Whether the old site's page had it in text that a program makes; then the new page has it, too."""


class Anchors:
    """Knows every page's text, by its file in the new project."""

    def __init__(
        self, texts: Mapping[str, str], addresses: Mapping[tuple[str, str], str], made: Container[str] = ()
    ) -> None:
        self.texts = dict(texts)
        self._made = made
        """Pages of which a program makes a part on the old site."""
        self._added: dict[str, list[str]] = {}
        """Anchors of such a part, by file."""
        self._addresses = addresses
        """Files by version and slug."""
        self._known: dict[str, PageAnchors] = {}
        self._wanted: dict[str, dict[str, str]] = {}
        """The ids of tags with a title, by file and title."""
        self.missing: list[Missing] = []

    def settle(self, versions: Mapping[str, str]) -> dict[str, str]:
        """The texts with every link resolved; ``versions`` by file."""
        found: dict[str, str] = {}
        for file, text in self.texts.items():
            version = versions.get(file, "")
            found[file] = "".join(self._linked(part, code, file, version) for part, code in _parts(text))
        for file, wanted in self._wanted.items():
            found[file] = _with_ids(found[file], wanted)
        for file, names in self._added.items():
            tags = "".join(f'{{% anchor id="{name}" /%}}\n\n' for name in names)
            found[file] = f"{found[file].rstrip()}\n\n{tags.rstrip()}\n"
        return found

    @property
    def has_added(self) -> bool:
        """Whether a page got anchors."""
        return bool(self._added)

    def of_redirect(self, target: str) -> str:
        """The target of a redirect with an anchor that its page has; without one if it has none."""
        path, _, anchor = target.partition("#")
        file = self._target(path, "", "") if anchor else None
        if file is None:
            return target
        anchors, letters = self._of(file), _LETTERS.sub("", anchor.lower())
        name = anchor if anchor in anchors.ids else anchors.loose.get(letters, "")
        return f"{path}#{name}" if name else path

    def _linked(self, part: str, code: bool, file: str, version: str) -> str:
        if code or "#" not in part:
            return part
        return _LINK.sub(lambda link: self._link(link, file, version), part)

    def _link(self, link: re.Match[str], file: str, version: str) -> str:
        target = self._target(link[2], file, version)
        if target is None:
            return link[0]
        anchor = unquote(link[3])
        name = self._name(target, anchor)
        if name:
            return link[0] if name == anchor else f"{link[1]}{link[2]}#{name}"
        is_made = target in self._made and _NAME.fullmatch(anchor) is not None
        self.missing.append(Missing(file, anchor, is_made))
        if is_made:
            self._added.setdefault(target, []).append(anchor)
            _add(self._of(target), anchor)
        return link[0]

    def _target(self, path: str, file: str, version: str) -> str | None:
        """The file that a link points to; ``None`` if it is not a page here."""
        if not path:
            return None if "/partials/" in file else file
        if not path.startswith("/"):
            return None
        slug = unquote(path.partition("?")[0]).strip("/")
        first, _, rest = slug.partition("/")
        return self._addresses.get((version, slug)) or self._addresses.get((first, rest))

    def _name(self, file: str, anchor: str) -> str:
        anchors = self._of(file)
        if anchor in anchors.ids or anchor == "top":
            return anchor
        if f"id-{anchor}" in anchors.ids:
            return f"id-{anchor}"
        letters = _LETTERS.sub("", anchor.lower())
        if letters in anchors.loose:
            return anchors.loose[letters]
        if letters in anchors.titles and re.match(r"[A-Za-z][\w-]*\Z", anchor):
            self._wanted.setdefault(file, {})[anchor] = anchors.titles[letters]
            anchors.ids.add(anchor)
            return anchor
        return ""

    def _of(self, file: str) -> PageAnchors:
        if file not in self._known:
            found = PageAnchors()
            self._known[file] = found
            self._collect(file, found, Counter(), 0)
        return self._known[file]

    def _collect(self, file: str, found: PageAnchors, counts: Counter[str], depth: int) -> None:
        text = self.texts.get(file)
        if text is None or depth > 6:
            return
        for line in _lines(text):
            for name in (own[1] or own[2] for own in _OWN_ID.finditer(line)):
                _add(found, name)
            heading = _HEADING.match(line)
            if heading is not None:
                name = github_id(plain_text(heading[2]))
                _add(found, f"{name}-{counts[name]}" if counts[name] else name)
                counts[name] += 1
            if not depth:
                for titled in _TITLED.finditer(line):
                    found.titles.setdefault(_LETTERS.sub("", titled[2].lower()), titled[0])
            for partial in _PARTIAL.finditer(line):
                self._collect(f"content/partials{partial[1]}", found, counts, depth + 1)


def _add(found: PageAnchors, name: str) -> None:
    found.ids.add(name)
    found.loose.setdefault(_LETTERS.sub("", name.lower()), name)


def _lines(text: str) -> Iterator[str]:
    for part, code in _parts(text):
        if not code:
            yield from part.split("\n")


def _parts(text: str) -> Iterable[tuple[str, bool]]:
    """The text in parts, each of which is code or contains none."""
    fence, start, at = "", 0, 0
    for line in text.splitlines(keepends=True):
        mark = _FENCE.match(line)
        end = at + len(line)
        if mark is not None and not fence:
            if at > start:
                yield text[start:at], False
            fence, start = mark[1], at
        elif mark is not None and mark[1].startswith(fence) and line.strip() == mark[1]:
            yield text[start:end], True
            fence, start = "", end
        at = end
    if start < len(text):
        yield text[start:], bool(fence)


def _with_ids(text: str, wanted: Mapping[str, str]) -> str:
    for name, opening in wanted.items():
        head = opening.split(" ", 2)
        text = text.replace(opening, f"{head[0]} {head[1]} #{name} {head[2]}", 1)
    return text
