"""Read real pages and leave out syntax that not every program understands: raw HTML, broken tags, dead links."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bench.corpus.page import Page

FENCE = re.compile(r"(?m)^[ \t]*(?P<mark>`{3,}|~{3,}).*\n(?:.*\n)*?[ \t]*(?P=mark)[ \t]*$\n?")
FENCE_LINE = re.compile(r"(?m)^[ \t]*(?:`{3,}|~{3,})")
FRONT_MATTER = re.compile(r"\A---\n(?P<yaml>.*?)\n---\n", re.DOTALL)
TAG = re.compile(r"\{%-?\s*(?P<close>/)?\s*(?P<name>[\w-]+)(?P<rest>[^%]*?)(?P<void>/)?\s*-?%\}")
FOREIGN = re.compile(r"\{\{[<%]|\{%")
"""Texts in a sample that some program would read as its own syntax."""
RAW_HTML = re.compile(r"</?[A-Za-z](?![\w+.-]*:)[^<>\n]*>|<!--.*?-->", re.DOTALL)
HEADING = re.compile(r"(?m)^(?P<marks>#{1,6})[ \t]+(?P<text>.*?)[ \t]*#*$")
IMAGE = re.compile(r"!\[(?P<text>[^\]\n]*)\]\((?P<target>[^)\n]*)\)")
LINK = re.compile(r"(?<!!)\[(?P<text>[^\]\n]*)\]\((?P<target>[^)\n]*)\)")
ADDRESS = re.compile(r"\b(?P<name>href|link)=\"(?P<target>[^\"]*)\"")
SOURCE = re.compile(r"\bsrc=\"(?P<target>[^\"]*)\"")
IMAGE_TAG = re.compile(r"\{%\s*image\b[^%]*?/\s*%\}")
JSX_VALUE = re.compile(r"=\{(\"[^\"\n]*\")\}")
DEFINITION = re.compile(r"(?m)^\[[^\]\n]+\]:.*$\n?")
EXTERNAL = re.compile(r"https?://[^\s<>\"]+\Z")

PAIRED = {
    *("note", "important", "codeBlock", "codeInfo", "codeInfoContainer", "codePreview", "extraContent"),
    *("inlineCallout", "inlineCalloutContainer", "multiTablesWrapper", "step", "stepDescription", "stepsContainer"),
    *("stepVisualInfo", "tilesContainer"),
}
VOID = {"image", "icon", "tile", "youtube", "divider"}
KEPT = PAIRED | VOID
"""The tags that pages keep. A page with any other, or with an open one, is left out."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Real pages and the pictures that they show."""

    pages: tuple[Page, ...]
    images: Mapping[str, Path]


def read_sources(project: Path) -> Sources:
    """The usable pages of all versions below ``content/``; of two with one slug, that of the newest version."""
    found: dict[str, Page] = {}
    for version in sorted((project / "content").glob("v[0-9]*"), reverse=True):
        for path in sorted(version.rglob("*.md")):
            page = _page(path, path.relative_to(version))
            if page is not None:
                found.setdefault(page.slug, page)
    return Sources(tuple(sorted(found.values(), key=_breadth_first)), _images(project))


def connect(pages: Sequence[Page], images: Mapping[str, Path]) -> list[Page]:
    """The pages with links and pictures that exist: one that doesn't is sent to another, always the same."""
    slugs = sorted(page.slug for page in pages)
    to_page = _chooser([f"/{slug}" for slug in slugs])
    to_image = _chooser(sorted(images))
    return [replace(page, text=_outside_fences(page.text, lambda t: _aim(t, to_page, to_image))) for page in pages]


def _breadth_first(page: Page) -> tuple[int, str]:
    """The upper levels first, so that a part of the pages has the pages above each."""
    return page.slug.count("/"), page.slug


def _images(project: Path) -> dict[str, Path]:
    for root in (project / "images", project / "content" / "images"):
        found = {f"/images/{p.relative_to(root).as_posix()}": p for p in sorted(root.rglob("*.png"))}
        if found:
            return {address: path for address, path in found.items() if re.fullmatch(r"[\w./-]+", address)}
    return {}


