"""Every sentence of a page with procedures is in one item, or is left out for a stated reason.

The sentences are gathered here from the tree alone, by their places, without the rules' own reading of blocks.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from guide_reading import CORPUS, SAMPLE, Guide, read, real_guides, vocabulary
from msgspec import structs

from builder.checklist.sentences import sentences
from builder.diagnostics.span import LineIndex
from builder.markdoc import Node

STEP_HEADING = re.compile(r"step\s+\d", re.IGNORECASE)
NO_SECTION = 99
MARKER = re.compile(r"\[[ xX]\] |\[!\w+\] |!!! |:::|<[A-Z]")
"""The signs before the words of a task or of a note in another dialect."""
CLOSING = re.compile(r"</\w+>|:{3,}")
NOTES = ("note", "requirement", "verify")

PARTIALS = {"log-in.md": "Open the console. It is blue.\n\n- Log in. Your name is shown.\n"}
SAMPLES = {
    "sample": SAMPLE,
    "a partial in a list item": '## Step 1: A\n- {% partial file="log-in.md" /%}\n## Step 2: B\n- Click.\n',
    "a partial between": '## Step 1: A\nGo on. It lasts.\n{% partial file="log-in.md" /%}\n## Step 2: B\n- Click.\n',
    "a table, a card, tabs": """## Step 1: A
| Key | Means |
| --- | --- |
| name | The name. It is short. |

{% card title="More" href="/more" %}
Read about it. Then come back.
{% /card %}
{% tabs %}
{% tab label="One" %}
Click **One**. The page opens.
{% /tab %}
{% tab label="Two" %}
All is told. Nothing is to do.
{% /tab %}
{% /tabs %}
## Step 2: B
- Click.
""",
    "notes of all kinds": """## Step 1: A
- Click.
{% note %}
A remark stands here. Another one follows.

### A heading in it

Read this first:
- **One:** the first. It is good.
- **Two:** the second.

  It has more to say.
- Nested
  - Click here. It opens.

| Key | Means |
| --- | --- |
| name | The name. |
{% /note %}
> A quotation of two. Sentences it has.

## Step 2: B
- Click.
""",
    "list items of several blocks": """## Step 1: A
1. Click. It opens.

   It explains. Then it ends.

   Press **Save**. All is well.

   > A remark. Of two sentences.

   - Nested. With more.

     And a paragraph. Press it.
2. The end.

   Share the following with us:
   - Client ID. It is long.

     It is explained.
3. Provide these details: {% skip=true %}
   - One. {% skip=true %}
## Step 2: B
All is told. Share the following with the Example team:
- Client ID: it is on the page. It is long.

  It is explained.
- Name
  - Nested name.
""",
    "steps tags": """{% steps %}
{% step title="Open" %}
All is told. Nothing is to do.

A second paragraph. Of two.
- A fact. And one more.
{% /step %}
{% step %}
## Read it
Click here. Then go.

### A heading in it

{% requirement %}
Be there. Stay there.

- One. Two.
  - Three. Four.
{% /requirement %}
{% /step %}
{% /steps %}
""",
}


@dataclass(frozen=True, slots=True)
class Place:
    """One point of the sources."""

    path: str
    via: tuple[tuple[str, int, int], ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence of a step section."""

    text: str
    start: Place
    end: Place
    """Of its last character."""


class Walk:
    """The sentences of the step sections, in the order of the tree."""

    def __init__(self, guide: Guide, partials: Mapping[str, str], *, everywhere: bool = False) -> None:
        self._files = {name: (text, LineIndex(text)) for name, text in {**partials, "": guide.text}.items()}
        self._meanings = {name: tag.meaning for name, tag in vocabulary().tags.items()}
        self._by_heading = any(STEP_HEADING.match(_words(node)) for node in guide.expanded.walk() if _is_heading(node))
        tagged = any(self._meaning(node) == "step" for node in guide.expanded.walk())
        declared = re.search(r"^checklist: true$", guide.text, re.MULTILINE) is not None
        self._everywhere = everywhere or (declared and not self._by_heading and not tagged)
        self._level = NO_SECTION

    def sentences(self, node: Node, path: str = "", via: tuple[Any, ...] = (), within: str = "") -> Iterator[Said]:
        """Those below a node; ``within`` says whether it is in a step tag or in a note."""
        if node.type == "inline":
            if self._everywhere or self._level != NO_SECTION or "step" in within:
                yield from self._of(node, path, via)
            return
        if _is_heading(node) and not within:
            self._enter(node)
            return
        if node.type == "tag" and node.tag == "partial":
            where = self._files[path][1].position(node.opening_span.start)
            path, via = node.attributes["file"], (*via, (path, where.line, where.column))
        meaning = "note" if node.type == "blockquote" else self._meaning(node)
        inside = within + (meaning if meaning in (*NOTES, "step") else "")
        titled = meaning == "step" and not any("title" in child.attributes for child in (node, *node.children))
        for index, child in enumerate(node.children):
            if not (titled and index == 0 and _is_heading(child)):
                yield from self.sentences(child, path, via, inside)

    def _meaning(self, node: Node) -> str:
        return self._meanings.get(node.tag or "", "") if node.type == "tag" else ""

    def _enter(self, heading: Node) -> None:
        depth = heading.attributes["level"]
        if STEP_HEADING.match(_words(heading).strip()):
            self._level = min(depth, self._level)
        elif depth <= self._level:
            self._level = NO_SECTION

    def _of(self, inline: Node, path: str, via: tuple[Any, ...]) -> Iterator[Said]:
        text, inner, outer = "", [], []
        for node in inline.walk():
            content = node.attributes.get("content") if node.type in ("text", "code") else None
            if isinstance(content, str) and content and node.span is not None:
                inner.append(len(text))
                outer.append(node.span.start + (node.type == "code"))
                text += content
            elif node.type in ("softbreak", "hardbreak"):
                text += " "
        for start, end in sentences(text):
            places = []
            for at in (start, end - 1):
                index = max(0, bisect_right(inner, at) - 1)
                places.append(self._files[path][1].position(outer[index] + at - inner[index]))
            first, last = (Place(path, via, place.line, place.column) for place in places)
            yield Said(text[start:end], first, last)


