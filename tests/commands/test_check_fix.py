"""``check --fix``: only the span is changed, only in files of the project, and the change is shown."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from driver import Site, image

from builder.checks.fixes import SourceEdit, edited

HEAD = "---\ntitle: A\n---\n"
OTHERS: dict[str, str | bytes] = {
    "content/images/v1.0/Door.png": image(),
    "content/images/v0.9/Door.png": image(2),
    "content/v0.9.x/guide.md": "---\ntitle: Guide\n---\nText.\n",
    "content/v1.0.x/Guide.md": "---\ntitle: Guide\nredirect_from: /old\n---\n## Part\n",
    "content/v1.0.x/in/Deep Folder/page.md": "---\ntitle: Deep\n---\nText.\n",
}
PAGE = "content/v1.0.x/a.md"

CASES = [
    ("letter case of a link", "See [it](/guide#part) now.", "See [it](/Guide#part) now."),
    ("of a link with its version", "[it](/v1.0.x/guide/)", "[it](/v1.0.x/Guide/)"),
    ("of a link to a file", "[it](./guide.md#part)", "[it](./Guide.md#part)"),
    ("of a link in a tag", '{% tile title="guide" link="/guide" /%}', '{% tile title="guide" link="/Guide" /%}'),
    ("of a folder with a blank", "[it](/in/deep%20folder/page)", "[it](/in/Deep%20Folder/page)"),
    ("of a label's definition", '[it][g] and [g].\n\n[G]: /guide "it"', '[it][g] and [g].\n\n[G]: /Guide "it"'),
    ("two on one line", "[a](/guide) and [b](/guide)", "[a](/Guide) and [b](/Guide)"),
    ("text that looks like the target", "[/guide](/guide)", "[/guide](/Guide)"),
    ("a moved page", "[it](/old#part)", "[it](/Guide#part)"),
    ("a moved page with its version", "[it](/v1.0.x/old)", "[it](/v1.0.x/Guide)"),
    ("a moved page with a query", "[it](/old?tab=a#part)", "[it](/Guide?tab=a#part)"),
    ("letter case of an image", "![A](/images/v1.0/door.PNG)", "![A](/images/v1.0/Door.png)"),
    ("the version in an image's path", "![A](/images/v0.9/Door.png)", "![A](/images/v1.0/Door.png)"),
    (
        "a tag that should close itself",
        '{% image src="/images/v1.0/Door.png" alt="A" %}\n\nText.',
        '{% image src="/images/v1.0/Door.png" alt="A" /%}\n\nText.',
    ),
    (
        "a tag of several lines",
        '{% image\n  src="/images/v1.0/door.png"\n  alt="A"\n/%}',
        '{% image\n  src="/images/v1.0/Door.png"\n  alt="A"\n/%}',
    ),
    (
        "a bar in code in a table",
        "| a | b |\n|---|---|\n| `x|y` | `|` z |",
        "| a | b |\n|---|---|\n| `x\\|y` | `\\|` z |",
    ),
    ("a bar in the head's code", "| `x||y` | b |\n|---|---|\n| 1 | 2 |", "| `x\\|\\|y` | b |\n|---|---|\n| 1 | 2 |"),
    ("letters that are not ASCII before it", "Ähnlich 😀 [it](/guide)", "Ähnlich 😀 [it](/Guide)"),
]
UNTOUCHED = [
    "| a | b |\n|---|---|\n| 1 | 2 | 3 |",
    "| a | b |\n|---|---|\n| `x|y` | 2 | 3 |",
    "[it](/nowhere)",
    "[it](/Guide#nowhere)",
    "![A](/images/v1.0/gone.png)",
    "`[it](/guide)`",
    "[it](/soon)",
]


@pytest.mark.parametrize(("before", "after"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_problems_with_one_answer_are_fixed(before: str, after: str, site: Callable[..., Site]) -> None:
    project = site().write({**OTHERS, PAGE: HEAD + before + "\n"})
    project.check("--fix", "--dry-run").says("to fix")
    assert (project.root / PAGE).read_text("utf-8") == HEAD + before + "\n"
    project.check("--fix").says("fixed", "+++ b/content/v1.0.x/a.md")
    assert (project.root / PAGE).read_text("utf-8") == HEAD + after + "\n"
    assert "+++" not in project.check("--fix").last.err


@pytest.mark.parametrize("text", UNTOUCHED)
def test_problems_without_a_safe_fix_are_left(text: str, site: Callable[..., Site]) -> None:
    project = site().write({**OTHERS, PAGE: HEAD + text + "\n"}).check("--fix")
    assert "+++" not in project.last.err
    assert (project.root / PAGE).read_text("utf-8") == HEAD + text + "\n"


def test_line_ends_marks_and_modes_stay(site: Callable[..., Site]) -> None:
    text = "\ufeff" + HEAD + "One\n\n[it](/guide)\nTwo \n"
    data = text.replace("\n", "\r\n").encode()
    project = site().write({**OTHERS, PAGE: data})
    os.chmod(project.root / PAGE, 0o640)
    project.check("--fix")
    assert (project.root / PAGE).read_bytes() == data.replace(b"/guide", b"/Guide")
    assert (project.root / PAGE).stat().st_mode & 0o777 == 0o640


def test_a_partial_is_fixed_once(site: Callable[..., Site]) -> None:
    pages = {f"content/v1.0.x/{name}.md": HEAD + '{% partial file="/p.md" /%}\n' for name in "ab"}
    project = site().write({**OTHERS, **pages, "content/partials/p.md": "[it](/guide)\n"}).check("--fix")
    assert (project.root / "content/partials/p.md").read_text("utf-8") == "[it](/Guide)\n"


def test_a_problem_that_is_let_stand_is_not_touched(site: Callable[..., Site]) -> None:
    text = HEAD + "<!-- handrail-ignore link-case: on purpose -->\n[it](/guide)\n\n\n[it](/guide)\n"
    project = site().write({**OTHERS, PAGE: text}).check("--fix")
    assert (project.root / PAGE).read_text("utf-8") == text[: -len("[it](/guide)\n")] + "[it](/Guide)\n"


def test_a_dry_run_goes_with_fix(site: Callable[..., Site]) -> None:
    site().write(OTHERS).check("--dry-run").exits(2)


def test_edits_that_overlap_are_not_made() -> None:
    one = SourceEdit(path="a.md", line=1, column=1, end_line=1, end_column=6, old="abc", new="x", code="c")
    other = SourceEdit(path="a.md", line=1, column=1, end_line=1, end_column=6, old="cd", new="y", code="c")
    assert edited("abcde", [one, other]) == ("abcde", ())
    assert edited("abcde", [one]) == ("xde", (one,))
    assert edited("bcde", [one]) == ("bcde", ())