def _page(path: Path, place: Path) -> Page | None:
    """A usable page of a file, or ``None``."""
    raw = path.read_text("utf-8").replace("\r\n", "\n").replace("\t", "    ")
    front = FRONT_MATTER.match(raw)
    if front is None or place.name == "menu.md":
        return None
    slug = _value(front["yaml"], "slug") or place.with_suffix("").as_posix().removesuffix("index")
    slug = slug.strip("/").lower()
    title = _value(front["yaml"], "title")
    text = _outside_fences(raw[front.end() :], _clean)
    if not title or not re.fullmatch(r"[a-z0-9/-]+", slug) or len(text) < 200 or not _balanced(text):
        return None
    return Page(slug, title, _levels(text))


def _value(yaml: str, key: str) -> str:
    found = re.search(rf"(?m)^{key}:[ ]*(.*?)[ ]*$", yaml)
    return found[1].strip("\"'") if found else ""


def _outside_fences(text: str, change: Callable[[str], str]) -> str:
    """The text with its prose changed and its code as it was; code that looks like a tag is left out."""
    parts: list[str] = []
    end = 0
    for fence in FENCE.finditer(text):
        inner = fence[0].partition("\n")[2]
        parts += [change(text[end : fence.start()]), "" if FOREIGN.search(inner) else fence[0]]
        end = fence.end()
    return "".join([*parts, change(text[end:])])


def _clean(prose: str) -> str:
    prose = DEFINITION.sub("", RAW_HTML.sub("", prose))
    prose = re.sub(r"`[^`\n]*\{%[^`\n]*`", "`tag`", prose)
    prose = JSX_VALUE.sub(r"=\1", prose)
    return re.sub(r"(?m)[ ]+$", "", re.sub(r"\{%\s*\$[^%]*%\}", "value", prose))


def _balanced(text: str) -> bool:
    """Whether every tag is one that is kept, and closed, and every fence too. Annotations are not tags."""
    opened: list[str] = []
    for tag in _tags(text):
        name = tag["name"]
        if name not in KEPT or (name in VOID) != bool(tag["void"]):
            return False
        if tag["close"] and (not opened or opened.pop() != name):
            return False
        if name in PAIRED and not tag["close"]:
            opened.append(name)
    fences_are_closed = len(FENCE_LINE.findall(text)) % 2 == 0
    return not opened and fences_are_closed and not re.search(r"\{%", TAG.sub("", FENCE.sub("", text)))


def _tags(text: str) -> Iterator[re.Match[str]]:
    return TAG.finditer(FENCE.sub("", text))


def _levels(text: str) -> str:
    """No heading of the first level, which is the title's, and none that skips a level."""
    last = 1

    def level(heading: re.Match[str]) -> str:
        nonlocal last
        last = min(max(len(heading["marks"]), 2), last + 1)
        return f"{'#' * last} {heading['text']}" if heading["text"] else ""

    return _outside_fences(text, lambda prose: HEADING.sub(level, prose)).strip() + "\n"


def _chooser(targets: Sequence[str]) -> Callable[[str], str]:
    """A link to an existing page stays; any other leads to one of the targets, chosen by its name."""
    known = set(targets)

    def choose(target: str) -> str:
        plain = re.sub(r"\.md$", "", target.partition("#")[0]).rstrip("/")
        if plain in known or not targets:
            return plain
        return targets[zlib.crc32(target.encode()) % len(targets)]

    return choose


def _aim(prose: str, to_page: Callable[[str], str], to_image: Callable[[str], str]) -> str:
    def link(found: re.Match[str]) -> str:
        target = found["target"].strip()
        text = found["text"].strip() or "this page"
        return f"[{text}]({target if EXTERNAL.match(target) else to_page(target)})"

    def image(found: re.Match[str]) -> str:
        target = to_image(found["target"].split(" ")[0])
        return f"![{_words(target)}]({target})"

    def image_tag(found: re.Match[str]) -> str:
        source = SOURCE.search(found[0])
        target = to_image(source["target"] if source else "")
        return f'{{% image src="{target}" alt="{_words(target)}" /%}}'

    def address(found: re.Match[str]) -> str:
        target = found["target"]
        return f'{found["name"]}="{target if EXTERNAL.match(target) else to_page(target)}"'

    return IMAGE_TAG.sub(image_tag, ADDRESS.sub(address, IMAGE.sub(image, LINK.sub(link, prose))))


def _words(address: str) -> str:
    """A description of an image, made from its address: a different one for each."""
    return re.sub(r"\W+|_", " ", address.removeprefix("/images/").rpartition(".")[0])