def _is_heading(node: Node) -> bool:
    return node.type == "heading"


def _words(node: Node) -> str:
    return "".join(str(child.attributes.get("content", "")) for child in node.walk() if child.type in ("text", "code"))


def holds(source: Mapping[str, Any], place: Place, page: str) -> bool:
    """Whether a published source holds a place."""
    path = "" if source["path"] == page else source["path"]
    via = tuple(("" if v["path"] == page else v["path"], v["line"], v["column"]) for v in source["via"])
    at = [place.line, place.column]
    return (path, via) == (place.path, place.via) and source["start"] <= at < source["end"]


def failures(guide: Guide, partials: Mapping[str, str], *, everywhere: bool = False) -> list[str]:
    """Each sentence that is nowhere or twice, and each reason that is missing.

    Of the step sections, or of the whole page, where the box of a task or the marker of a note may stand before the
    words of an item.
    """
    data = guide.published()
    page = data["guide"]["source"]["path"]
    sources = [(one["source"], "item " + one["id"]) for one in data["items"]]
    sources += [(one["source"], "left out: " + one["reason"]) for one in data["leftOut"]]
    found = []
    for said in Walk(guide, partials, everywhere=everywhere).sentences(guide.expanded):
        holders = [name for source, name in sources if holds(source, said.start, page)]
        ends = [name for source, name in sources if holds(source, said.end, page)]
        if everywhere and ((len(ends) == 1 and MARKER.match(said.text)) or CLOSING.fullmatch(said.text)):
            continue
        if len(holders) != 1 or holders != ends:
            found.append(f"{said.start.path}:{said.start.line} {said.text!r} is in {holders} to {ends}")
    return found


@pytest.mark.parametrize("name", SAMPLES)
def test_of_our_own_guides(name: str) -> None:
    guide = read(SAMPLES[name], partials=PARTIALS)
    assert not guide.reason
    assert list(Walk(guide, PARTIALS).sentences(guide.expanded))
    assert failures(guide, PARTIALS) == []


OTHER_FORMS = """# Rotate the key

> [!WARNING]
> The key is shown once. Keep it.

!!! note "Mind the time"
    It takes an hour. Wait for it.

## Why

All is told here. It has a list:

- A fact. And one more.

## Prerequisites

- An account. It is free.

## Do it

Keys are long. Open the console. It is blue.

1. Click **New**. It opens.
2. Copy the key:

   ```sh
   cat key
   ```

- [ ] Delete the old key. It is gone.

## See also

- [More](/more). It has more.
"""
"""Procedures that no heading counts."""

SHAPES = Path(__file__).with_name("shapes")


# The walk reads tags that are never closed as the parser does: one of them holds the rest of its page.
WALKED = [path.name for path in sorted(SHAPES.glob("*.md")) if path.name != "template_tags.md"]


@pytest.mark.parametrize("name", [*SAMPLES, *WALKED, "other forms"])
def test_of_whole_pages(name: str) -> None:
    text = SAMPLES.get(name, OTHER_FORMS) if name in (*SAMPLES, "other forms") else (SHAPES / name).read_text("utf-8")
    guide = read(text, partials=PARTIALS)
    if guide.draft.items:
        assert failures(guide, PARTIALS, everywhere=True) == []


def test_procedures_of_a_page_that_is_not_a_guide() -> None:
    told = "".join(
        f"The {name} is told of here. It has a story.\n\n" for name in ("first", "second", "third", "fourth")
    )
    asks = "Click **Help**.\n\n## Add one\n\n1. Open the page.\n2. Click **New**.\n\n"
    page = f"# Roles\n\n{told}{asks}## More\n\n{told * 4}"
    guide = read(page)
    assert guide.reason
    assert guide.draft.items
    assert failures(guide, {}, everywhere=True) == []


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the real guides are not beside the repository")
def test_of_real_guides() -> None:
    read_all = {path: read(path.read_text("utf-8").replace("\r\n", "\n")) for path in real_guides()}
    guides = {path: guide for path, guide in read_all.items() if not guide.reason}
    assert len(guides) > 50
    assert {str(path): found for path, guide in guides.items() if (found := failures(guide, {}))} == {}
    lost = {str(path): found for path, guide in guides.items() if (found := failures(guide, {}, everywhere=True))}
    assert lost == {}


def test_the_walk_sees_what_is_lost() -> None:
    guide = read("## Step 1: A\nAll is told. Click.\n## Step 2: B\n- Click.\n")
    assert failures(guide, {}) == []
    lossy = replace(guide, draft=structs.replace(guide.draft, passed=()))
    assert json.dumps(failures(lossy, {})).count("is in [] to []") == 1
