"""Versions of pages: equal ones, or ones that differ as real ones do. The same input gives the same versions."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bench.corpus.page import PARTIAL, Corpus, Page, Version
from bench.corpus.sources import FENCE, Sources, connect

FRONT = Page("", "Overview", "This is the front page; the menu leads to all others.\n")

CHANGED = 0.66
"""The share of pages that differ from the version before. Measured on 2,988 pages of three adjacent real versions."""
CHANGED_LINES = 0.3
"""In a page that differs: the share of its lines of prose that do."""
PROSE = re.compile(r"^[A-Z][^|`{}\[\]<>]*[a-z.:]$")
"""Lines that can be changed without changing their meaning to a program."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much content is wanted."""

    versions: int
    pages: int
    """Of each version."""
    equal: bool = False
    """Whether all versions have the same bytes."""

    @property
    def name(self) -> str:
        """``500``, ``10x500`` or ``10x500-equal``, as the command line takes it."""
        whole = f"{self.versions}x{self.pages}" if self.versions > 1 else str(self.pages)
        return f"{whole}-equal" if self.equal else whole


def read_size(text: str) -> Size:
    """Of its name. Raises ValueError."""
    found = re.fullmatch(r"(?:(\d+)x)?(\d+)(-equal)?", text)
    if found is None:
        raise ValueError(f"'{text}' is not a size: write 500, 10x500 or 10x500-equal.")
    return Size(int(found[1] or 1), int(found[2]), bool(found[3]))


def make_corpus(sources: Sources, size: Size) -> Corpus:
    """As many versions and pages as wanted. Sources that don't suffice are used again, with their words changed."""
    pages = connect([*_pages(sources.pages, size.pages)], sources.images)
    first = tuple(sorted((replace(p, text=f"{p.text}\n{PARTIAL}\n") for p in pages), key=lambda page: page.slug))
    versions = [Version(_version_name(0), first)]
    for number in range(1, size.versions):
        before = versions[-1].pages
        versions.append(Version(_version_name(number), before if size.equal else tuple(_next(before, number))))
    used = set(re.findall(r"/images/[\w./-]+", "\n".join(page.text for page in first)))
    return Corpus(size.name, tuple(versions), {a: p for a, p in sources.images.items() if a in used})


def _version_name(number: int) -> str:
    return f"v1.{number}.x"


def _pages(sources: Sequence[Page], count: int) -> Iterator[Page]:
    yield FRONT
    for number in range(count - 1):
        part, index = divmod(number, len(sources))
        page = sources[index]
        yield page if part == 0 else _again(page, part)


def _again(page: Page, part: int) -> Page:
    """Another page of the same kind: not a line of its prose is the same, and no sample."""
    text = FENCE.sub(lambda fence: fence[0].replace("\n", f"\n# part {part}\n", 1), page.text)
    lines = [f"{line} Part {part}." if PROSE.match(line) else line for line in text.split("\n")]
    return Page(f"part-{part}/{page.slug}", f"{page.title} {part}", "\n".join(lines))


def _next(pages: Sequence[Page], number: int) -> Iterator[Page]:
    for page in pages:
        chance = random.Random(f"{number} {page.slug}")
        yield _edited(page, number, chance) if chance.random() < CHANGED else page


def _edited(page: Page, number: int, chance: random.Random) -> Page:
    lines = page.text.split("\n")
    candidates = [index for index, line in enumerate(lines) if PROSE.match(line)]
    chosen = [index for index in candidates if chance.random() < CHANGED_LINES]
    for index in chosen or candidates[:1]:
        lines[index] = f"{re.sub(r' Since 1[.][0-9]+[.]$', '', lines[index])} Since 1.{number}."
    if not candidates:
        lines.insert(0, f"Since 1.{number}, this page is a little different.\n")
    return replace(page, text="\n".join(lines))
