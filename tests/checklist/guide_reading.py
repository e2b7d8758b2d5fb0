"""Reads a text as the pipeline does, without a project around it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from builder.checklist import (
    BoundImage,
    ChecklistDraft,
    ChecklistPlacement,
    GuideFacts,
    GuidePlace,
    HeadingAnchor,
    Reader,
    SourceFrame,
    TextPart,
    bind,
    extract,
    load_words,
)
from builder.diagnostics.span import LineIndex
from builder.markdoc import Config, Node, expand, parse
from builder.vocabulary import Vocabulary, load_vocabulary

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT / "../shared"
SEED = SHARED / "seed/azure-sso.md"
CORPUS = SHARED / "corpus/openmetadata/content"

SAMPLE = """---
title: Sign in with Example
---

# Sign in with Example

{% note %}
Security requirements:
- **CHANGE** the default password.
{% /note %}

## Step 1: Register the program

- Open the [console](https://console.example.com) and select `Programs`.

![The console](console.png)

- Enter a name.
- Click on **Register**.

{% note %}
- **Public:** has no secret.
- **Private:** has a secret.
{% /note %}

## Step 2: Find the values

- The `Program ID` is shown on the overview.

```yaml
id: <program-id>
```

Share the following with the Example team:
- Program ID
- `Tenant`: the tenant's name (Ex - acme)
"""


_STEP = re.compile(r"^#+ *step \d|\{% *steps|^checklist: true", re.IGNORECASE | re.MULTILINE)


def real_guides() -> list[Path]:
    """Every guide of the manual and of the guides beside the repository, found by its look."""
    folders = [folder for folder in (ROOT / "content", CORPUS) if folder.is_dir()]
    found = [path for folder in folders for path in sorted(folder.rglob("*.md"))]
    return [path for path in found if _STEP.search(path.read_text("utf-8"))] + ([SEED] if SEED.is_file() else [])


@dataclass(frozen=True, slots=True)
class Guide:
    """A text as the rules see it."""

    text: str
    expanded: Node
    reason: str
    """Why it is no guide."""
    draft: ChecklistDraft

    def published(self, **placed: Any) -> dict[str, Any]:
        """The content of ``checklist.json`` at some place."""
        return bind(self.draft, placement(**placed))


@cache
def vocabulary() -> Vocabulary:
    return load_vocabulary([ROOT / "theme"]).value


def read(
    text: str, *, partials: Mapping[str, str] | None = None, language: str = "en", verbs: Sequence[str] = ()
) -> Guide:
    """Parse, expand, extract."""
    texts = partials or {}
    tags = vocabulary().tags
    ast = parse(text)
    config = Config(tags=vocabulary().schemas(), partials={name: parse(body) for name, body in texts.items()})
    expanded = expand(ast, config)
    nodes = list(expanded.walk())
    reader = Reader(
        {name: tag.meaning for name, tag in tags.items()},
        lambda node: tags[node.tag].tone_for(node.attributes) if node.tag in tags else "info",
        lambda name: (texts[name], LineIndex(texts[name]), name) if name in texts else None,
    )
    facts = GuideFacts(
        front_matter=yaml.safe_load(ast.attributes.get("frontmatter") or "") or {},
        text=text,
        headings=[HeadingAnchor(words_of(node), words_of(node).lower()) for node in nodes if node.type == "heading"],
        meanings=reader.meanings,
        tags=frozenset(node.tag for node in nodes if node.tag),
    )
    words = load_words(language, verbs)
    frame = SourceFrame(text=text, lines=LineIndex(text), path="", via=())
    part = TextPart(text=text, line=0, tree=lambda: (expanded, frame), is_constant=False)
    found = extract([part], facts, words, reader)
    draft = found.draft or ChecklistDraft(
        sections=(), items=(), values=(), passed=(), diagnostics=(), language=words.language
    )
    return Guide(text, expanded, "" if found.verdict.guide else found.verdict.reason, draft)


def words_of(node: Node) -> str:
    """All text below a node."""
    found = (child.attributes.get("content") for child in node.walk() if child.type in ("text", "code"))
    return "".join(text for text in found if isinstance(text, str))


def placement(
    *,
    version: str = "v1.0.x",
    digest: str = "d0",
    item_images: Mapping[str, str] | None = None,
) -> ChecklistPlacement:
    """A place in a site; ``item_images`` are the images' digests by target."""
    digests = item_images or {}
    guide = GuidePlace(
        schema="/schema/checklist-2.json",
        program="0.0.0",
        id="security/example",
        title="Sign in with Example",
        description="",
        slug="/security/example",
        version=version,
        edition="",
        url=f"/{version}/security/example/",
        path=f"content/{version}/security/example.md",
        source_digest="s0",
        includes=(),
        digest=digest,
    )
    return ChecklistPlacement(
        guide,
        link=lambda target: target,
        image=lambda target: BoundImage(f"/images/{target}", 0, 0, digests.get(target, "")),
    )
