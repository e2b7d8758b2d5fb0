"""Plants mistakes at known places of generated pages: each is reported there with its code, and nothing else is."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from driver import Site, image

PAGES = 100
PLANTED = 300
SLUG_DEFECTS = 6
CONFIG = "base_url: https://docs.example.com\neditions: [oss, other]\nvariables: {product: Rail}\n"

INLINE = {
    "link-unresolved": "[it](/gone-{n})",
    "link-case": "[it](/Page-{page})",
    "link-malformed": "[it](htps://example.org/{n})",
    "anchor-missing": "[it](/page-{page}#gone-{n})",
    "image-missing": "![a view of {n}](/images/gone-{n}.png)",
    "image-case": "![a view of {n}](/images/View.png)",
    "link-to-draft": "[it](/soon)",
    "link-text-empty": "[](/page-{page})",
}
"""By code: words with the fault, which begins where they do."""

BLOCKS = {
    "tag-undefined": "{{% nte %}}\nWords.\n{{% /nte %}}",
    "attribute-undefined": '{{% note\n  @noteTyp="Tip" %}}\nWords.\n{{% /note %}}',
    "attribute-value-invalid": '{{% partial file=@"/gone-{n}.md" /%}}',
    "variable-undefined": "Words and {{% @$gone %}}.",
    "missing-opening": "{{% /note %}}",
    "missing-closing": "{{% ossContent %}}\nWords.",
    "tag-unfinished": "Words and @{{% note.",
    "table-syntax": "{{% table %}}\n- a\n---\n@Words.\n{{% /table %}}",
    "link-label-undefined": "Words [it][gone-{n}].".replace("[it]", "@[it]"),
}
"""By code: a block with the problem, which begins after the ``@``, or where the block does."""

AROUND = (
    "{}",
    "Words before it, {} and behind.",
    "A line before,\n😀 **bold {}** and\na line behind.",
    "- item\n- item {}\n\n  - deeper\n",
    "- item\n\n  1. first\n  2. second {} end\n",
    "> A quotation\n> with {}.",
    "| A | B |\n|---|---|\n| `a\\|b` | see {} |",
    "## About {} here",
    '{{% note noteType="Tip" %}}\nSee {}.\n{{% /note %}}',
    "{{% note %}}\n\n- item\n\n  {{% note %}}\n  {}\n  {{% /note %}}\n\n{{% /note %}}",
    "{{% if $product %}}\nSee {}.\n{{% /if %}}",
    "{{% if not($product) %}}\nNever shown: {}.\n{{% /if %}}",
    "{{% ossContent %}}\nSee {}.\n{{% /ossContent %}}",
    "{{% table %}}\n* A\n* B\n---\n* one\n* two {}\n{{% /table %}}",
    '{{% stepsContainer %}}\n{{% step srNumber=1 %}}\n{{% stepDescription title="First" %}}\nOpen {}.\n'
    "{{% /stepDescription %}}\n{{% /step %}}\n{{% /stepsContainer %}}",
    "{{% $product %}} has {} in it.",
)
"""Where words stand; ``{{}}`` is for those with the fault."""

FILLER = (
    "Plain words, `code`, *slanted* and [a page](/page-3).",
    "```sh {% process=false %}\n[no link](/gone) {% nte %} ![no](/images/none.png)\n```",
    "![A view](/images/view.png)",
    "- item\n- item\n\n1. one\n2. two",
    "{% note %}\nWords with [a page](../content.md).\n{% /note %}".replace("../content.md", "/page-4"),
    "| A | B |\n|---|---|\n| 1 | [two](/page-5#part) |",
    "<!-- [no link](/gone) {% nte %} -->",
    "Emoji 😀 and 漢字, then [a page](/page-6).",
)

FRONTS: tuple[Callable[[int], str], ...] = (
    lambda n: f"---\ntitle: Page {n}\nslug: /page-{n}\n---\n",
    lambda n: f"---\ntitle: Page {n}\nslug: /page-{n}\ndescription: >-\n  Words on\n  two lines\n---\n\n",
    lambda n: f"\ufeff---\ntitle: Page {n}\nslug: /page-{n}\n---\n",
)


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """One problem, or an expected one."""

    path: str
    line: int
    column: int
    code: str


class Garden:
    """Pages, with faults planted in them."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self.files: dict[str, str | bytes] = {"handrail.yml": CONFIG, "content/images/view.png": image()}
        self.planted: list[Found] = []
        self.files["content/v1.0.x/soon.md"] = "---\ntitle: Soon\nslug: /soon\ndraft: true\n---\nWords.\n"
        shares = [0] * PAGES
        for _ in range(PLANTED - 2 * SLUG_DEFECTS):
            shares[self._random.randrange(PAGES)] += 1
        for number, share in enumerate(shares):
            self._page(number, share)
        self._slugs()

    def _page(self, number: int, failures: int) -> None:
        path = f"content/v1.0.x/p{number}.md"
        blocks = [(block, "") for block in self._random.choices(FILLER, k=4)] + [("## Part", "")]
        blocks += [self._failure(number * 100 + n) for n in range(failures)]
        self._random.shuffle(blocks)
        text = self._random.choice(FRONTS)(number) + "# Title\n\n"
        for block, code in blocks:
            at = block.find("@")
            if code:
                self.planted.append(_found(path, text + block[: max(at, 0)], code))
            text += block.replace("@", "", 1) + "\n\n"
        ends = "\r\n" if self._random.random() < 0.2 else "\n"
        self.files[path] = text.replace("\n", ends)

    def _failure(self, n: int) -> tuple[str, str]:
        if self._random.random() < 0.25:
            code = self._random.choice(list(BLOCKS))
            return BLOCKS[code].format(n=n), code
        code = self._random.choice(list(INLINE))
        words = "@" + INLINE[code].format(n=n, page=self._random.randrange(PAGES))
        return self._random.choice(AROUND).format(words), code

    def _slugs(self) -> None:
        for n in range(SLUG_DEFECTS):
            for name in (f"twin-{n}", f"other-{n}"):
                path = f"content/v1.0.x/{name}.md"
                head = f"---\ntitle: Twin {name}\n"
                self.files[path] = f"{head}slug: /same-{n}\n---\nWords.\n"
                self.planted.append(_found(path, f"{head}slug: ", "slug-duplicate"))


def _found(path: str, before: str, code: str) -> Found:
    """A problem after these words of a file; a byte order mark is no column."""
    line = before.rpartition("\n")[2]
    return Found(path, before.count("\n") + 1, len(line) + 1, code)


def _problems(project: Site) -> Iterator[Found]:
    for each in project.problems():
        yield Found(each["path"], each["line"], each["column"], each["code"])


@pytest.mark.parametrize("seed", range(3))
def test_planted_mistakes_are_found_and_nothing_else(seed: int, site: Callable[..., Site]) -> None:
    garden = Garden(seed)
    assert len(garden.planted) == PLANTED
    found = sorted(_problems(site().write(garden.files)))
    assert [each for each in sorted(garden.planted) if each not in found] == []
    assert [each for each in found if each not in garden.planted] == []
