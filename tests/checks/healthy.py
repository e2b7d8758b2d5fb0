"""A project without problems that uses most of Handrail's syntax, and mistakes to put into it."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from pathlib import Path

from driver import image

PAGES = 6

_SLIP = re.compile(r"\{slip:(\w+)\}")

CONFIG = """\
title: Rail
base_url: https://docs.example.com/rail
language: en
link_schemes: [vscode]
edit_url: https://example.com/edit
feed: /releases
images: [content/images]
image_max_bytes: 900000
changes: false
redirects: redirects.yml
format:
  tag_width: 100
versions:
  folders: [v1.0.x, v1.1.x]
  titles: {v1.0.x: One}
  default: v1.1.x
editions: [oss, paid]
edition: oss
anchors: github
variables:
  product: Rail
  port: 80
front_matter:
  properties:
    owner: {enum: [docs, core]}
markdown:
  alerts: true
  task_lists: true
  glossary: words.yml
severity:
  image-unused: off
  placeholder-left: error
ignore: [content/v1.0.x/old-*.md]
external:
  timeout: 5
  retries: 1
  per_host: 1
  cache_days: 2
checklist:
  language: en
  headings: ['^Phase (\\d+)']
  verbs: [frobnicate]
theme:
  logo: /images/logo.png
  footer: Ours.
  links:
    - title: Start
      url: /page-1
  colors:
    accent: '#0f766e'
    accent-dark: '#5eead4'
"""

MENU = """\
site_menu:
  - category: Start
    url: /page-0
    icon: cloud
  - category: Start / One
    url: /page-1
  - category: More
  - category: More / Two
    url: /page-2
  - category: More / Three
    url: /page-3
    icon: document
  - category: More / Four
    url: /page-4
  - category: More / Five
    url: /page-5
  - category: Releases
    url: /releases/first
"""

PAGE = """\
---
title: Page {n}
slug: /page-{n}
description: About {n}.
order: {n}
owner: docs
redirect_from: /was-{n}
---

# Page {n}

Words about {{% $product %}} and its [next page](/page-{next}#part), on `port`.

## Part

{{% partial file="/hint.md" variables={{name: "this"}} /%}}

| Key | Value |
| --- | ----- |
| a   | `b`   |

{{% note noteType="Tip" %}}
See ![the view of {n}](/images/view.png).
{{% /note %}}

```python {{% lines="1" %}}
print("a")
print("b")
```

{{% key text="Ctrl" /%}} opens {{% icon iconName="check" /%}}.

1. Open **Settings**.
2. Click **Save**.

The end of {n}.
"""

TAG = """\
---
description: A key.
attributes:
  text: {type: String, required: true, description: The key.}
  size: {type: String, default: small, matches: [small, large]}
selfClosing: true
phrasing: true
meaning: layout
tone: info
tones: {size: {large: warning}}
markdown: "**{{ text | text }}**"
---
<kbd>{{ text }}</kbd>
"""


def healthy() -> dict[str, str | bytes]:
    """The files of the project, without any problem."""
    files: dict[str, str | bytes] = {
        "handrail.yml": CONFIG,
        "redirects.yml": "/gone: /page-1\n/gone/deep: /page-2#part\n/elsewhere: https://example.com/\n",
        "words.yml": "workspace: A place.\nteam: Some people.\n",
        "theme/tags/key.html": TAG,
        "content/partials/hint.md": "A hint on {% $name %} for {% $product %}.\n",
        "content/images/logo.png": image(3),
        "content/images/view.png": image(4),
    }
    for version in ("v1.0.x", "v1.1.x"):
        base = f"content/{version}"
        files[f"{base}/menu.yml"] = MENU
        files[f"{base}/first.md"] = "---\ntitle: First\nslug: /releases/first\ndate: 2026-01-31\n---\n\nNews.\n"
        files.update({f"{base}/p{n}.md": PAGE.format(n=n, next=(n + 1) % PAGES) for n in range(PAGES)})
    files["content/v1.0.x/old-notes.md"] = "---\ntitle: Old\nslug: /page-5/old\n---\n\nWords.\n"
    files["content/v1.0.x/menu.yml"] = MENU + "  - category: Old\n    url: /page-5/old\n"
    return files


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake: a text of one file that becomes another; its problem begins at the ``@`` of the new text."""

    code: str
    path: str
    old: str
    new: str
    others: bool = False
    """Whether other pages are wrong because of it: their links lead to an address that the page no longer has."""

    def planted(self, files: dict[str, str | bytes]) -> tuple[dict[str, str | bytes], int, int]:
        """The files with the mistake, and the line and column of its problem; 0 for a file as a whole."""
        text = files.get(self.path, "")
        assert isinstance(text, str)
        assert not self.old or text.count(self.old) == 1, (self.path, self.old, text.count(self.old))
        before = text[: text.index(self.old)] if self.old else ""
        changed = text.replace(self.old, self.new, 1) if self.old else self.new
        at = (before + self.new).find("@@")
        lines = changed[:at].split("\n")
        place = (len(lines), len(lines[-1]) + 1) if at >= 0 else (0, 0)
        return {**files, self.path: changed.replace("@@", "", 1)}, *place


def mistakes(chance: random.Random) -> list[Mistake]:
    """Every mistake of the table, with numbers, pages and letters drawn at random."""
    found: list[Mistake] = []
    path = ""
    for line in Path(__file__).with_name("mistakes.txt").read_text("utf-8").splitlines():
        page = str(chance.randrange(PAGES))
        if line.startswith("= "):
            path = line.removeprefix("= ")  # a file that is not there is new
            continue
        code, _, change = line.partition(" | ")
        old, _, new = (_filled(part, page, chance) for part in change.partition(" => "))
        others, code = code.startswith("+"), code.removeprefix("+")
        found.append(Mistake(code, path.replace("{page}", page), old, new, others))
    return found


def _filled(text: str, page: str, chance: random.Random) -> str:
    text = text.replace("\\n", "\n").replace("{page}", page).replace("{n}", str(chance.randrange(2, 10)))
    return _SLIP.sub(lambda found: misspelt(found[1], chance), text)


def misspelt(word: str, chance: random.Random) -> str:
    """The word with one letter doubled, dropped or swapped with the next."""
    at = chance.randrange(1, len(word) - 1)
    letter, following = word[at], word[at + 1]
    ways = [word[:at] + letter + word[at:], word[:at] + word[at + 1 :]]
    if letter != following:
        ways.append(word[:at] + following + letter + word[at + 2 :])
    return chance.choice(ways)
